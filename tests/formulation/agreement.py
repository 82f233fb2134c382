"""Agreement: which plans of a tiny scenario a rule alone and a constraint alone accept.

Every combination of the possible enrolments is tried, also those that break other rules;
where class names or budget lines matter, every choice of them. What the formulation has no
column for cannot be asked of most constraints: two starts of one course by one official.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TypeVar

import numpy as np

from models.plan import PlanColumns
from models.rules import RULES
from models.scenario import Scenario
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints import PATH_RULES, SHARED_RULES, START_RULES
from planner.formulation.formulation import Formulation
from planner.formulation.paths import enumerate_paths
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests import builders

Enrolled = tuple[str, str, int]
"""Official, course, start year."""
Variant = tuple[tuple[str, str, int, str, str], ...]
"""The enrolments of a plan with class and budget line."""

T = TypeVar("T")

ROWS = {
    "class_size": ("class-min:", "class-max:"),
    "seat_limit": ("seats:",),
    "budget_eligibility": ("paid:",),
    "budget_limit": ("budget:",),
    "unit_cover": ("unit-cover:",),
    "recruitment": ("vacancies:", "recruits-min:", "recruits-max:", "block["),
}
"""First words of the names of each shared constraint's rows."""


@dataclass(frozen=True)
class Tried:
    """One plan, and who accepts it."""

    plan: Variant
    recruits: tuple[str, ...]
    by_rule: bool
    by_constraint: bool


@dataclass(frozen=True)
class Case:
    """A tiny scenario and the enrolments that its plans combine."""

    scenario: Scenario
    possible: Sequence[Enrolled]
    classes: bool = False
    """Every way to put the enrolments of an intake into classes is tried."""
    lines: tuple[str, ...] = ("",)
    """Budget lines that each enrolment may name."""
    recruits: Sequence[str] = ()
    """Potential recruits of whom every subset is tried."""


def tried(rule: str, case: Case) -> list[Tried]:
    """What becomes of every plan of a case."""
    constraint = _Constraint(rule, case.scenario)
    results = []
    for chosen in _subsets(case.possible):
        if not constraint.can_be_asked(chosen):
            continue
        found = [
            Tried(
                plan,
                recruits,
                _by_rule(rule, case.scenario, plan, recruits),
                constraint.accepts(plan, recruits),
            )
            for plan in _variants(case, chosen)
            for recruits in _subsets(case.recruits)
        ]
        if rule == "class_size":
            # The constraint counts classes; who sits in which is chosen afterwards. So
            # asked is whether there is some way to seat these people.
            rules, constraints = zip(
                *((each.by_rule, each.by_constraint) for each in found), strict=True
            )
            found = [Tried(found[0].plan, (), any(rules), any(constraints))]
        results += found
    return results


def _subsets(possible: Sequence[T]) -> Iterator[tuple[T, ...]]:
    return chain.from_iterable(
        combinations(possible, size) for size in range(len(possible) + 1)
    )


def _by_rule(
    rule: str, scenario: Scenario, plan: Variant, recruits: tuple[str, ...]
) -> bool:
    decided = builders.plan(scenario, *plan, recruits=recruits)
    columns = PlanColumns(scenario, decided)
    return RULES[rule](columns).empty


def _variants(case: Case, chosen: Sequence[Enrolled]) -> Iterator[Variant]:
    """The plan with every choice of classes and lines that matters."""
    for rooms in _rooms(chosen) if case.classes else [[0] * len(chosen)]:
        for lines in product(case.lines, repeat=len(chosen)):
            yield tuple(
                (*enrolled, f"{enrolled[1]}@{enrolled[2]}#{room}", line)
                for enrolled, room, line in zip(chosen, rooms, lines, strict=True)
            )


def _rooms(chosen: Sequence[Enrolled]) -> Iterator[list[int]]:
    """Class numbers of the enrolments; the first of an intake are always in class 0."""
    if not chosen:
        yield []
        return
    *before, last = chosen
    for rooms in _rooms(before):
        known = [
            room
            for enrolled, room in zip(before, rooms, strict=True)
            if enrolled[1:] == last[1:]
        ]
        for room in range(max(known, default=-1) + 2):
            yield [*rooms, room]


