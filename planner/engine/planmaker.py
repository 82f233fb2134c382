"""Plan maker: numbers of classes -> the best plan with those classes, for named officials.

With the classes fixed, the pathway formulation is solved objective by objective and its
solution dealt to people. What cannot be dealt (arc counts without whole paths, absences
that units cannot bear, fillers who do not exist) is put into the formulation and it is
solved again.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from models.measures import objective_values
from models.plan import Plan
from models.rules import violations
from planner.engine.choose import draw_keys
from planner.engine.cover import away_counts, violated
from planner.engine.deal import Dealt, deal
from planner.engine.decompose import decompose
from planner.engine.forms import PathwayForm
from planner.engine.solver import (
    Answer,
    Bounds,
    Lock,
    as_hint,
    minimise,
    value_of,
)
from planner.formulation.blocks import Starts
from planner.formulation.build import Formulation, build
from planner.formulation.constraints.unit_cover import room
from planner.formulation.cover_cut import CoverCut
from planner.formulation.fillers import FillerKey, filler_counts
from planner.formulation.objectives import Objective
from planner.formulation.paths import Absence, enumerate_paths, years_away
from planner.formulation.people import People
from planner.formulation.read_solution import Path, Solution, read_solution
from planner.formulation.reduction import Reduction, reduce

_ROUNDS = 20
_LATE_ROUNDS = 3
"""Times that a solution is tried to be dealt, for the tiers and for the rest."""
_PATIENCE = 12
"""Times that everybody has to be placed, before a few may be left out."""
_MANY_UNITS = 2000
_FEW = 1000
"""With more units, cuts exceeded by many officials are looked for before anybody is placed;
few are better placed by exchange."""
_SOME_PATHS = 500
"""Columns of a block of whose many paths only some are used [about]."""
MANY_COLUMNS = 2000
"""In a larger formulation, cost and preferences end at a small gap."""
LATE_NODES = 1
LATE_GAP = 5e-4
"""Work limit [nodes] and gap [-] of cost and preferences in a larger formulation."""
TIER_GAP = 1e-4
"""Gap at which a tier is as good as solved: one official among 10,000 [-]."""
ClassCounts = dict[tuple[int, int], int]
ClassRanges = dict[tuple[int, int], tuple[int, int]]
"""(course, start) -> classes; fewest and most."""


class BrokenPlanError(RuntimeError):
    """A plan broke a rule: a fault of the engine, never shown as a plan."""


@dataclass
class Candidate:
    """A verified plan and the value of every objective."""

    plan: Plan
    values: tuple[int, ...]


@dataclass
class PlanMaker:
    """What is learned about a scenario while plans are made from it."""

    people: People
    order: tuple[Objective, ...]
    seed: int
    form: PathwayForm
    extra_paths: dict[int, Starts] = field(default_factory=dict)
    """Paths of blocks whose arc counts had no whole paths."""
    absences: dict[Absence, int] = field(default_factory=dict)
    """Absences of which units could bear no more, as far as was found."""
    useful_only: bool = True
    units: frozenset[int] = frozenset()
    """Units split off because unit cover binds there."""
    cover_cuts: tuple[CoverCut, ...] = ()
    """What unit cover says about blocks together, as far as was found."""

    def __post_init__(self) -> None:
        self.seconds = {"deal": 0.0, "verify": 0.0}
        """Phase -> wall time [s]."""
        self.keys = draw_keys(self.reduction, self.people.scenario.spec.seed)
        self.room = room(self.people.background)
        self.filler_limits: dict[FillerKey, int] = filler_counts(
            self.reduction, narrow=True
        )
        self._built: Formulation | None = None

    @property
    def reduction(self) -> Reduction:
        """The blocks that plans are made of."""
        return self.form.reduction

    @property
    def formulation(self) -> Formulation:
        """The pathway formulation with all that was learned."""
        if self._built is None:
            self._built = build(
                self.reduction,
                decoupled=False,
                paths={**self.form.pool.chosen, **self.extra_paths},
                cover_cuts=self.cover_cuts,
            )
        return self._built

    def make(
        self,
        classes: ClassCounts,
        nodes: int,
        *,
        tier_gap: float = TIER_GAP,
        whole: bool = True,
        reached: tuple[int, ...] | None = None,
        better_than: tuple[int, ...] | None = None,
        patience: int = _PATIENCE,
    ) -> Candidate | None:
        """Return the best plan found with at most the given classes; None if none is.

        Parameters
        ----------
        whole
            Look at cost and preferences as well, not only at the tiers.
        reached
            Values of the tiers that are known to be possible and not to be improved.
        better_than
            Values of a plan: give up as soon as its tiers cannot be improved.
        patience
            Times that everybody has to be placed, before a few may be left out.
        """
        self.absences = {}
        ranges = {intake: (count, count) for intake, count in classes.items()}
        found = self._for_tiers(ranges, nodes, tier_gap, reached, better_than, patience)
        if found is None:
            return None
        plan, reached = found
        if whole:
            plan = self._for_the_rest(ranges, nodes, reached) or plan
        return self.checked(plan)

    def _for_tiers(
        self,
        ranges: ClassRanges,
        nodes: int,
        tier_gap: float,
        reached: tuple[int, ...] | None,
        better_than: tuple[int, ...] | None,
        patience: int,
    ) -> tuple[Plan, tuple[int, ...]] | None:
        """Return a plan that is best for the tiers, and their values in the solution."""
        tiers = self.tiers
        if self.room is not None and len(self.room) > _MANY_UNITS:
            # Among so many, a few left out are within the gap that is good enough.
            patience = min(patience, 1)
        for round_ in range(_ROUNDS):
            formulation = self.formulation
            answer = solve_in_order(
                formulation,
                tiers,
                nodes=nodes,
                seed=self.seed,
                locks=self._absence_rows(formulation),
                bounds=formulation.for_plan(ranges, self.filler_limits),
                tier_gap=tier_gap,
                reached=reached,
            )
            if answer is None or answer.values is None:
                opened = {key: (0, most) for key, (_, most) in ranges.items()}
                if opened == ranges:
                    break
                ranges.update(opened)
                continue
            reached = tuple(
                round(value_of(terms, answer.values))
                for terms in map(formulation.objective, tiers)
            )
            if better_than is not None and reached >= better_than[: len(tiers)]:
                return None
            last = round_ >= patience
            plan = self._fitted(formulation, answer, ranges, leave_out=last)
            if plan is not None:
                return plan, reached
        return None

    def _for_the_rest(
        self, ranges: ClassRanges, nodes: int, reached: tuple[int, ...]
    ) -> Plan | None:
        """Return the plan with least cost, then what is preferred, tiers held."""
        # Nothing that the tiers do without has to open.
        ranges.update({key: (0, most) for key, (_, most) in ranges.items()})
        for _ in range(_LATE_ROUNDS):
            formulation = self.formulation
            answer = solve_in_order(
                formulation,
                self.order[len(self.tiers) :],
                nodes=nodes,
                seed=self.seed,
                locks=(
                    *self._absence_rows(formulation),
                    *_held(formulation, self.tiers, reached),
                ),
                bounds=formulation.for_plan(ranges, self.filler_limits),
            )
            if answer is None:
                return None
            plan = self._fitted(formulation, answer, ranges)
            if plan is not None:
                return plan
        return None

    @property
    def tiers(self) -> tuple[Objective, ...]:
        """The objectives that are tiers of targets."""
        return tuple(entry for entry in self.order if entry.kind == "tier")

    def _fitted(
        self,
        formulation: Formulation,
        answer: Answer,
        ranges: ClassRanges,
        *,
        leave_out: bool = False,
    ) -> Plan | None:
        """Return the dealt solution; if it cannot be dealt, learn why and return None."""
        dealt = self.deal(formulation, answer, leave_out=leave_out)
        if dealt is None:
            return None
        for key, found in (dealt.filler_limits or {}).items():
            self.filler_limits[key] = found
            # Fewer people may mean fewer classes: leave their number open.
            _, most = ranges[key.course, key.start]
            ranges[key.course, key.start] = (0, most)
        return dealt.plan

    def deal(
        self, formulation: Formulation, answer: Answer, *, leave_out: bool = False
    ) -> Dealt | None:
        """Return the dealt solution, None if arcs had no whole paths.

        What stood in the way is kept for the next time.
        """
        assert answer.values is not None
        solution = self._whole(formulation, answer)
        if solution is None:
            return None
        if (
            self.room is not None
            and len(self.room) > _MANY_UNITS
            and formulation.reduction is self.reduction
            and self._learn_cuts(formulation, answer, beyond=_FEW)
        ):
            return None
        began = monotonic()
        dealt = deal(formulation.reduction, solution, self.keys, leave_out=leave_out)
        self.seconds["deal"] += monotonic() - began
        if dealt.placed and formulation.reduction is self.reduction:
            self._limit_absences(formulation, answer, solution, dealt)
        return dealt

    def _limit_absences(
        self,
        formulation: Formulation,
        answer: Answer,
        solution: Solution,
        dealt: Dealt,
    ) -> None:
        """Keep what units could bear: for all blocks together, by unit, or as found."""
        assert self.room is not None
        placed = dealt.placed or {}
        if self._learn_cuts(formulation, answer):
            return
        if dealt.tight and len(self.room) <= _MANY_UNITS:
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

    def _split(self, units: frozenset[int]) -> None:
        """Let the officials of these units form blocks of their own from now on."""
        self.units |= units
        reduction = reduce(self.people, useful_only=self.useful_only, units=self.units)
        self.form = PathwayForm(reduction, few_paths=self.form.few_paths)
        # Blocks are numbered anew.
        self.cover_cuts, self.extra_paths, self.absences = (), {}, {}
        self.filler_limits = filler_counts(reduction, narrow=True)
        self._built = None

    def _learn_cuts(
        self, formulation: Formulation, answer: Answer, beyond: float = 0.0
    ) -> bool:
        """Keep what unit cover says against a solution; whether it says anything."""
        assert self.room is not None
        assert answer.values is not None
        away = away_counts(formulation, answer.values)
        cuts = violated(self.reduction, away, self.room, beyond)
        self.cover_cuts += cuts
        for cut in cuts:
            self.formulation.add(cut)
        return bool(cuts)

    def _whole(self, formulation: Formulation, answer: Answer) -> Solution | None:
        """Return a solution with paths for everybody; None if arcs have none."""
        assert answer.values is not None
        solution = read_solution(formulation, answer.values)
        complete = dict(solution.paths)
        failed = False
        for at, arcs in sorted(solution.arcs.items()):
            counts, listed = decompose(formulation.reduction.blocks[at], arcs)
            if counts:
                complete[at] = counts
            else:
                failed = True
                self._add_paths(at, listed)
        if failed:
            return None
        return Solution(
            complete, {}, solution.fillers, solution.classes, solution.payers
        )

    def _add_paths(self, at: int, listed: list[Path]) -> None:
        """Give a block by paths from now on: those that its arc counts pointed at."""
        width = len(self.reduction.blocks[at].items)
        rows = {
            tuple(int(start) for start in row) for row in self.extra_paths.get(at, ())
        }
        rows.update(listed)
        rows.add((-1,) * width)
        self.extra_paths[at] = np.array(sorted(rows), dtype=np.int8)
        self._built = None

    def _absence_rows(self, formulation: Formulation) -> tuple[Lock, ...]:
        """Return rows that keep to the absences that units could bear."""
        rows: dict[Absence, list[tuple[int, float]]] = {
            absence: [] for absence in self.absences
        }
        limited = {block for block, _ in self.absences}
        columns: dict[int, list[int]] = defaultdict(list)
        listed: dict[int, list[Path]] = defaultdict(list)
        for column, block, starts in formulation.paths:
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

    def checked(self, plan: Plan) -> Candidate:
        """Return the plan with its values, recomputed from its enrolments.

        Raises
        ------
        BrokenPlanError
            If the plan breaks a rule.
        """
        began = monotonic()
        scenario = self.people.scenario
        broken = violations(scenario, plan)
        if len(broken):
            raise BrokenPlanError(
                f"{len(broken)} violations, the first: {broken.iloc[0]['message']}"
            )
        values = tuple(entry.value for entry in objective_values(scenario, plan))
        self.seconds["verify"] += monotonic() - began
        return Candidate(plan, values)


def _held(
    formulation: Formulation, order: tuple[Objective, ...], values: tuple[int, ...]
) -> tuple[Lock, ...]:
    """Return rows that hold objectives at given values."""
    return tuple(
        Lock(formulation.objective(objective), value + 0.01)
        for objective, value in zip(order, values, strict=True)
    )


def solve_in_order(
    formulation: Formulation,
    order: tuple[Objective, ...],
    *,
    nodes: int,
    seed: int,
    bounds: Bounds,
    locks: tuple[Lock, ...] = (),
    tier_gap: float = TIER_GAP,
    hint: Mapping[int, float] | None = None,
    reached: tuple[int, ...] | None = None,
) -> Answer | None:
    """Return the last answer of a lexicographic solve; None if there is no solution.

    Cost and preferences of a large formulation end at a small gap or work limit.

    Parameters
    ----------
    reached
        Values solved for before rows were added: tried first, as none can be smaller.
    """
    held = list(locks)
    last: Answer | None = None
    if reached:
        answer = minimise(
            formulation.matrix,
            [],
            locks=[*held, *_held(formulation, order, reached)],
            bounds=bounds,
            nodes=nodes,
            seed=seed,
        )
        if answer.values is not None:
            return answer
    if not order:
        answer = minimise(
            formulation.matrix, [], locks=held, bounds=bounds, nodes=nodes, seed=seed
        )
        return answer if answer.values is not None else None
    for objective in order:
        terms = formulation.objective(objective)
        if not terms and last is not None:
            continue
        late = objective.kind != "tier"
        large = formulation.matrix.n_columns > MANY_COLUMNS
        gap = LATE_GAP if late and large else 0.0 if late else tier_gap
        answer = minimise(
            formulation.matrix,
            terms,
            locks=held,
            bounds=bounds,
            relative_gap=gap,
            nodes=min(nodes, LATE_NODES) if late and large else nodes,
            seed=seed,
            hint=hint,
        )
        if answer.values is None:
            return last
        last = answer
        hint = as_hint(answer.values)
        held.append(Lock(terms, round(value_of(terms, answer.values)) + 0.01))
    return last
