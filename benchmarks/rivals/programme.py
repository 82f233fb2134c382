"""The integer programme with one variable for each official, course and start year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from ortools.math_opt.python import mathopt

from benchmarks.rivals.decisions import Decisions, Key
from models import holdings
from models.measures.classes import class_charge
from models.measures.money import granted
from models.plan import Plan
from models.plan_of import plan_of
from models.prices import charged, pay_rules, paying_rule, seat_price
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import LevelByDeadline
from models.units import tenths


class Programme(Decisions):
    """Variables, constraints and the shortfall of each tier.

    Raises
    ------
    ValueError
        If the scenario has pins, courses in progress or several budget lines.
    """

    def __init__(self, scenario: Scenario) -> None:
        if (
            len(scenario.pins.official)
            or len(scenario.in_progress.official)
            or len(scenario.line_ids) > 1
        ):
            raise ValueError("only scenarios with one line and nothing decided")
        super().__init__(scenario)
        self.classes: dict[Key, mathopt.Variable] = {}
        self.shortfalls: dict[int, Any] = {}
        """Tier -> its weighted shortfall."""
        self._add_intakes()
        self._add_people()
        self._add_units()
        self._add_money()
        self._add_targets()

    def _sum(self, terms: Iterable[Any]) -> Any:
        return mathopt.fast_sum(list(terms))

    def _add_intakes(self) -> None:
        """Class sizes, seats and classes offered."""
        for (name, start), takes in self.takes.items():
            entry = self.scenario.spec.courses[name]
            rooms = None if entry.classes is None else entry.classes.at(start)
            seats = None if entry.seats is None else entry.seats.at(start)
            most = len(takes) if rooms is None else rooms
            room = self.model.add_integer_variable(lb=0, ub=most)
            people = self._sum(takes.values())
            self.model.add_linear_constraint(people >= entry.class_size.min * room)
            self.model.add_linear_constraint(people <= entry.class_size.max * room)
            if seats is not None:
                self.model.add_linear_constraint(people <= seats)
            self.classes[name, start] = room

    def _add_people(self) -> None:
        """Once per course, prerequisites, something new to grant, weeks away."""
        spec = self.scenario.spec
        for name, entry in spec.courses.items():
            own = defaultdict(list)
            for official, take in self.ending(name, spec.horizon.last):
                own[official].append(take)
            for takes in own.values():
                if len(takes) > 1 and not entry.repeatable:
                    self.model.add_linear_constraint(self._sum(takes) <= 1)
            for (course, start), takes_of in self.takes.items():
                if course == name:
                    self._add_prerequisites(name, start, takes_of)
                    self._add_news(name, start, takes_of)
        self._add_loads()

    def _add_prerequisites(
        self, name: str, start: int, takes: dict[int, mathopt.Variable]
    ) -> None:
        for condition in self.scenario.spec.courses[name].requires:
            if not self.is_earned(condition):
                continue
            met = self.met(condition)
            helping = self.helping(condition, start - 1)
            for official, take in takes.items():
                if not met[official]:
                    before = self._sum(helping.get(official, []))
                    self.model.add_linear_constraint(take <= before)

    def _add_news(
        self, name: str, start: int, takes: dict[int, mathopt.Variable]
    ) -> None:
        """Nobody starts what an earlier course has made worthless."""
        roster, courses = self.scenario.roster, self.scenario.spec.courses
        changed = {grant.attribute for grant in courses[name].grants}
        for other, entry in courses.items():
            if other == name or not changed & {g.attribute for g in entry.grants}:
                continue
            held = holdings.baseline(roster, np.arange(len(roster)))
            holdings.add_grants(held, roster, entry, np.arange(len(roster)))
            worthless = ~holdings.grants_more(held, roster, courses[name])
            earlier = defaultdict(list)
            for official, take in self.ending(other, start - 1):
                if worthless[official] and official in takes:
                    earlier[official].append(take)
            for official, before in earlier.items():
                self.model.add_linear_constraint(
                    takes[official] + self._sum(before) <= 1
                )

    def _add_loads(self) -> None:
        rules, roster = self.scenario.spec.rules, self.scenario.roster
        loads: dict[tuple[int, int], list[tuple[int, bool, Any]]] = defaultdict(list)
        for name, year, away, official, take in self.running():
            is_long = self.scenario.spec.is_long(name)
            loads[official, year].append((away, is_long, take))
        for (official, _), running in loads.items():
            weeks = None if rules.yearly_load is None else tenths(rules.yearly_load)
            if roster.yearly_load is not None and roster.yearly_load[official] >= 0:
                weeks = int(roster.yearly_load[official])
            if weeks is not None and sum(load for load, _, _ in running) > weeks:
                self.model.add_linear_constraint(
                    self._sum(load * take for load, _, take in running) <= weeks
                )
            at_once: int | None = rules.long_courses_at_once
            if roster.long_courses is not None and roster.long_courses[official] >= 0:
                at_once = int(roster.long_courses[official])
            long = [take for _, is_long, take in running if is_long]
            if at_once is not None and len(long) > at_once:
                self.model.add_linear_constraint(self._sum(long) <= at_once)

    def _add_units(self) -> None:
        """Officials of a unit in long courses, each counted once."""
        scenario, roster = self.scenario, self.scenario.roster
        if scenario.spec.rules.unit_cover is None:
            return
        parts, whole = scenario.spec.rules.unit_cover.share.as_integer_ratio()
        away: dict[tuple[int, int], mathopt.Variable] = {}
        by_unit: dict[tuple[int, int], list[mathopt.Variable]] = defaultdict(list)
        for name, year, _, official, take in self.running():
            if not scenario.spec.is_long(name):
                continue
            if (official, year) not in away:
                away[official, year] = self.model.add_variable(lb=0, ub=1)
                by_unit[int(roster.unit[official]), year].append(away[official, year])
            self.model.add_linear_constraint(take <= away[official, year])
        for (unit, year), variables in by_unit.items():
            serving = roster.serves_on(f"{year}-01-01") & (roster.unit == unit)
            limit = max(1, -(-int(serving.sum()) * parts // whole))
            if len(variables) > limit:
                self.model.add_linear_constraint(self._sum(variables) <= limit)

    def _add_money(self) -> None:
        scenario = self.scenario
        if not scenario.line_ids:
            return
        line, first = scenario.line_ids[0], scenario.spec.horizon.first
        terms: list[list[Any]] = [[] for _ in scenario.spec.horizon.years]
        for (name, start), takes in self.takes.items():
            payer, fixed = class_charge(scenario, name, start)
            for step, amount in enumerate(fixed if payer else [], start - first):
                terms[step].append(amount * self.classes[name, start])
            rules = paying_rule(scenario, line, name, start)
            prices = seat_price(scenario, name, start)
            for rule in pay_rules(scenario.spec.budget[line], name):
                paid = [take for who, take in takes.items() if rules[who] == rule]
                yearly = charged(scenario, line, rule, prices)
                for step, amount in enumerate(yearly, start - first):
                    terms[step].append(amount * self._sum(paid))
        amounts, carries = granted(scenario)[0], scenario.spec.budget[line].carry_over
        for step, spent in enumerate(terms):
            begin = 0 if carries else step
            total = self._sum(term for own in terms[begin : step + 1] for term in own)
            available = float(amounts[begin : step + 1].sum())
            if spent:
                self.model.add_linear_constraint(total <= available)

    def _add_targets(self) -> None:
        shortfalls: dict[int, list[Any]] = defaultdict(list)
        for target, year, group, missing in self.open_targets():
            short = self.model.add_variable(lb=0, ub=missing)
            gained = [
                self._gain(list(parts))
                for parts in self._parts(target.measure, year, group)
            ]
            self.model.add_linear_constraint(self._sum([short, *gained]) >= missing)
            shortfalls[target.tier].append(target.weight * short)
        self.shortfalls = {tier: self._sum(short) for tier, short in shortfalls.items()}

    def _parts(
        self, measure: Any, year: int, missing: BoolArray
    ) -> Iterator[Iterable[list[mathopt.Variable]]]:
        """Yield for each official the lists of enrolments of which each needs one."""
        officials = np.flatnonzero(missing).tolist()
        if isinstance(measure, LevelByDeadline):
            met = [self.met(condition) for condition in measure.conditions]
            helping = [self.helping(part, year) for part in measure.conditions]
            for official in officials:
                yield [
                    able.get(official, [])
                    for held, able in zip(met, helping, strict=True)
                    if not held[official]
                ]
            return
        first = year if measure.kind == "annual_participation" else measure.first
        attending = defaultdict(list)
        for name, when, _, official, take in self.running():
            kinds = self.scenario.spec.courses[name].kinds
            if measure.course_kind in kinds and first <= when <= year:
                attending[official].append(take)
        for official in officials:
            yield [attending[official]]

    def _gain(self, parts: list[list[mathopt.Variable]]) -> Any:
        """Return a variable that is 1 only if each part has an enrolment."""
        gain = self.model.add_variable(lb=0, ub=1)
        for part in parts:
            self.model.add_linear_constraint(gain <= self._sum(part))
        return gain

    def plan(self, values: dict[mathopt.Variable, float]) -> Plan:
        """Return the plan of a solution; people are spread evenly over the classes."""
        rows = []
        for (name, start), takes in self.takes.items():
            enrolled = [who for who, take in takes.items() if values[take] > 0.5]
            rooms = max(1, round(values[self.classes[name, start]]))
            course = self.scenario.course_ids.index(name)
            rows += [
                (official, course, start, place % rooms + 1)
                for place, official in enumerate(enrolled)
            ]
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 4)
        official, course_at, start_year, room = table.T
        line = np.full(len(rows), 0 if self.scenario.line_ids else -1)
        return plan_of(self.scenario, official, course_at, start_year, line, room)
