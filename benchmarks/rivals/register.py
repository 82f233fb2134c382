"""A register of enrolments: what each official, class, unit and budget line has left."""

from dataclasses import dataclass

import numpy as np

from benchmarks.rivals.admitted import admitted
from models import holdings
from models.enrolments import grouped, in_progress
from models.measures.classes import class_charge
from models.measures.money import granted
from models.plan import Plan
from models.plan_of import plan_of
from models.prices import (
    charged,
    committed,
    pay_rules,
    paying_rule,
    seat_price,
)
from models.roster import BoolArray, Ints
from models.scenario import Scenario
from models.units import tenths

_UNLIMITED = 2**30


@dataclass(frozen=True)
class Payer:
    """A budget line and rule that pay alike for the officials named."""

    line: int
    """Position of the budget line; -1 if the scenario has none."""
    yearly: list[int]
    """Charged for one seat in each year of study [thousand dong]."""
    who: BoolArray


class Register:
    """Enrolments made so far, with everything that limits the next ones.

    Raises
    ------
    ValueError
        If the scenario has pins, which rules of thumb do not know.
    """

    def __init__(self, scenario: Scenario) -> None:
        if len(scenario.pins.official):
            raise ValueError("a plan by rule of thumb knows no pins")
        spec, roster = scenario.spec, scenario.roster
        years = len(spec.horizon)
        self.scenario = scenario
        self.first = spec.horizon.first
        self.rows: list[list[Ints]] = []
        """Official, course, start year and line of enrolments, intake by intake."""
        self.seats: dict[tuple[str, int], int] = {}
        self.spent = committed(scenario)
        self.granted = granted(scenario)
        self.carries = [line.carry_over for line in spec.budget.values()]
        changing = {g.attribute for c in spec.courses.values() for g in c.grants}
        self.held = [
            {name: roster.columns[name].copy() for name in changing}
            for _ in range(years + 1)
        ]
        """Holdings on 31 December, from the baseline to the last year."""
        self.granting_until = {
            name: np.zeros(len(roster), dtype=np.int16) for name in changing
        }
        """Attribute -> last year of the courses that change it."""
        self.taken: dict[tuple[str, int], BoolArray] = {}
        """Course, and start year if it is repeatable (else 0) -> who has taken it."""
        self.load = np.zeros((years, len(roster)), dtype=np.int16)
        self.long = np.zeros((years, len(roster)), dtype=np.int8)
        self.attended: dict[tuple[str, int], BoolArray] = {}
        """Course kind and year -> who attended."""
        running = in_progress(scenario)
        for (course, start), rows in grouped(running.course, running.start):
            self._attend(course, start, running.official[rows])
        limits = spec.rules
        weeks = None if limits.yearly_load is None else tenths(limits.yearly_load)
        self.most_load = np.maximum(_limit(weeks, roster.yearly_load), self.load)
        self.most_long = np.maximum(
            _limit(limits.long_courses_at_once, roster.long_courses), self.long
        )
        self.most_away = self._most_away()

    def may_start(self, course: str, start: int) -> BoolArray:
        """Return who may start the course by every rule for one person."""
        scenario, roster = self.scenario, self.scenario.roster
        entry = scenario.spec.courses[course]
        who = admitted(scenario, course, start)
        taken = self.taken.get((course, start if entry.repeatable else 0))
        if taken is not None:
            who &= ~taken
        for step, weeks in enumerate(entry.weeks_tenths(), start - self.first):
            who &= self.load[step] + weeks <= self.most_load[step]
            if scenario.spec.is_long(course):
                who &= self.long[step] < self.most_long[step]
        officials = np.flatnonzero(who)
        held = self.held_on(start - 1, officials)
        ready = np.ones(len(officials), dtype=np.bool_)
        for condition in entry.requires:
            ready &= holdings.satisfied(held, roster, condition, officials)
        if entry.grants:
            ready &= holdings.grants_more(held, roster, entry)
        for grant in entry.grants:
            # So that no later course is left without anything new to grant.
            ready &= self.granting_until[grant.attribute][officials] < start
        who[officials[~ready]] = False
        return who

    def held_on(self, year: int, officials: Ints) -> holdings.Columns:
        """Return what some officials hold on 31 December of a year, as a copy."""
        held = {**self.scenario.roster.columns, **self.held[year - self.first + 1]}
        return {name: column[officials] for name, column in held.items()}

    def payers(self, course: str, start: int) -> list[Payer]:
        """Return who may pay for the course, in declared order."""
        scenario = self.scenario
        if not scenario.line_ids:
            everyone = np.ones(len(scenario.roster), dtype=np.bool_)
            return [Payer(-1, [0] * scenario.spec.courses[course].duration, everyone)]
        prices = seat_price(scenario, course, start)
        return [
            Payer(
                at,
                charged(scenario, line, rule, prices),
                paying_rule(scenario, line, course, start) == rule,
            )
            for at, line in enumerate(scenario.line_ids)
            for rule in pay_rules(scenario.spec.budget[line], course)
        ]

    def room_in_units(self, course: str, start: int, officials: Ints) -> BoolArray:
        """Return which officials, in the order given, their units can spare."""
        entry, roster = self.scenario.spec.courses[course], self.scenario.roster
        if self.most_away is None or not self.scenario.spec.is_long(course):
            return np.ones(len(officials), dtype=np.bool_)
        steps = range(start - self.first, start - self.first + entry.duration)
        room = np.full(len(roster.unit_names), _UNLIMITED)
        for step in steps:
            away = np.bincount(roster.unit[self.long[step] > 0], minlength=len(room))
            room = np.minimum(room, self.most_away[step] - away)
        unit = roster.unit[officials]
        order = np.argsort(unit, kind="stable")
        starts = np.searchsorted(unit[order], unit[order])
        rank = np.empty(len(officials), dtype=np.int64)
        rank[order] = np.arange(len(officials)) - starts
        return np.asarray(rank < room[unit])

    def most_people(self, course: str, start: int, payer: Payer, wanted: int) -> int:
        """Return how many of those wanted find seats, classes and money."""
        entry = self.scenario.spec.courses[course]
        already = self.seats.get((course, start), 0)
        for limit, size in ((entry.seats, 1), (entry.classes, entry.class_size.max)):
            most = None if limit is None else limit.at(start)
            if most is not None:
                wanted = min(wanted, most * size - already)
        low, high = 0, max(0, wanted)
        while low < high:  # the cost grows with each seat
            middle = (low + high + 1) // 2
            if self._affordable(self._cost(course, start, payer, middle)):
                low = middle
            else:
                high = middle - 1
        return self._fillable(already, low, entry.class_size.min, entry.class_size.max)

    @staticmethod
    def _fillable(already: int, more: int, smallest: int, largest: int) -> int:
        """Return how many of `more` leave no class of the intake too small."""
        people = already + more
        classes = -(-people // largest)
        if people < classes * smallest:
            people = (classes - 1) * largest
        return max(0, people - already)

    def _cost(self, course: str, start: int, payer: Payer, people: int) -> Ints:
        largest = self.scenario.spec.courses[course].class_size.max
        already = self.seats.get((course, start), 0)
        opened = -(-(already + people) // largest) - -(-already // largest)
        cost = np.zeros_like(self.spent)
        line, yearly = class_charge(self.scenario, course, start)
        paid = [(payer.line, payer.yearly, people)]
        if line:
            paid.append((self.scenario.line_ids.index(line), yearly, opened))
        for at, amounts, times in paid:
            for step, amount in enumerate(amounts, start - self.first):
                if at >= 0:
                    cost[at, step] += amount * times
        return cost

    def _affordable(self, more: Ints) -> bool:
        left = self.granted - self.spent - more
        for at, carries in enumerate(self.carries):
            row = np.cumsum(left[at]) if carries else left[at][more[at] > 0]
            if (row < 0).any():
                return False
        return True

    def enrol(self, course: str, start: int, payer: Payer, officials: Ints) -> None:
        """Add enrolments that `may_start`, `room_in_units` and `most_people` allow."""
        self.spent = self.spent + self._cost(course, start, payer, len(officials))
        at = self.scenario.course_ids.index(course)
        key = course, start
        self.seats[key] = self.seats.get(key, 0) + len(officials)
        columns = [np.full(len(officials), value) for value in (at, start, payer.line)]
        self.rows.append([officials, *columns])
        self._attend(at, start, officials)

    def _attend(self, at: int, start: int, officials: Ints) -> None:
        scenario = self.scenario
        name = scenario.course_ids[at]
        entry = scenario.spec.courses[name]
        end = start + entry.duration - 1
        nobody = np.zeros(len(scenario.roster), dtype=np.bool_)
        taken = self.taken.setdefault((name, start if entry.repeatable else 0), nobody)
        taken[officials] = True
        for year, weeks in enumerate(entry.weeks_tenths(), start):
            if not 0 <= year - self.first < len(self.load):
                continue
            self.load[year - self.first, officials] += weeks
            self.long[year - self.first, officials] += scenario.spec.is_long(name)
            for kind in entry.kinds:
                attended = self.attended.setdefault((kind, year), nobody.copy())
                attended[officials] = True
        for grant in entry.grants:
            self.granting_until[grant.attribute][officials] = end
        for held in self.held[max(0, end - self.first + 1) :]:
            holdings.add_grants(held, scenario.roster, entry, officials)

    def _most_away(self) -> list[Ints] | None:
        scenario, roster = self.scenario, self.scenario.roster
        if scenario.spec.rules.unit_cover is None:
            return None
        parts, whole = scenario.spec.rules.unit_cover.share.as_integer_ratio()
        limits = []
        for step, year in enumerate(scenario.spec.horizon.years):
            serving = roster.unit[roster.serves_on(f"{year}-01-01")]
            number = np.bincount(serving, minlength=len(roster.unit_names))
            away = np.bincount(
                roster.unit[self.long[step] > 0], minlength=len(roster.unit_names)
            )
            limits.append(np.maximum(np.maximum(1, -(-number * parts // whole)), away))
        return limits

    def plan(self) -> Plan:
        """Return the plan; the people of an intake are spread evenly over its classes."""
        if not self.rows:
            return Plan.empty()
        official, course, start, line = map(
            np.concatenate, zip(*self.rows, strict=True)
        )
        room = np.zeros(len(official), dtype=np.int64)
        sizes = [entry.class_size.max for entry in self.scenario.spec.courses.values()]
        for (at, _), rows in grouped(course, start):
            number = -(-len(rows) // sizes[at])
            room[rows] = np.arange(len(rows)) % number + 1
        return plan_of(self.scenario, official, course, start, line, room)


def _limit(general: int | None, own: Ints | None) -> Ints:
    """Return the limit of each official, or one for all."""
    limit = np.array(_UNLIMITED if general is None else general)
    return limit if own is None else np.where(own >= 0, own, limit)
