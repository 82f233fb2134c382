"""Model: the decisions of the reference engine, and what each official has of its own."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from ortools.sat.python import cp_model

from models.enrolments import held_after, in_progress
from models.holdings import Columns
from models.roster import BoolArray
from models.scenario import Scenario
from planner.engine.reference.possible_enrolments import Possible
from planner.engine.reference.wants import Want

Term = tuple[cp_model.IntVar, int]


class Model:
    """A CP-SAT model with one decision for each possible enrolment; rules are added to it.

    Attributes
    ----------
    taken
        Whether each possible enrolment is in the plan.
    of
        Official -> its possible enrolments.
    pays
        (possible enrolment, budget line) -> whether the line pays for it.
    classes
        (course, start year) -> classes opened.
    charges
        (budget line, calendar year) -> what is charged to it [thousand dong].
    recruited
        Row of a potential recruit in the roster -> whether the person is recruited.
    decisions
        Name of each decision to enrol -> whether it is respected.
    running
        Courses in progress at the baseline date.
    beyond_cover
        Officials away beyond unit cover, for a unit and year, where it has a tier.
    """

    def __init__(self, scenario: Scenario, possible: Possible) -> None:
        self.scenario = scenario
        self.possible = possible
        self.cp = cp_model.CpModel()
        self.official = possible.official.tolist()
        self.course = possible.course.tolist()
        self.start = possible.start.tolist()
        self.entries = list(scenario.spec.courses.values())
        self.end = [
            start + self.entries[course].duration - 1
            for course, start in zip(self.course, self.start, strict=True)
        ]
        self.taken = [self.cp.new_bool_var("") for _ in range(len(possible))]
        self.of: dict[int, list[int]] = defaultdict(list)
        for at, official in enumerate(self.official):
            self.of[official].append(at)
        self.pays: dict[tuple[int, int], cp_model.IntVar] = {}
        self.classes: dict[tuple[int, int], cp_model.IntVar] = {}
        self.charges: dict[tuple[int, int], list[Term]] = defaultdict(list)
        roster = scenario.roster
        self.recruited = {
            row: self.cp.new_bool_var(str(roster.ids[row]))
            for row in range(roster.named, len(roster))
        }
        self.decisions: dict[str, cp_model.IntVar] = {}
        self.running = in_progress(scenario)
        self.beyond_cover: list[cp_model.IntVar] = []
        self._held: dict[int, Columns] = {}
        self._given: dict[tuple[int, Want], bool] = {}

    def held(self, year: int) -> Columns:
        """Return what everyone holds on 31 December without new enrolments."""
        if year not in self._held:
            everyone = np.arange(len(self.scenario.roster))
            self._held[year] = held_after(self.running, year, everyone)
        return self._held[year]

    def runs_in(self, enrolment: int, year: int) -> bool:
        """Return whether a possible enrolment runs in a calendar year."""
        return bool(self.start[enrolment] <= year <= self.end[enrolment])

    def giving(self, official: int, want: Want, year: int) -> list[cp_model.IntVar]:
        """Return the decisions that give something to an official by the end of a year."""
        return [
            self.taken[at]
            for at in self.of[official]
            if self.end[at] <= year and self._gives(self.course[at], want)
        ]

    def _gives(self, course: int, want: Want) -> bool:
        if (course, want) not in self._given:
            given = want.given_by(self.scenario.roster, self.entries[course])
            self._given[course, want] = given
        return self._given[course, want]

    def recruits_among(self, mask: BoolArray) -> list[cp_model.IntVar]:
        """Return whether each potential recruit in a mask over the roster is recruited."""
        return [
            recruited for row, recruited in self.recruited.items() if bool(mask[row])
        ]

    def either(
        self, chosen: Iterable[cp_model.IntVar], otherwise: cp_model.IntVar
    ) -> None:
        """Require one of the chosen wherever a decision is taken."""
        self.cp.add_bool_or([*chosen, ~otherwise])

    def sum_of(self, terms: Iterable[Term]) -> cp_model.LinearExprT:
        """Return a sum of terms."""
        terms = list(terms)
        return cp_model.LinearExpr.weighted_sum(
            [variable for variable, _ in terms], [value for _, value in terms]
        )
