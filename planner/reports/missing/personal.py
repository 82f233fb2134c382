"""What stands in the way of one official, whatever others do."""

from collections.abc import Iterator

import numpy as np

from models import holdings
from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.enrolments import in_progress, with_running
from models.expression import conjuncts
from models.plan import PlanColumns
from models.roster import BoolArray, Ints
from models.rules import long_courses, yearly_load
from models.scenario import Scenario
from models.violation import by_law
from planner.reports.missing.reasons import Reason

Test = tuple[BoolArray, Reason, str]
"""Who fails, the reason, and the condition in the scenario's words."""


class Personal:
    """The tests that concern one official alone, beside the plan."""

    def __init__(self, columns: PlanColumns) -> None:
        self.scenario = columns.scenario
        self.running = in_progress(self.scenario)
        self.everything = with_running(columns)
        self.everyone = np.arange(len(self.scenario.roster))
        self._busy: dict[int, list[tuple[Ints, Ints, Ints]]] = {}

    def tests(self, course: str, start: int, held: holdings.Columns) -> Iterator[Test]:
        """Yield the tests of an enrolment of anybody, in order.

        Parameters
        ----------
        held
            What each official holds on 1 January of the start year with the plan.
        """
        yield from self._eligibility(course, start, held)
        yield from self._service(course, start)
        entry = self.scenario.spec.courses[course]
        more = holdings.grants_more(held, self.scenario.roster, entry)
        yield ~more, Reason.GRANTS_NOTHING_NEW, ""
        yield self._excluded(course, start), Reason.DECIDED_NOT, ""
        yield self._taken(course, start), Reason.TAKEN_BEFORE, ""
        absent = np.zeros(len(self.everyone), dtype=np.bool_)
        for year in range(start, start + entry.duration):
            absent |= self.scenario.roster.absent_in(year)
        yield absent, Reason.ABSENT, ""
        yield from self._time(course, start)

    def _eligibility(
        self, course: str, start: int, held: holdings.Columns
    ) -> Iterator[Test]:
        spec, roster = self.scenario.spec, self.scenario.roster
        entry, day = spec.courses[course], f"{start}-01-01"
        yield ~roster.serves_on(day), Reason.NOT_SERVING, ""
        terms = spec.terms(course, start)
        for who, source in terms.who:
            for part in conjuncts(who):
                fails = ~roster.members(part, spec.groups, day)
                yield fails, Reason.WHO, part + by_law(source)
        age = roster.age_on(day)
        if least := terms.age_min:
            detail = f"age >= {least.value}{by_law(least.source)}"
            yield age < least.value, Reason.AGE_MIN, detail
        if most := terms.age_max:
            detail = f"age <= {most.value}{by_law(most.source)}"
            yield age > most.value, Reason.AGE_MAX, detail
        if before := terms.service_before:
            served = roster.served_before(start, before.value)
            detail = f"{before.value} months{by_law(before.source)}"
            yield ~served, Reason.SERVICE_BEFORE, detail
        # What training cannot change comes first: it decides for good.
        for changing, reason in (
            (False, Reason.REQUIRES),
            (True, Reason.PREREQUISITE),
        ):
            for condition in entry.requires:
                if is_changing(self.scenario, condition) == changing:
                    met = holdings.satisfied(held, roster, condition, self.everyone)
                    yield ~met, reason, condition.in_words()

    def _service(self, course: str, start: int) -> Iterator[Test]:
        roster, entry = self.scenario.roster, self.scenario.spec.courses[course]
        end, owed = start + entry.duration - 1, self.scenario.spec.terms(course, start)
        months, source = owed.service_after.value, owed.service_after.source
        yield ~roster.serves_until(end, 0), Reason.RETIREMENT, ""
        detail = f"{months} months{by_law(source)}"
        yield ~roster.serves_until(end, months), Reason.BOND, detail

    def _excluded(self, course: str, start: int) -> BoolArray:
        pins = self.scenario.pins
        rows = ~pins.enrol & (pins.course == self.scenario.course_ids.index(course))
        rows &= (pins.start_year == start) | (pins.start_year == 0)
        return self._mask(pins.official[rows])

    def _taken(self, course: str, start: int) -> BoolArray:
        taken = self.everything
        rows = taken.course == self.scenario.course_ids.index(course)
        if self.scenario.spec.courses[course].repeatable:
            rows &= taken.start == start
        return self._mask(taken.official[rows])

    def _mask(self, officials: Ints) -> BoolArray:
        mask = np.zeros(len(self.everyone), dtype=np.bool_)
        mask[officials] = True
        return mask

    def _time(self, course: str, start: int) -> Iterator[Test]:
        spec = self.scenario.spec
        entry = spec.courses[course]
        alone = np.zeros(len(self.everyone), dtype=np.bool_)
        with_plan = alone.copy()
        for year, weeks in enumerate(entry.weeks_tenths(), start=start):
            added = (weeks, int(spec.is_long(course)))
            for more, (before, used, limit) in zip(
                added, self._used(year), strict=True
            ):
                alone |= before + more > limit
                with_plan |= used + more > limit
        yield alone, Reason.LOAD, ""
        yield with_plan, Reason.BUSY, ""

    def _used(self, year: int) -> list[tuple[Ints, Ints, Ints]]:
        """Return weeks and long courses of a year: in progress, with the plan, limit."""
        if year not in self._busy:
            spec = self.scenario.spec
            weeks = [course.weeks_tenths() for course in spec.courses.values()]
            long = [
                [int(spec.is_long(name))] * course.duration
                for name, course in spec.courses.items()
            ]
            self._busy[year] = [
                self._sums(year, weeks, yearly_load.limits(self.scenario)),
                self._sums(year, long, long_courses.limits(self.scenario)),
            ]
        return self._busy[year]

    def _sums(
        self, year: int, amounts: list[tuple[int, ...]] | list[list[int]], limit: Ints
    ) -> tuple[Ints, Ints, Ints]:
        before = self.running.sum_by_official(year, amounts)
        used = self.everything.sum_by_official(year, amounts)
        return before, used, np.maximum(limit, before)


def is_changing(scenario: Scenario, condition: Condition) -> bool:
    """Return whether courses can change what a condition tests."""
    attribute = scenario.spec.attributes[condition.attribute]
    return isinstance(attribute, Ladder | SetOf)
