"""The rule planners use by hand: most urgent target, cheapest course, seniority.

Targets are taken by tier, then by deadline. For each, year by year from the first, the
cheapest course that helps is filled with those who need it, the longest-serving first, as
far as seats, money and units allow; whoever lacks a prerequisite is sent on that before.
Nothing is ever taken back.
"""

from collections.abc import Iterable

import numpy as np

from benchmarks.rivals.register import Register
from models import holdings
from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.course import Course
from models.measures import group_on
from models.plan import Plan
from models.prices import seat_price
from models.roster import BoolArray, Ints
from models.scenario import Scenario
from models.target import (
    AnnualParticipation,
    LevelByDeadline,
    Monitored,
    OnceInWindow,
    Target,
)

_DEEPEST = 4  # prerequisites of prerequisites


def plan(scenario: Scenario) -> Plan:
    """Return the plan made by the rule.

    Raises
    ------
    ValueError
        If the scenario has pins.
    """
    by_hand = _ByHand(scenario)
    occasions = [
        (target.tier, year, at, target)
        for at, target in enumerate(scenario.spec.targets.values())
        if not isinstance(target.measure, Monitored)
        for year in target.years()
    ]
    for _, year, _, target in sorted(occasions, key=lambda occasion: occasion[:3]):
        by_hand.serve(target, year)
    return by_hand.register.plan()


class _ByHand:
    """One target after another, written into a register."""

    def __init__(self, scenario: Scenario) -> None:
        roster = scenario.roster
        self.scenario = scenario
        self.register = Register(scenario)
        self.rank = np.empty(len(roster), dtype=np.int64)
        self.rank[np.lexsort((roster.birth, roster.joined))] = np.arange(len(roster))

    def serve(self, target: Target, year: int) -> None:
        """Enrol for one target in one measured year."""
        group = group_on(self.scenario, target, year)
        required = target.required(int(group.sum()))
        measure = target.measure
        if isinstance(measure, LevelByDeadline):
            met = [self._meets(condition, year) for condition in measure.conditions]
            need = required - int((group & np.logical_and.reduce(met)).sum())
            for at, condition in enumerate(measure.conditions):
                others = [mask for other, mask in enumerate(met) if other != at]
                wanted = group & ~met[at] & np.logical_and.reduce([group, *others])
                need -= self._pursue(condition, wanted, need, year)
            return
        assert isinstance(measure, AnnualParticipation | OnceInWindow)
        first = year if measure.kind == "annual_participation" else measure.first
        wanted = group.copy()
        for attended in range(first, year + 1):
            wanted &= ~self.register.attended.get(
                (measure.course_kind, attended), np.False_
            )
        need = required - int(group.sum() - wanted.sum())
        courses = self.scenario.spec.courses
        for start in range(first, year + 1):
            for course in self._by_price(
                name for name in courses if measure.course_kind in courses[name].kinds
            ):
                need -= self._fill(course, start, wanted, need)

    def _meets(self, condition: Condition, year: int) -> BoolArray:
        """Return who holds something on 31 December of a year."""
        everyone = np.arange(len(self.scenario.roster))
        held = self.register.held_on(year, everyone)
        return holdings.satisfied(held, self.scenario.roster, condition, everyone)

    def _by_price(self, courses: Iterable[str]) -> list[str]:
        first = self.scenario.spec.horizon.first
        return sorted(
            courses, key=lambda name: sum(seat_price(self.scenario, name, first))
        )

    def _pursue(
        self,
        condition: Condition,
        wanted: BoolArray,
        need: int,
        last: int,
        depth: int = 0,
    ) -> int:
        """Enrol so that more officials meet a condition by the end of a year.

        Returns
        -------
        How many of those wanted were enrolled in a course that makes them meet it.
        """
        enrolled = 0
        if need <= 0 or depth > _DEEPEST:
            return 0
        courses = self.scenario.spec.courses
        for name in self._by_price(courses):
            if enrolled >= need:
                break
            latest = last - courses[name].duration + 1
            if latest < self.scenario.spec.horizon.first:
                continue
            helped = self._helped(courses[name], condition, wanted, last)
            if not helped.any():
                continue
            self._prepare(courses[name], helped, need - enrolled, latest - 1, depth)
            for start in range(self.scenario.spec.horizon.first, latest + 1):
                enrolled += self._fill(name, start, helped, need - enrolled)
        return enrolled

    def _helped(
        self, course: Course, condition: Condition, wanted: BoolArray, last: int
    ) -> BoolArray:
        """Return who of those wanted would meet the condition after the course."""
        helped = np.zeros_like(wanted)
        if condition.attribute in {grant.attribute for grant in course.grants}:
            officials = np.flatnonzero(wanted & ~self._meets(condition, last))
            held = self.register.held_on(last, officials)
            roster = self.scenario.roster
            holdings.add_grants(held, roster, course, np.arange(len(officials)))
            met = holdings.satisfied(held, roster, condition, officials)
            helped[officials[met]] = True
        return helped

    def _prepare(
        self, course: Course, wanted: BoolArray, need: int, last: int, depth: int
    ) -> None:
        """Send those who lack what the course requires on what gives it."""
        attributes = self.scenario.spec.attributes
        for requirement in course.requires:
            if not isinstance(attributes[requirement.attribute], Ladder | SetOf):
                continue
            lacking = wanted & ~self._meets(requirement, last)
            missing = min(int(lacking.sum()), need - int((wanted & ~lacking).sum()))
            self._pursue(requirement, lacking, missing, last, depth + 1)

    def _fill(self, course: str, start: int, wanted: BoolArray, need: int) -> int:
        """Enrol those wanted, and others if a class needs them; return how many wanted."""
        spec = self.scenario.spec
        offered = spec.courses[course]
        if need <= 0 or not spec.horizon.first <= start <= spec.last_start(course):
            return 0
        able = self.register.may_start(course, start)
        enrolled = 0
        for payer in self.register.payers(course, start):
            paid = able & payer.who
            ask = min(need - enrolled, int((paid & wanted).sum()))
            if ask <= 0:
                continue
            already = self.register.seats.get((course, start), 0)
            ask = max(ask, offered.class_size.min - already)
            officials = self._ordered(paid, wanted)
            officials = officials[self.register.room_in_units(course, start, officials)]
            ask = min(ask, len(officials))
            chosen = officials[: self.register.most_people(course, start, payer, ask)]
            if len(chosen):
                self.register.enrol(course, start, payer, chosen)
                able[chosen] = False
                enrolled += int(wanted[chosen].sum())
        return enrolled

    def _ordered(self, able: BoolArray, wanted: BoolArray) -> Ints:
        """Return officials, those wanted first, each part by seniority."""
        parts = [np.flatnonzero(able & wanted), np.flatnonzero(able & ~wanted)]
        return np.concatenate([part[np.argsort(self.rank[part])] for part in parts])
