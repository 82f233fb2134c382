"""What stands in the way of one more enrolment because of others: seats, money, cover."""

from collections.abc import Iterator

import numpy as np

from models.enrolments import of_plan, with_running
from models.measures import budget_figures, classes
from models.plan import PlanColumns
from models.prices import charged, class_payer, class_price, paying_rule, seat_price
from models.roster import BoolArray
from models.rules import unit_cover
from planner.reports.missing.personal import Test
from planner.reports.missing.reasons import Reason


class Shared:
    """The tests of what a plan leaves over."""

    def __init__(self, columns: PlanColumns) -> None:
        self.scenario = columns.scenario
        self.everything = with_running(columns)
        self.enrolled = {
            (course, start): len(rows)
            for course, start, rows in of_plan(columns).intakes
        }
        table = classes(self.scenario, columns)
        self.opened = table.groupby(["course", "start_year"]).size().to_dict()
        room = table[table["seats_taken"] < table["size_max"]]
        self.has_room = set(zip(room["course"], room["start_year"], strict=True))
        self.left = self._left(columns)
        self._full: dict[int, tuple[BoolArray, BoolArray]] = {}

    def _left(self, columns: PlanColumns) -> "dict[str, np.ndarray]":
        """Return what each line has left in each year [thousand dong].

        Of a line that carries over, what is left of all years so far.
        """
        left: dict[str, list[int]] = {name: [] for name in self.scenario.spec.budget}
        for figure in budget_figures(self.scenario, columns):
            left[figure.line].append(figure.available - figure.spent)
        return {name: np.array(amounts) for name, amounts in left.items()}

    def tests(self, course: str, start: int) -> Iterator[Test]:
        """Yield the tests of one more enrolment of anybody, in order."""
        entry = self.scenario.spec.courses[course]
        full, people = self._seats(course, start)
        if self.scenario.spec.budget:
            paid, affordable = self._money(course, start, people)
            yield ~paid, Reason.NO_PAYER, ""
            yield self._all(full), Reason.NO_SEAT, ""
            yield ~affordable, Reason.NO_MONEY, ""
        else:
            yield self._all(full), Reason.NO_SEAT, ""
        if self.scenario.spec.is_long(course):
            emptied = self._all(False)
            for year in range(start, start + entry.duration):
                full_unit, away = self._cover(year)
                emptied |= full_unit[self.scenario.roster.unit] & ~away
            yield emptied, Reason.UNIT_COVER, ""
        yield self._all(people > 1), Reason.NO_CLASS, f"class_size.min {people}"

    def _all(self, value: bool) -> BoolArray:
        return np.full(len(self.scenario.roster), value, dtype=np.bool_)

    def _seats(self, course: str, start: int) -> tuple[bool, int]:
        """Return whether nothing is left, and how many it takes to use what is left.

        One official if an open class has a seat or one person is a class; else the
        smallest class.
        """
        entry, intake = self.scenario.spec.courses[course], (course, start)
        seats = None if entry.seats is None else entry.seats.at(start)
        rooms = None if entry.classes is None else entry.classes.at(start)
        people = 1 if intake in self.has_room else entry.class_size.min
        full = seats is not None and self.enrolled.get(intake, 0) + people > seats
        if intake not in self.has_room and rooms is not None:
            full |= self.opened.get(intake, 0) >= rooms
        return full, people

    def _money(
        self, course: str, start: int, people: int
    ) -> tuple[BoolArray, BoolArray]:
        """Return for whom a line may pay at all, and for whom one has the money left."""
        paid, affordable = self._all(False), self._all(False)
        for line, entry in self.scenario.spec.budget.items():
            rules = paying_rule(self.scenario, line, course, start)
            paid |= rules >= 0
            for rule in range(len(entry.pays)):
                payable = rules == rule
                if payable.any() and self._affords(line, rule, course, start, people):
                    affordable |= payable
        return paid, affordable

    def _affords(
        self, line: str, rule: int, course: str, start: int, people: int
    ) -> bool:
        price = seat_price(self.scenario, course, start)
        yearly = np.array(charged(self.scenario, line, rule, price)) * people
        charges = [(line, yearly)]
        payer = class_payer(self.scenario, course)
        if (course, start) not in self.has_room and payer is not None:
            room = class_price(self.scenario, course, start)
            charges.append((payer[0], np.array(charged(self.scenario, *payer, room))))
        first = start - self.scenario.spec.horizon.first
        for name in {name for name, _ in charges}:
            due = np.zeros(len(self.left[name]), dtype=np.int64)
            for other, amounts in charges:
                if other == name:
                    due[first : first + len(amounts)] += amounts
            needed = due > 0
            if self.scenario.spec.budget[name].carry_over:
                # Spending in one year leaves less in all the years after it.
                due = np.cumsum(due)
                needed = due > 0
            if (due > self.left[name])[needed].any():
                return False
        return True

    def _cover(self, year: int) -> tuple[BoolArray, BoolArray]:
        """Return the units that are at their limit in a year, and the officials away."""
        if year not in self._full:
            away = unit_cover.in_long_courses(self.everything, year)
            used = unit_cover.by_unit(self.scenario, away)
            full = used >= unit_cover.limits(self.scenario, year)
            if self.scenario.spec.rules.soft_cover is not None:
                full[:] = False  # it keeps nobody out
            self._full[year] = full, away
        return self._full[year]
