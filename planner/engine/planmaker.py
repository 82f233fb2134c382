"""Plan maker: numbers of classes -> the best plan with those classes, for named officials.

With the classes fixed, the pathway formulation is solved objective by objective and its
solution dealt to people. What cannot be dealt (arc counts without whole paths, units that
would be emptied, fillers who do not exist) is put into the formulation and it is solved
again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.measures import objective_values
from models.plan import Plan
from models.rules import violations
from planner.engine.deal import Dealt, deal, draw_keys
from planner.engine.decompose import decompose
from planner.engine.pathway import FEW_PATHS, PathPool
from planner.engine.solver import Answer, Floats, Lock, as_hint, minimise, value_of
from planner.formulation.blocks import Starts
from planner.formulation.build import Formulation, build
from planner.formulation.fillers import FillerKey
from planner.formulation.objectives import Objective
from planner.formulation.people import People
from planner.formulation.read_solution import Path, Solution, read_solution
from planner.formulation.reduction import reduce

_ROUNDS = 20
MANY_COLUMNS = 2000
"""In a larger formulation, cost and preferences end at a small gap."""
LATE_NODES = 10
LATE_GAP = 5e-4
"""Work limit [nodes] and gap [-] of cost and preferences in a larger formulation."""
ClassCounts = dict[tuple[int, int], int]


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
    useful_only: bool = True
    few_paths: int = FEW_PATHS
    units: frozenset[int] = frozenset()
    """Units split off because unit cover binds there."""
    filler_limits: dict[FillerKey, int] = field(default_factory=dict)
    extra_paths: dict[int, Starts] = field(default_factory=dict)
    """Paths of blocks whose arc counts had no whole paths."""

    def __post_init__(self) -> None:
        self._reduce()
        self.keys = draw_keys(self.reduction, self.people.scenario.spec.seed)

    def _reduce(self) -> None:
        self.reduction = reduce(
            self.people, useful_only=self.useful_only, units=self.units
        )
        self.pool = PathPool.of(self.reduction, self.few_paths)
        self.extra_paths = {}

    def split(self, units: frozenset[int]) -> None:
        """Let the officials of these units form blocks of their own from now on."""
        self.units |= units
        self._reduce()

    def make(
        self, classes: ClassCounts, nodes: int, tier_gap: float = 0.0
    ) -> Candidate | None:
        """Return the best plan found with at most the given classes; None if none is."""
        ranges = {intake: (count, count) for intake, count in classes.items()}
        tiers = tuple(entry for entry in self.order if entry.kind == "tier")
        fitting: Plan | None = None
        for _ in range(_ROUNDS):
            formulation = build(
                self.reduction,
                decoupled=False,
                class_limits=ranges,
                paths={**self.pool.chosen, **self.extra_paths},
                narrow_fillers=True,
                filler_limits=self.filler_limits,
            )
            # Only what fits people for the tiers is worth the work on the rest.
            answer = solve_in_order(
                formulation, tiers, nodes=nodes, seed=self.seed, tier_gap=tier_gap
            )
            if answer is None or answer.values is None:
                opened = {key: (0, most) for key, (_, most) in ranges.items()}
                if opened == ranges:
                    break
                ranges = opened
                continue
            plan = self._fitted(formulation, answer, ranges)
            if plan is None:
                continue
            fitting = plan
            rest = solve_in_order(
                formulation,
                self.order[len(tiers) :],
                nodes=nodes,
                seed=self.seed,
                locks=_held(formulation, tiers, answer.values),
                hint=as_hint(answer.values),
            )
            plan = None if rest is None else self._fitted(formulation, rest, ranges)
            if plan is not None:
                return self.checked(plan)
        return None if fitting is None else self.checked(fitting)

    def _fitted(
        self,
        formulation: Formulation,
        answer: Answer,
        ranges: dict[tuple[int, int], tuple[int, int]],
    ) -> Plan | None:
        """Return the dealt solution; if it cannot be dealt, learn why and return None."""
        dealt = self.deal(formulation, answer)
        if dealt is None:
            return None
        if dealt.overfull:
            self.split(dealt.overfull)
        for key, found in (dealt.filler_limits or {}).items():
            self.filler_limits[key] = found
            # Fewer people may mean fewer classes: leave their number open.
            _, most = ranges[key.course, key.start]
            ranges[key.course, key.start] = (0, most)
        return dealt.plan

    def deal(self, formulation: Formulation, answer: Answer) -> Dealt | None:
        """Return the dealt solution, None if arcs had no whole paths (now columns)."""
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
                # Blocks are numbered anew when units are split off.
                if formulation.reduction is self.reduction:
                    self._add_paths(at, listed)
        if failed:
            return None
        whole = Solution(
            complete, {}, solution.fillers, solution.classes, solution.payers
        )
        return deal(formulation.reduction, whole, self.keys)

    def _add_paths(self, at: int, listed: list[Path]) -> None:
        """Give a block by paths from now on: those that its arc counts pointed at."""
        width = len(self.reduction.blocks[at].items)
        rows = {
            tuple(int(start) for start in row) for row in self.extra_paths.get(at, ())
        }
        rows.update(listed)
        rows.add((-1,) * width)
        self.extra_paths[at] = np.array(sorted(rows), dtype=np.int8)

    def checked(self, plan: Plan) -> Candidate:
        """Return the plan with its values, recomputed from its enrolments.

        Raises
        ------
        BrokenPlanError
            If the plan breaks a rule.
        """
        scenario = self.people.scenario
        broken = violations(scenario, plan)
        if len(broken):
            raise BrokenPlanError(
                f"{len(broken)} violations, the first: {broken.iloc[0]['message']}"
            )
        values = tuple(entry.value for entry in objective_values(scenario, plan))
        return Candidate(plan, values)


def _held(
    formulation: Formulation, objectives: tuple[Objective, ...], values: Floats
) -> tuple[Lock, ...]:
    """Return rows that keep what a solution attains."""
    locks = []
    for objective in objectives:
        terms = formulation.objective(objective)
        locks.append(Lock(terms, round(value_of(terms, values)) + 0.01))
    return tuple(locks)


def solve_in_order(
    formulation: Formulation,
    order: tuple[Objective, ...],
    *,
    nodes: int,
    seed: int,
    locks: tuple[Lock, ...] = (),
    tier_gap: float = 0.0,
    hint: Mapping[int, float] | None = None,
) -> Answer | None:
    """Return the last answer of a lexicographic solve; None if there is no solution.

    Cost and preferences of a large formulation end at a small gap or work limit.
    """
    held = list(locks)
    last: Answer | None = None
    if not order:
        answer = minimise(formulation.matrix, [], locks=held, nodes=nodes, seed=seed)
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
