"""Formulation: a mixed-integer programme with the meaning of its columns."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.formulation import cuts
from planner.formulation.by_unit import Sending
from planner.formulation.constraints import unit_cover
from planner.formulation.cover_cut import CoverCut
from planner.formulation.fillers import FillerKey, FillerSort, most_until, windows
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import Objective
from planner.formulation.reduction import Reduction
from planner.formulation.shared import Shared, Terms

ClassRanges = Mapping[tuple[int, int], tuple[int, int]]
"""(course, start) -> fewest and most classes."""
Floats = npt.NDArray[np.float64]
_UNSURE = 0.01
"""By so much whole values of a solver may be off [officials]."""


@dataclass
class Formulation:
    """A mixed-integer programme with the meaning of its columns."""

    reduction: Reduction
    matrix: Matrix
    shared: Shared
    decoupled: bool
    shortfall: dict[int, int] = field(default_factory=dict)
    """Measurement -> column of its shortfall."""
    credits: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Measurement -> officials who attain it through new enrolments."""
    counting: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Measurement -> recruits who add to those who count, where streams differ."""
    paths: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    """(column, block, starts) of each path column."""
    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(column, block, item of the block, start) of each arc column."""
    fillers: dict[FillerKey, int] = field(default_factory=dict)
    """Column of the fillers of each kind."""
    waiting: Terms = field(default_factory=list)
    """Years waited until completion."""
    outside: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Priority group -> enrolments of people outside it."""
    class_needs: list[cuts.ClassNeed] = field(default_factory=list)
    block_rows: dict[int, int] = field(default_factory=dict)
    """Block given by paths -> row that counts its officials."""
    probes: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """(block, item of the block, start) -> column fixed at zero, for pricing."""
    need_probes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(block, need) -> column fixed at zero, for pricing."""
    away_probes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(block, year) -> column fixed at zero, for pricing."""

    def objective(self, objective: Objective) -> Terms:
        """Return an objective as terms over the columns."""
        if objective.kind == "tier":
            measurements = self.reduction.catalogue.measurements
            cover = self.reduction.catalogue.scenario.spec.rules.soft_cover
            terms: Terms = [
                (column, measurements[at].weight)
                for at, column in self.shortfall.items()
                if measurements[at].tier == objective.number
            ]
            if cover is not None and cover.tier == objective.number:
                terms += [
                    (column, cover.weight) for column in self.shared.over.values()
                ]
            return terms
        if objective.kind == "cost":
            return [term for terms in self.shared.charges.values() for term in terms]
        if objective.kind == "earlier_completion":
            return self.waiting
        if objective.kind == "priority_group":
            return self.outside[objective.number]
        return []

    @property
    def sending(self) -> Sending:
        """Who is away in which years."""
        return Sending.of(self.reduction, self.paths, self.shared.away)

    def add(self, cut: CoverCut) -> None:
        """Add what unit cover says of some blocks together; only for the pathway form."""
        unit_cover.add_cut(self.matrix, self.shared, cut)

    def fill_once(self) -> None:
        """Let nobody fill a course in two years: Σ fillers until a year ≤ who could be.

        For making plans: without it 38 officials fill 150 seats of four years, of which 27
        are found. Where classes are chosen it proves nothing and takes several times as
        long (Hà Nội, tier 3: 30 and 98 s).
        """
        for course in sorted({sort.course for sort in self._sorts}):
            filling: Terms = []
            for start, ever in enumerate(most_until(self.reduction, course)):
                filling += [
                    (column, 1)
                    for key, column in self.fillers.items()
                    if (key.course, key.start) == (course, start)
                ]
                if sum(self.matrix.upper[column] for column, _ in filling) > ever:
                    name = self.shared.intake_name(course, start)
                    self.matrix.row(f"fill-until:{name}", filling, upper=ever)

    def fill_within(self, sorts: Collection[FillerSort]) -> None:
        """Let nobody of some sorts fill a course twice: Σ fillers of years ≤ who could be.

        Where classes are chosen: of a few sorts, a solution with which no plan is possible
        is ruled out by it (`filled_twice`). Of all it takes ten times as long.
        """
        for number, sort in enumerate(sorted(sorts)):
            for first, last, most in windows(self.reduction, sort):
                name = f"{self.shared.intake_name(sort.course, first)}-{last - first}"
                terms: Terms = [(at, 1) for at in self._filling(sort, first, last)]
                self.matrix.row(f"fill-within:{name}/{number}", terms, upper=most)

    def filled_twice(self, values: Floats) -> frozenset[FillerSort]:
        """Return the sorts of which a solution wants more fillers than there are people."""
        return frozenset(
            sort
            for sort in self._sorts
            if any(
                values[self._filling(sort, first, last)].sum() > most + _UNSURE
                for first, last, most in windows(self.reduction, sort)
            )
        )

    @property
    def _sorts(self) -> frozenset[FillerSort]:
        """Sorts of fillers of courses that are taken only once."""
        courses = self.reduction.catalogue.courses
        return frozenset(
            key.sort for key in self.fillers if not courses[key.course].repeatable
        )

    def _filling(self, sort: FillerSort, first: int, last: int) -> list[int]:
        """Return the columns of the fillers of a sort in some years."""
        return [
            column
            for key, column in self.fillers.items()
            if key.sort == sort and first <= key.start <= last
        ]

    def fixed(
        self, classes: Mapping[tuple[int, int], int]
    ) -> dict[int, tuple[float, float]]:
        """Return bounds that fix the numbers of classes; none of what is not named."""
        return {
            column: (float(classes.get(intake, 0)),) * 2
            for intake, column in self.shared.classes.items()
        }

    def for_plan(
        self, classes: ClassRanges, filler_limits: Mapping[FillerKey, int]
    ) -> dict[int, tuple[float, float]]:
        """Return bounds of columns under which a solution can be dealt to people.

        Parameters
        ----------
        classes
            Fewest and most classes of each intake; others stay closed.
        filler_limits
            Fillers of each sort there are at most; none of a sort that is not named.
        """
        bounds: dict[int, tuple[float, float]] = {}
        for intake, column in self.shared.classes.items():
            fewest, most = classes.get(intake, (0, 0))
            most = min(most, int(self.matrix.upper[column]))
            bounds[column] = (min(fewest, most), most)
        for key, column in self.fillers.items():
            bounds[column] = (
                0,
                min(filler_limits.get(key, 0), self.matrix.upper[column]),
            )
        return bounds
