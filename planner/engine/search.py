"""Search: a first plan quickly, then better ones, then proof, objective by objective.

1. The decoupled master (a relaxation whose size hardly depends on headcount) gives bounds
   and numbers of classes; the plan maker turns these into a plan for named officials.
2. For every objective in order, earlier ones held at what the plan attained: the bound of
   the master; if the plan is worse, the bound over whole paths of people; then the pathway
   formulation with free classes; and in small scenarios the same over every reachable
   start and unit, which is exact. The bound is the largest of those proven.

Work limits are counted in nodes, not in seconds, so that the same input gives the same plan
on any machine; the wall clock is watched from outside (see `process`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from models.measures import objective_values, total_cost
from models.plan import Plan
from models.result import SolveStatus, Stage, gap_of
from models.scenario import Scenario
from planner.engine.conflict import (
    conflicting_items,
    settled_conflicts,
    unreachable_decisions,
)
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.pathway import generate
from planner.engine.planmaker import Candidate, PlanMaker, solve_in_order
from planner.engine.settings import SolveSettings
from planner.engine.solver import Answer, Lock, minimise, value_of
from planner.formulation.build import Formulation, build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import Objective, order
from planner.formulation.paths import enumerate_paths
from planner.formulation.people import People
from planner.formulation.read_solution import class_counts
from planner.formulation.reduction import reduce

_SMALL = 20_000
"""Most path columns of a scenario that is also solved over every reachable start."""
_FIRST_NODES = 50
_MASTER_NODES = 20_000
_PATHWAY_NODES = 3_000


def search(
    scenario: Scenario, settings: SolveSettings, emit: Callable[[Message], None]
) -> None:
    """Search for the best plan of a scenario and tell what is found.

    Parameters
    ----------
    emit
        Receives every message; the last is `Finished`.
    """
    _Search(scenario, settings, emit).run()


@dataclass
class _Proof:
    """What is known about one objective."""

    bound: int | None = None
    seconds: float = 0.0


@dataclass
class _Search:
    scenario: Scenario
    settings: SolveSettings
    emit: Callable[[Message], None]
    best: Candidate | None = None
    proofs: list[_Proof] = field(default_factory=list)
    limits_hit: list[str] = field(default_factory=list)

    def run(self) -> None:
        self._tell("prepare", "counting who needs what")
        conflicts = settled_conflicts(self.scenario)
        if conflicts:
            self.emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
            return
        people = People(Catalogue(self.scenario))
        self.order = order(people.catalogue)
        self.proofs = [_Proof() for _ in self.order]
        self.settled_cost = total_cost(self.scenario, Plan.empty())
        self.maker = PlanMaker(people, self.order, self.settings.seed)
        conflicts = unreachable_decisions(self.maker.reduction)
        if conflicts:
            self.emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
            return
        self.master = build(self.maker.reduction, decoupled=True)
        self._first_plan()
        if self.best is None and not self._any_plan():
            return
        for at in range(len(self.order)):
            self._prove(at)
        assert self.best is not None
        stages = self._stages()
        self.emit(Bounds(stages))
        optimal = all(stage.status is SolveStatus.OPTIMAL for stage in stages)
        self.emit(
            Finished(
                SolveStatus.OPTIMAL if optimal else SolveStatus.FEASIBLE,
                limits_hit=tuple(
                    stage.name for stage in stages if stage.incumbent != stage.bound
                ),
            )
        )

    # -- plans ---------------------------------------------------------------------

    def _first_plan(self) -> None:
        self._tell("first plan", "choosing classes roughly")
        answer = solve_in_order(
            self.master,
            self.order,
            nodes=_FIRST_NODES,
            seed=self.settings.seed,
            tier_gap=0.02,
        )
        if answer is not None:
            self._try(self.master, answer, nodes=_FIRST_NODES)

    def _any_plan(self) -> bool:
        """Find a plan where the first try failed, or say that there is none."""
        self._tell("first plan", "looking for any plan that respects all decisions")
        for formulation in (self.master, self._pathway(self.maker)):
            answer = minimise(formulation.matrix, [], nodes=_PATHWAY_NODES)
            if answer.infeasible:
                items = conflicting_items(formulation)
                self.emit(Finished(SolveStatus.INFEASIBLE, conflict=items))
                return False
            if answer.values is not None:
                self._try(formulation, answer)
            if self.best is not None:
                return True
        exact = self._exact()
        if exact is not None:
            formulation = self._pathway(exact)
            answer = minimise(formulation.matrix, [], nodes=_PATHWAY_NODES)
            if answer.infeasible:
                items = conflicting_items(formulation)
                self.emit(Finished(SolveStatus.INFEASIBLE, conflict=items))
                return False
            ordered = solve_in_order(
                formulation, self.order, nodes=_PATHWAY_NODES, seed=self.settings.seed
            )
            if ordered is not None:
                self._try(formulation, ordered, maker=exact)
        if self.best is None:
            self.emit(Finished(SolveStatus.NO_SOLUTION))
        return self.best is not None

    def _try(
        self,
        formulation: Formulation,
        answer: Answer,
        *,
        nodes: int = _PATHWAY_NODES,
        maker: PlanMaker | None = None,
    ) -> None:
        """Make a plan with the classes of a solution, and keep it if it is better."""
        assert answer.values is not None
        classes = class_counts(formulation, answer.values)
        found = (maker or self.maker).make(classes, nodes)
        if found is not None and (self.best is None or found.values < self.best.values):
            self.best = found
            self.emit(Found(found.plan, self._stages()))

    # -- proof ---------------------------------------------------------------------

    def _prove(self, at: int) -> None:
        """Close the gap of one objective as far as it goes."""
        assert self.best is not None
        began = monotonic()
        objective, proof = self.order[at], self.proofs[at]
        if objective.kind == "even_units":
            # Units are not part of the formulation; nothing below zero is the claim.
            proof.bound = 0
        else:
            for step in (self._by_master, self._by_pathways, self._by_everything):
                step(at)
                if proof.bound is not None and proof.bound >= self.best.values[at]:
                    break
        proof.seconds = monotonic() - began
        self.emit(Bounds(self._stages()))

    def _by_master(self, at: int) -> None:
        self._tell_stage(at, "classes and seats over all years")
        self._solve(at, self.master, self.maker, _MASTER_NODES)

    def _by_pathways(self, at: int) -> None:
        assert self.best is not None
        objective = self.order[at]
        if objective.kind != "tier" and self._close(at):
            return
        self._tell_stage(at, "whole paths of people")
        generated = generate(
            self.maker.reduction,
            self.maker.pool,
            objective,
            {
                other.name: self._held(position)
                for position, other in enumerate(self.order[:at])
            },
            self.order,
        )
        if generated is not None:
            value, _ = generated
            self._raise_bound(at, ceil(value - 1e-6 * max(1.0, abs(value))))
        if self.proofs[at].bound != self.best.values[at]:
            self._tell_stage(at, "whole paths of people, whole classes")
            self._solve(at, self._pathway(self.maker), self.maker, _PATHWAY_NODES)

    def _by_everything(self, at: int) -> None:
        exact = self._exact()
        if exact is not None:
            self._tell_stage(at, "every possible start of everybody")
            self._solve(at, self._pathway(exact), exact, _PATHWAY_NODES)

    def _close(self, at: int) -> bool:
        """Return whether a stage after the tiers is close enough to leave it."""
        assert self.best is not None
        gap = gap_of(self.best.values[at], self.proofs[at].bound)
        return gap is not None and gap <= 1e-3 and self._exact() is None

    def _solve(
        self, at: int, formulation: Formulation, maker: PlanMaker, nodes: int
    ) -> None:
        """Minimise one objective over a formulation: a bound, and perhaps a plan."""
        assert self.best is not None
        objective = self.order[at]
        terms = formulation.objective(objective)
        locks = tuple(
            Lock(formulation.objective(other), self._held(position) + 0.01)
            for position, other in enumerate(self.order[:at])
        )
        large = formulation.matrix.n_columns > 3000
        answer = minimise(
            formulation.matrix,
            terms,
            locks=locks,
            relative_gap=1e-4 if large and objective.kind != "tier" else 0.0,
            nodes=nodes,
            seed=self.settings.seed,
        )
        if answer.whole_bound is not None:
            self._raise_bound(at, answer.whole_bound)
        if answer.values is None:
            return
        reached = round(value_of(terms, answer.values))
        if reached + self._offset(objective) >= self.best.values[at]:
            return
        self._tell_stage(at, "making a plan from better classes")
        later = self.order[at + 1 :]
        if later:
            rest = solve_in_order(
                formulation,
                later,
                nodes=nodes,
                seed=self.settings.seed,
                locks=(*locks, Lock(terms, reached + 0.01)),
            )
            answer = rest or answer
        self._try(formulation, answer, maker=maker)

    def _raise_bound(self, at: int, value: int) -> None:
        assert self.best is not None
        value = max(0, value) + self._offset(self.order[at])
        proof = self.proofs[at]
        proof.bound = value if proof.bound is None else max(proof.bound, value)

    def _offset(self, objective: Objective) -> int:
        """Return what courses in progress add to an objective."""
        return self.settled_cost if objective.kind == "cost" else 0

    def _held(self, position: int) -> int:
        """Return the value that an earlier objective may not exceed in formulations."""
        assert self.best is not None
        return self.best.values[position] - self._offset(self.order[position])

    # -- formulations --------------------------------------------------------------

    def _pathway(self, maker: PlanMaker) -> Formulation:
        """Return the pathway formulation with free classes: a relaxation, or exact."""
        return build(maker.reduction, decoupled=False, paths=maker.pool.chosen)

    def _exact(self) -> PlanMaker | None:
        """Return a maker over every reachable start and unit, if that is small."""
        if not hasattr(self, "_exact_maker"):
            self._exact_maker = self._build_exact()
        return self._exact_maker

    def _build_exact(self) -> PlanMaker | None:
        people = self.maker.people
        units = frozenset(range(len(people.roster.unit_names)))
        reduction = reduce(people, useful_only=False, units=units)
        total = 0
        for block in reduction.blocks:
            paths = enumerate_paths(block, _SMALL)
            if paths is None:
                return None
            total += len(paths)
            if total > _SMALL:
                return None
        return PlanMaker(
            people, self.order, self.settings.seed, useful_only=False, units=units
        )

    # -- telling -------------------------------------------------------------------

    def _stages(self) -> tuple[Stage, ...]:
        assert self.best is not None
        stages = []
        proven = True
        named = objective_values(self.scenario, Plan.empty())
        for entry, value, proof in zip(
            named, self.best.values, self.proofs, strict=True
        ):
            proven = proven and proof.bound == value
            stages.append(
                Stage(
                    name=entry.name,
                    unit=entry.unit,
                    incumbent=value,
                    bound=proof.bound,
                    gap=gap_of(value, proof.bound),
                    status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
                    seconds=round(proof.seconds, 3),
                )
            )
        return tuple(stages)

    def _tell(self, stage: str, doing: str) -> None:
        self.emit(Progress(stage, doing))

    def _tell_stage(self, at: int, doing: str) -> None:
        assert self.best is not None
        self.emit(
            Progress(
                self.order[at].name,
                doing,
                self.best.values[at],
                self.proofs[at].bound,
            )
        )
