"""A scenario as facts for Timefold, and its solution as a plan.

A target with several conditions is credited only to those who lack just one of them.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from benchmarks.rivals import timefold_peer as peer
from benchmarks.rivals.decisions import Decisions
from models import holdings
from models.measures.classes import class_charge
from models.measures.money import granted
from models.plan import Plan
from models.plan_of import plan_of
from models.prices import charged, pay_rules, seat_price
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import AnnualParticipation, LevelByDeadline, OnceInWindow, Target
from models.units import tenths

_NO_LIMIT = 10**8


def solve(scenario: Scenario, time_limit: float) -> Plan | None:
    """Return the best plan found within a time [s], None if it breaks a constraint.

    Raises
    ------
    ValueError
        If the scenario is not like those of the families: one line that pays everything
        and carries nothing over, nothing decided, no personal limits, three tiers.
    """
    facts = _Facts(scenario)
    solution = peer.search(facts.problem(), time_limit)
    if solution.score is None or solution.score.hard_scores[0] < 0:
        return None
    rows = [
        (wish.official, wish.course, int(wish.start))
        for wish in solution.wishes
        if wish.start is not None
    ]
    return facts.plan(sorted(rows))


class _Facts:
    def __init__(self, scenario: Scenario) -> None:
        spec, roster = scenario.spec, scenario.roster
        lines = list(spec.budget.values())
        decided = len(scenario.pins.official) + len(scenario.in_progress.official)
        limits = (roster.yearly_load, roster.long_courses)
        personal = any(own is not None and (own >= 0).any() for own in limits)
        if (
            [len(line.pays) for line in lines] != [1]
            or lines[0].carry_over
            or decided
            or personal
            or spec.rules.long_courses_at_once is not None
            or len({target.tier for target in spec.targets.values()}) > peer.TIERS
        ):
            raise ValueError("only scenarios of the benchmark families")
        self.scenario = scenario
        self.decisions = Decisions(scenario)
        self.wishes = list(self._wishes())

    def problem(self) -> peer.Problem:
        needs, credits = self._targets()
        return peer.Problem(
            self.wishes,
            list(self._intakes()),
            list(self._running()),
            list(self._requirements()),
            list(self._units()),
            credits,
            needs,
        )

    def _wishes(self) -> Iterator[peer.Wish]:
        scenario, roster = self.scenario, self.scenario.roster
        options: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for (name, start), takes in self.decisions.takes.items():
            course = scenario.course_ids.index(name)
            once = start if scenario.spec.courses[name].repeatable else 0
            for official in takes:
                options[course, official, once].append(start)
        spoilers = {
            name: self._spoilers(at) for at, name in enumerate(scenario.course_ids)
        }
        for at, ((course, official, _), starts) in enumerate(options.items()):
            name = scenario.course_ids[course]
            yield peer.Wish(
                at,
                official,
                int(roster.unit[official]),
                course,
                scenario.spec.courses[name].duration,
                [other for other, worthless in spoilers[name] if worthless[official]],
                starts,
            )

    def _spoilers(self, at: int) -> list[tuple[int, BoolArray]]:
        """Return the courses that may leave a course nothing to grant, and to whom."""
        roster, courses = self.scenario.roster, self.scenario.spec.courses
        entry = courses[self.scenario.course_ids[at]]
        everyone = np.arange(len(roster))
        found = []
        for other, earlier in enumerate(courses.values()):
            changed = {grant.attribute for grant in earlier.grants}
            if other == at or not changed & {grant.attribute for grant in entry.grants}:
                continue
            held = holdings.baseline(roster, everyone)
            holdings.add_grants(held, roster, earlier, everyone)
            found.append((other, ~holdings.grants_more(held, roster, entry)))
        return found

    def _intakes(self) -> Iterator[peer.Intake]:
        for name, start in self.decisions.takes:
            entry = self.scenario.spec.courses[name]
            rooms = None if entry.classes is None else entry.classes.at(start)
            seats = None if entry.seats is None else entry.seats.at(start)
            most = _NO_LIMIT if rooms is None else rooms * entry.class_size.max
            most = most if seats is None else min(most, seats)
            course = self.scenario.course_ids.index(name)
            sizes = entry.class_size
            yield peer.Intake(course, start, sizes.min, sizes.max, most)

    def _running(self) -> Iterator[peer.Running]:
        scenario, spec = self.scenario, self.scenario.spec
        line = scenario.line_ids[0]
        amounts = granted(scenario)[0].tolist()
        load = spec.rules.yearly_load
        for name, start in self.decisions.takes:
            rules = pay_rules(spec.budget[line], name)
            prices = seat_price(scenario, name, start)
            seats = charged(scenario, line, rules[0], prices)
            _, classes = class_charge(scenario, name, start)
            for step, weeks in enumerate(spec.courses[name].weeks_tenths()):
                yield peer.Running(
                    scenario.course_ids.index(name),
                    start,
                    start + step,
                    weeks,
                    _NO_LIMIT if load is None else tenths(load),
                    spec.is_long(name),
                    seats[step],
                    classes[step],
                    amounts[start + step - spec.horizon.first],
                )

    def _requirements(self) -> Iterator[peer.Requirement]:
        courses = list(self.scenario.spec.courses.values())
        attendees = defaultdict(set)
        for wish in self.wishes:
            attendees[wish.course].add(wish.official)
        for at, entry in enumerate(courses):
            for condition in filter(self.decisions.is_earned, entry.requires):
                met = self.decisions.met(condition)
                after = [
                    self.decisions.met(condition, name)
                    for name in self.scenario.course_ids
                ]
                for official in sorted(attendees[at]):
                    if not met[official]:
                        givers = [
                            other for other, mask in enumerate(after) if mask[official]
                        ]
                        yield peer.Requirement(official, at, givers)

    def _units(self) -> Iterator[peer.UnitYear]:
        roster, rules = self.scenario.roster, self.scenario.spec.rules
        if rules.unit_cover is None:
            return
        parts, whole = rules.unit_cover.share.as_integer_ratio()
        for year in self.scenario.spec.horizon.years:
            serving = roster.unit[roster.serves_on(f"{year}-01-01")]
            sizes = np.bincount(serving, minlength=len(roster.unit_names))
            limits = np.maximum(1, -(-sizes * parts // whole)).tolist()
            for unit, limit in enumerate(limits):
                yield peer.UnitYear(unit, year, limit)

    def _targets(self) -> tuple[list[peer.Need], list[peer.Credit]]:
        needs: list[peer.Need] = []
        credits: list[peer.Credit] = []
        targets = self.scenario.spec.targets.values()
        tiers = sorted({target.tier for target in targets})
        for target, year, group, missing in self.decisions.open_targets():
            level = tiers.index(target.tier)
            need = peer.Need(len(needs), level, missing, target.weight)
            needs.append(need)
            credits += self._credits(need.id, target, year, group)
        return needs, credits

    def _credits(
        self,
        need: int,
        target: Target,
        year: int,
        missing: BoolArray,
    ) -> Iterator[peer.Credit]:
        spec, measure = self.scenario.spec, target.measure
        for at, (name, entry) in enumerate(spec.courses.items()):
            if isinstance(measure, LevelByDeadline):
                helped = missing.copy()
                for condition in measure.conditions:
                    helped &= self.decisions.met(condition, name)
                earliest, latest = spec.horizon.first, year - entry.duration + 1
            else:
                assert isinstance(measure, AnnualParticipation | OnceInWindow)
                helped = missing & (measure.course_kind in entry.kinds)
                first = (
                    year if measure.kind == "annual_participation" else measure.first
                )
                earliest, latest = first - entry.duration + 1, year
            for wish in self.wishes:
                if wish.course == at and helped[wish.official]:
                    yield peer.Credit(wish.id, need, earliest, latest)

    def plan(self, rows: list[tuple[int, int, int]]) -> Plan:
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
        official, course, start = table.T
        room = np.zeros(len(rows), dtype=np.int64)
        sizes = [entry.class_size.max for entry in self.scenario.spec.courses.values()]
        for at, year in sorted({(at, year) for _, at, year in rows}):
            own = np.flatnonzero((course == at) & (start == year))
            room[own] = np.arange(len(own)) % -(-len(own) // sizes[at]) + 1
        line = np.zeros(len(rows), dtype=np.int64)
        return plan_of(self.scenario, official, course, start, line, room)
