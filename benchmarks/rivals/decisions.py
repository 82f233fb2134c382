"""Decisions: who may start which course when, one variable for each."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.math_opt.python import mathopt

from benchmarks.rivals.admitted import admitted
from models import holdings
from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.enrolments import in_progress
from models.measures import attained, group_on
from models.prices import paying_rule
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import Monitored, Target

Key = tuple[str, int]
"""A course and a start year."""


class Decisions:
    """A model with a variable for each official, course and start year."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.model = mathopt.Model()
        self.takes: dict[Key, dict[int, mathopt.Variable]] = {}
        """Intake -> official -> whether the official is enrolled."""
        spec = scenario.spec
        for name in spec.courses:
            for start in range(spec.horizon.first, spec.last_start(name) + 1):
                who = np.flatnonzero(self.may_start(name, start)).tolist()
                self.takes[name, start] = {
                    official: self.model.add_binary_variable() for official in who
                }

    def may_start(self, name: str, start: int) -> BoolArray:
        """Return who may start whatever else they take, and may be paid for."""
        scenario, roster = self.scenario, self.scenario.roster
        entry = scenario.spec.courses[name]
        who = admitted(scenario, name, start)
        for condition in entry.requires:
            if not self.is_earned(condition):
                who &= self.met(condition)
        who &= holdings.grants_more(roster.columns, roster, entry)
        if scenario.line_ids:
            who &= paying_rule(scenario, scenario.line_ids[0], name, start) >= 0
        return who

    def is_earned(self, condition: Condition) -> bool:
        """Return whether courses can bring a condition about."""
        attribute = self.scenario.spec.attributes[condition.attribute]
        return isinstance(attribute, Ladder | SetOf)

    def met(self, condition: Condition, course: str = "") -> BoolArray:
        """Return who meets a condition at the baseline, and after a course if named."""
        roster = self.scenario.roster
        everyone = np.arange(len(roster))
        held: dict[str, npt.NDArray[Any]] = dict(roster.columns)
        if course:
            held = holdings.baseline(roster, everyone)
            entry = self.scenario.spec.courses[course]
            holdings.add_grants(held, roster, entry, everyone)
        return holdings.satisfied(held, roster, condition, everyone)

    def helping(self, condition: Condition, last: int) -> dict[int, list[Any]]:
        """Return for each official the enrolments that alone meet a condition in time."""
        helping = defaultdict(list)
        for name, entry in self.scenario.spec.courses.items():
            if condition.attribute not in {grant.attribute for grant in entry.grants}:
                continue
            after = self.met(condition, name)
            for official, take in self.ending(name, last):
                if after[official]:
                    helping[official].append(take)
        return helping

    def ending(self, name: str, last: int) -> Iterator[tuple[int, mathopt.Variable]]:
        """Yield the enrolments in a course that are completed by the end of a year."""
        duration = self.scenario.spec.courses[name].duration
        for (course, start), takes in self.takes.items():
            if course == name and start + duration - 1 <= last:
                yield from takes.items()

    def open_targets(self) -> Iterator[tuple[Target, int, BoolArray, int]]:
        """Yield target, measured year, who could still attain it, and how many have to."""
        running = in_progress(self.scenario)
        for target in self.scenario.spec.targets.values():
            if isinstance(target.measure, Monitored):
                continue
            for year in target.years():
                group = group_on(self.scenario, target, year)
                sure = attained(self.scenario, target, year, running)
                assert sure is not None
                missing = target.required(int(group.sum())) - int(sure.sum())
                yield target, year, group & ~sure, max(0, missing)

    def running(self) -> Iterator[tuple[str, int, int, int, mathopt.Variable]]:
        """Yield course, calendar year, tenths of a week away, official, variable."""
        for (name, start), takes in self.takes.items():
            weeks = self.scenario.spec.courses[name].weeks_tenths()
            for year, away in enumerate(weeks, start):
                for official, take in takes.items():
                    yield name, year, away, official, take