class _Constraint:
    """One constraint alone, over every start of everybody."""

    def __init__(self, name: str, scenario: Scenario) -> None:
        self.name = name
        self.scenario = scenario
        self.people = People(Catalogue(scenario))
        self.catalogue = self.people.catalogue
        if name not in SHARED_RULES:
            # Nobody is kept out of any start by the other constraints.
            self.people.__dict__["starts"] = self._every_start()
        units = frozenset(range(len(scenario.roster.unit_names)))
        self.reduction = reduce(self.people, useful_only=False, units=units)
        self.formulation = self._formulation() if name in SHARED_RULES else None

    def _every_start(self) -> "np.ndarray[tuple[int, int], np.dtype[np.uint32]]":
        anytime = (1 << self.catalogue.n_years) - 1
        masks = [
            anytime if item.only < 0 else 1 << item.only
            for item in self.catalogue.items
        ]
        return np.tile(np.array(masks, dtype=np.uint32), (self.people.size, 1))

    def _formulation(self) -> Formulation:
        paths = {}
        for at, block in enumerate(self.reduction.blocks):
            listed = enumerate_paths(block)
            assert listed is not None
            paths[at] = listed
        return build(self.reduction, decoupled=False, paths=paths)

    def can_be_asked(self, chosen: Sequence[Enrolled]) -> bool:
        return self.name == "once_per_course" or not self._twice(chosen)

    def _twice(self, chosen: Sequence[Enrolled]) -> bool:
        """Whether somebody starts a course twice, for which there are no columns."""
        items = Counter(
            (name, self._item(course, start)) for name, course, start in chosen
        )
        return max(items.values(), default=0) > 1

    def _item(self, course: str, start: int) -> int:
        """The item that an enrolment takes."""
        at = self.scenario.course_ids.index(course)
        only = (-1, start - self.catalogue.first)
        return next(
            item
            for item in self.catalogue.items_of_course[at]
            if self.catalogue.items[item].only in only
        )

    def accepts(self, plan: Variant, recruits: tuple[str, ...]) -> bool:
        if self.formulation is not None and not self._rows_hold(plan, recruits):
            return False
        return self._starts_allowed(plan) and self._paths_allowed(plan)

    def _starts_allowed(self, plan: Variant) -> bool:
        if self.name not in START_RULES:
            return True
        allows = START_RULES[self.name]
        return all(
            allows(
                self.people.background,
                self.scenario.course_ids.index(course),
                start - self.catalogue.first,
            )[self.scenario.roster.position[name]]
            for name, course, start, *_ in plan
        )

    def _paths_allowed(self, plan: Variant) -> bool:
        if self.name not in PATH_RULES:
            return True
        if self._twice([enrolled[:3] for enrolled in plan]):
            return False
        allows = PATH_RULES[self.name]
        starts = self._starts(plan)
        for block in self.reduction.blocks:
            for official in block.members:
                path = [starts[official].pop(item, -1) for item in block.items]
                for start, mask in zip(path, block.masks, strict=True):
                    if start >= 0 and not mask >> start & 1:
                        return False
                if not allows(block, np.array([path], dtype=np.int8))[0]:
                    return False
        # What is left has no column.
        return not any(starts.values())

    def _starts(self, plan: Variant) -> dict[int, dict[int, int]]:
        """Official -> item -> start (position)."""
        starts: dict[int, dict[int, int]] = defaultdict(dict)
        for name, course, start, *_ in plan:
            official = self.scenario.roster.position[name]
            starts[official][self._item(course, start)] = start - self.catalogue.first
        return starts

    # -- shared constraints ------------------------------------------------------------

    def _rows_hold(self, plan: Variant, recruits: tuple[str, ...]) -> bool:
        """Whether the rows of the constraint hold when the plan's columns are set."""
        assert self.formulation is not None
        matrix = self.formulation.matrix
        values = np.zeros(matrix.n_columns)
        if not self._set_payers(plan, values):
            # No column stands for this choice of line: nobody else can be asked about it.
            return self.name != "budget_eligibility"
        self._set_paths(plan, values)
        self._set_recruits(recruits, values)
        rooms = {(course, start, room) for _, course, start, room, _ in plan}
        for (course, start), count in Counter(room[:2] for room in rooms).items():
            at = self.scenario.course_ids.index(course)
            intake = at, start - self.catalogue.first
            column = self.formulation.shared.classes.get(intake)
            if column is None:
                most: float = self.formulation.shared.free_classes[intake]
            else:
                values[column], most = count, matrix.upper[column]
            if self.name == "seat_limit" and count > most:
                return False
        for row, name in enumerate(matrix.row_names):
            if name.startswith(ROWS[self.name]):
                part = slice(matrix.row_starts[row], matrix.row_starts[row + 1])
                value = np.dot(matrix.values[part], values[matrix.indices[part]])
                if not matrix.row_lower[row] <= value <= matrix.row_upper[row]:
                    return False
        return True

    def _set_paths(
        self, plan: Variant, values: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    ) -> None:
        assert self.formulation is not None
        column_of = {
            (block, path): column for column, block, path in self.formulation.paths
        }
        starts = self._starts(plan)
        for at, block in enumerate(self.reduction.blocks):
            for official in block.members:
                path = tuple(starts[official].pop(item, -1) for item in block.items)
                if max(path) >= 0:
                    values[column_of[at, path]] += 1
        assert not any(starts.values()), "the case has an enrolment without a column"

    def _set_recruits(
        self,
        recruits: tuple[str, ...],
        values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    ) -> None:
        assert self.formulation is not None
        shared, roster = self.formulation.shared, self.scenario.roster
        for name in recruits:
            assert shared.hiring is not None
            group = int(shared.hiring.of[roster.position[name] - roster.named])
            values[shared.recruits[group]] += 1

    def _set_payers(
        self, plan: Variant, values: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    ) -> bool:
        """Count who pays; False if a line is named that has no column for it."""
        assert self.formulation is not None
        patterns, arrays = self.people.pay_patterns
        for name, course, start, _, line in plan:
            if not self.scenario.line_ids:
                continue
            at = self.scenario.course_ids.index(course)
            year = start - self.catalogue.first
            pattern = int(patterns[self.scenario.roster.position[name], at])
            payers = np.flatnonzero(arrays[pattern][year] >= 0)
            if line not in {self.scenario.line_ids[payer] for payer in payers}:
                return False
            if len(payers) > 1:
                split = self.formulation.shared.split[at, year, pattern]
                values[split[self.scenario.line_ids.index(line)]] += 1
        return True
