"""Refined: the pathway formulation, with all that dealing its solutions has taught.

What cannot be dealt is arc counts without whole paths, absences that units cannot bear, and
fillers who do not exist. Each is put into the formulation, as a row, a bound, paths of a
block or a finer reduction, so that the next solution avoids it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from planner.engine.cover import cuts_of
from planner.engine.deal import Dealt, Ints
from planner.engine.decompose import decompose
from planner.engine.forms import PathwayForm
from planner.engine.pathway import generate
from planner.engine.solver import Answer, Lock
from planner.engine.weighing import Weighing
from planner.formulation.blocks import Starts
from planner.formulation.build import build
from planner.formulation.cover_cut import CoverCut
from planner.formulation.fillers import FillerKey, filler_counts
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order, tiers_of
from planner.formulation.paths import Absence, enumerate_paths, years_away
from planner.formulation.read_solution import Path, Solution, read_solution
from planner.formulation.reduction import Reduction, reduce

_MANY_UNITS = 2000
"""From more units on, none is split off: it would make as many blocks."""
_SOME_PATHS = 500
"""Columns of a block of whose many paths only some are used [about]."""
_FAILURES = 2
"""Solutions with arcs without whole paths, before all blocks get paths of their own: takes
longer, but where the rules for one person bind, one block after the other would fail."""
_CROWDED = 5
"""Officials whom no unit can bear, from which on the formulation says who is sent from
where: fewer are better placed by a cut."""
_BY_UNIT = 30_000
"""Most columns for who is sent from where."""


@dataclass
class RefinedForm:
    """A pathway form, and what was learned since it was made."""

    form: PathwayForm
    keys: Ints
    """Place of each official in the draw."""
    extra_paths: dict[int, Starts] = field(default_factory=dict)
    """Paths of blocks whose arc counts had no whole paths."""
    absences: dict[Absence, int] = field(default_factory=dict)
    """Absences of which units could bear no more, as far as was found."""
    splits: bool = True
    """Whether units may be split off where unit cover binds: takes most of a second."""
    units: frozenset[int] = frozenset()
    """Units split off because unit cover binds there."""
    cover_cuts: tuple[CoverCut, ...] = ()
    """What unit cover says about blocks together, as far as was found."""
    by_paths: bool = False
    """Whether blocks given by arcs have got the paths that a relaxation needs."""
    by_unit: bool = False
    """Whether the formulation says who is sent from which unit."""

    def __post_init__(self) -> None:
        self.filler_limits: dict[FillerKey, int] = filler_counts(
            self.reduction, narrow=True
        )
        self._built: Formulation | None = None
        self._pool = self.form.pool
        self._failures = 0
        self._whole: dict[int, dict[Path, int]] = {}
        self._decomposed: dict[object, tuple[dict[Path, int], list[Path]]] = {}

    @property
    def reduction(self) -> Reduction:
        """The blocks that plans are made of."""
        return self.form.reduction

    @property
    def many_units(self) -> bool:
        """Whether unit cover is looked at in too many units to look at each."""
        return self.form.room is not None and len(self.form.room) > _MANY_UNITS

    @property
    def formulation(self) -> Formulation:
        """The pathway formulation with all that was learned."""
        if self._built is None or self._pool is not self.form.pool:
            self._pool = self.form.pool
            self._built = self._as_the_form() or self._as_learned()
            self._built.fill_once()
        return self._built

    def _as_learned(self) -> Formulation:
        formulation = build(
            self.reduction,
            decoupled=False,
            paths={**self.extra_paths, **self._pool.chosen},
            cover_cuts=self.cover_cuts,
            by_unit=self.by_unit,
        )
        formulation.fill_within(self.form.filling)
        return formulation

    def _as_the_form(self) -> Formulation | None:
        """Return a copy of the form's formulation, as long as neither learned anything."""
        learned = self.extra_paths or self.cover_cuts or self.form.cover_cuts
        if learned or self.by_unit != self.form.by_unit:
            return None
        first = self.form.formulation
        return replace(first, matrix=first.matrix.copy())

    def absence_rows(self) -> tuple[Lock, ...]:
        """Return rows that keep to the absences that units could bear."""
        rows: dict[Absence, list[tuple[int, float]]] = {
            absence: [] for absence in self.absences
        }
        limited = {block for block, _ in self.absences}
        columns: dict[int, list[int]] = defaultdict(list)
        listed: dict[int, list[Path]] = defaultdict(list)
        for column, block, starts in self.formulation.paths:
            if block in limited:
                columns[block].append(column)
                listed[block].append(starts)
        for block, paths in listed.items():
            gone = years_away(self.reduction.blocks[block], np.array(paths, np.int8))
            for column, years in zip(columns[block], gone, strict=True):
                if (block, years) in rows:
                    rows[block, years].append((column, 1))
        return tuple(
            Lock(terms, self.absences[absence] + 0.01)
            for absence, terms in rows.items()
            if terms
        )

    def whole(self, formulation: Formulation, answer: Answer) -> Solution | None:
        """Return a solution with paths for everybody; None if arcs have none."""
        solution, complete, failed = self._paths_of(formulation, answer)
        if not failed:
            self._whole = complete
            return replace(solution, paths=complete, arcs={})
        if self._failures == _FAILURES:
            self.generate_paths()
        self._failures += 1
        for at, listed in failed.items():
            self._add_paths(at, listed)
        return None

    def without_paths(self, formulation: Formulation, answer: Answer) -> list[int]:
        """Return the blocks whose arcs in a solution have no whole paths."""
        return list(self._paths_of(formulation, answer)[2])

    def _paths_of(
        self, formulation: Formulation, answer: Answer
    ) -> tuple[Solution, dict[int, dict[Path, int]], dict[int, list[Path]]]:
        """Return a solution, its paths, and those considered for arcs that have none."""
        assert answer.values is not None
        solution = read_solution(formulation, answer.values)
        complete = dict(solution.paths)
        failed: dict[int, list[Path]] = {}
        blocks = formulation.reduction.settled(solution.recruits, self.keys).blocks
        for at, arcs in sorted(solution.arcs.items()):
            # Most blocks keep their arcs while a few others get paths.
            question = at, blocks[at].size, tuple(arcs.items())
            if question not in self._decomposed:
                self._decomposed[question] = decompose(blocks[at], arcs)
            counts, listed = self._decomposed[question]
            if counts:
                complete[at] = counts
            else:
                failed[at] = listed
        return solution, complete, failed

    def generate_paths(
        self, classes: Mapping[tuple[int, int], int] | None = None
    ) -> None:
        """Give blocks by the paths that the relaxation over all paths needs.

        Arcs leave too much open where the rules for one person decide: one block after
        the other would turn out to have no whole paths.

        Parameters
        ----------
        classes
            (course, start) -> most classes; none of an intake that is not named. As
            many as there may be if not given.
        """
        tiers = tiers_of(order(self.reduction.catalogue))

        def locks(formulation: Formulation) -> list[Lock]:
            if classes is None:
                return []
            columns = formulation.shared.classes
            return [
                Lock([(column, 1.0)], classes.get(intake, 0))
                for intake, column in columns.items()
            ]

        generated = generate(
            self.reduction,
            self.form.pool,
            lambda formulation: Weighing.of(formulation, tiers).terms,
            locks,
            self.cover_cuts,
        )
        self.by_paths = True
        if generated is not None:
            for at in self.form.pool.by_arcs & generated.paths.keys():
                self._add_paths(at, list(map(tuple, generated.paths[at].tolist())))

    def learn_cuts(
        self, formulation: Formulation, answer: Answer, beyond: float = 0.0
    ) -> bool:
        """Keep what unit cover says against a solution; whether it says anything.

        Parameters
        ----------
        formulation
            What was solved, over the same blocks.
        beyond
            Officials by whom a cut is exceeded at least.
        """
        cuts = self.cuts_against(formulation, answer, beyond)
        self.add_cuts(cuts)
        return bool(cuts)

    def cuts_against(
        self, formulation: Formulation, answer: Answer, beyond: float = 0.0
    ) -> tuple[CoverCut, ...]:
        """Return what unit cover says against a solution; parameters as of `learn_cuts`."""
        assert self.form.room is not None
        assert answer.values is not None
        return cuts_of(formulation, answer.values, self.form.room, beyond)

    def add_cuts(self, cuts: tuple[CoverCut, ...]) -> None:
        """Keep what unit cover says about blocks together."""
        self.cover_cuts += cuts
        for cut in cuts:
            self.formulation.add(cut)

    def limit_absences(
        self,
        formulation: Formulation,
        answer: Answer,
        solution: Solution,
        dealt: Dealt,
    ) -> None:
        """Keep what units could bear: for all blocks together, by unit, or as found."""
        placed = dealt.placed or {}
        if self._crowded(formulation, dealt):
            self.by_unit, self._built = True, None
            return
        if not placed or self.learn_cuts(formulation, answer):
            return
        if self.splits and dealt.tight and not self.many_units and not self.by_unit:
            self._split(dealt.tight)
            return
        self.absences.update(placed)
        by_paths = {**self.form.pool.chosen, **self.extra_paths}
        for block in {block for block, _ in placed}.difference(by_paths):
            # Only paths say which years somebody is away in; some of all will do.
            listed = enumerate_paths(self.reduction.blocks[block])
            if listed is not None:
                self.extra_paths[block] = listed[:: 1 + len(listed) // _SOME_PATHS]
            self._add_paths(block, list(solution.paths[block]))

    def _crowded(self, formulation: Formulation, dealt: Dealt) -> bool:
        """Return whether to say who is sent from which unit from now on."""
        return (
            not self.by_unit
            and not self.many_units
            and dealt.over > _CROWDED
            and formulation.sending.size <= _BY_UNIT
        )

    def _split(self, units: frozenset[int]) -> None:
        """Let the officials of these units form blocks of their own from now on."""
        self.units |= units
        reduction = reduce(self.reduction.people, units=self.units)
        self.form = PathwayForm(
            reduction,
            few_paths=self.form.few_paths,
            by_unit=self.form.by_unit,
            filling=self.form.filling,
        )
        # Blocks are numbered anew.
        self.cover_cuts, self.extra_paths, self.absences = (), {}, {}
        self._whole, self._decomposed = {}, {}
        self.filler_limits = filler_counts(reduction, narrow=True)
        self._built = None

    def _add_paths(self, at: int, listed: list[Path]) -> None:
        """Give a block by paths from now on: those that its arc counts pointed at.

        And those of the last solution that was whole, or it could not be reached again.
        """
        width = len(self.reduction.blocks[at].items)
        rows = {
            tuple(int(start) for start in row) for row in self.extra_paths.get(at, ())
        }
        rows.update(listed)
        rows.update(self._whole.get(at, ()))
        rows.add((-1,) * width)
        self.extra_paths[at] = np.array(sorted(rows), dtype=np.int8)
        self._built = None
