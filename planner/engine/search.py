"""Search: a first plan quickly, then better ones, then proof, objective by objective.

Three forms of the same scenario are used, each a relaxation of plans for real people:

* the *decoupled master*, whose size hardly depends on headcount;
* the *pathway* formulation, which also knows what one person can do together;
* in small scenarios *everything*: every reachable start and every unit, which is exact.

1. The linear relaxations, tier by tier, say whether what one person can do together matters
   for the numbers of classes. If so, all tiers are weighed at once over paths; else a dive
   rounds the numbers tier by tier. The plan maker turns them into a plan for named
   officials.
2. For every objective in order, with earlier ones held at what the plan attained, bounds
   are raised and plans improved until they meet or the forms are exhausted, each tier
   over a form that knows no later one. The bound is the largest of those proven.
3. Cost and preferences follow with the classes of the best plan.

Work limits are counted in nodes, not in seconds, so that the same input gives the same plan
on any machine; the wall clock is watched from outside (see `process`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from time import monotonic

import numpy as np

from models.measures import objective_values, total_cost
from models.plan import Plan
from models.result import SolveStatus, Stage, gap_of
from models.scenario import Scenario
from planner.engine.conflict import (
    conflicting_items,
    settled_conflicts,
    unreachable_decisions,
)
from planner.engine.dive import dive
from planner.engine.forms import MasterForm, PathwayForm
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.pathway import is_small, pathway_bound
from planner.engine.planmaker import (
    LATE_GAP,
    LATE_NODES,
    MANY_COLUMNS,
    TIER_GAP,
    Candidate,
    PlanMaker,
)
from planner.engine.settings import SolveSettings
from planner.engine.solver import Answer, Lock, as_hint, minimise, value_of
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import Objective, order
from planner.formulation.people import People
from planner.formulation.read_solution import class_counts, fractional_classes
from planner.formulation.reduction import reduce

_SMALL = 20_000
"""Most starts, and most paths, of a scenario that is also solved over all of them."""
_FIRST_NODES = 20
_MASTER_NODES = 20_000
_PATHWAY_NODES = 5_000
"""Work limits of the tree search for the first plan, for the master and for tiers over
paths [nodes]."""
_PERSONAL = 0.01
"""Difference of the relaxations from which on the numbers of classes are chosen over paths
at once, and not over the master first [-]."""
_TIER_RATIO = 100
"""Weight of a tier against the next where all are weighed at once, for a start [-]."""
_CUT_ROUNDS = 4
"""Times that a stage is solved again with more said of units."""
_COST_GAP = 0.005
"""Gap of the cost that is good enough in a larger scenario [-]."""


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


def _same(form: MasterForm, at: int) -> MasterForm:
    """Return one form for every stage."""
    return form


@dataclass
class _Search:
    scenario: Scenario
    settings: SolveSettings
    emit: Callable[[Message], None]
    best: Candidate | None = None
    seconds: list[float] = field(default_factory=list)
    """Time the solvers spent on each objective [s]."""
    known: list[tuple[int, tuple[int, ...], int]] = field(default_factory=list)
    """Bounds proven: (objective, values held before it, bound)."""
    personal: bool = True
    """Whether what one person can do together matters for the tiers."""

    def run(self) -> None:
        self.began = monotonic()
        self._tell("prepare", "counting who needs what")
        conflicts = settled_conflicts(self.scenario)
        if conflicts:
            self.emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
            return
        self.people = People(Catalogue(self.scenario))
        self.order = order(self.people.catalogue)
        self.names = objective_values(self.scenario, Plan.empty())
        self.seconds = [0.0] * len(self.order)
        self.settled_cost = total_cost(self.scenario, Plan.empty())
        reduction = reduce(self.people)
        conflicts = unreachable_decisions(reduction)
        if conflicts:
            self.emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
            return
        self.tiers = tuple(entry for entry in self.order if entry.kind == "tier")
        self.master = MasterForm(reduction)
        self.pathway = PathwayForm(reduction)
        self.maker = self._maker_of(self.pathway)
        self.by_tier: dict[int, PathwayForm] = {}
        self._exact_known = False
        self._exact_maker: PlanMaker | None = None
        self.build_seconds = monotonic() - self.began
        self._first_plans()
        if self.best is None and not self._any_plan():
            return
        for at in range(len(self.order)):
            if at == len(self.tiers):
                self._finish_plan()
            self._prove(at)
        stages = self._stages()
        self.emit(Bounds(stages))
        open_stages = [stage.name for stage in stages if stage.incumbent != stage.bound]
        self.emit(
            Finished(
                SolveStatus.FEASIBLE if open_stages else SolveStatus.OPTIMAL,
                limits_hit=tuple(open_stages),
                spent=self._spent(),
            )
        )

    # -- plans ---------------------------------------------------------------------

    def _first_plans(self) -> None:
        """Find plans: by rounding the relaxation, then with all tiers weighed at once."""
        self._tell("first plan", "relaxing classes and people")
        form = self.pathway.formulation
        relaxed = self.pathway.relaxed(self._weighed(self.pathway), ())
        if relaxed.values is None:
            return
        self._tell("first plan", "rounding the relaxation")
        counts = fractional_classes(form, relaxed.values)
        nearest = {intake: int(count + 0.5) for intake, count in counts.items()}
        self._keep(
            self.maker.make(
                nearest, _FIRST_NODES, tier_gap=0.01, whole=False, patience=0
            )
        )
        self.personal = self._personal_rules_bind()
        if self.personal:
            self._weigh_all_tiers()
        else:
            self._dive_tier_by_tier()

    def _weigh_all_tiers(self) -> None:
        """Solve for all tiers at once.

        A solution that is best for the first tier alone may be so bad for the next that
        the search from there takes far longer.
        """
        self._tell("first plan", "weighing all tiers at once")
        found = minimise(
            self.pathway.formulation.matrix,
            self._weighed(self.pathway),
            relative_gap=0.01,
            nodes=1,
            seed=self.settings.seed,
        )
        if found.values is not None:
            self.pathway.hint = as_hint(found.values)
            # A plan worth having, should time end before the tiers are settled in turn.
            self._make(self.pathway, self.maker, found, whole=False)

    def _dive_tier_by_tier(self) -> None:
        """Round classes tier by tier: near the best where there are many of them."""
        form = self.pathway.formulation
        held: list[float] = []
        last: Answer | None = None
        for at, tier in enumerate(self.tiers):
            self._tell_stage(at, "rounding classes a few at a time")
            terms = form.objective(tier)
            locks = self.pathway.locks(self.order, held)
            self.pathway.relaxed_by_units(terms, locks)
            classes = dive(form, terms, locks)
            if classes is None:
                break
            fixed = {
                column: (float(classes[intake]), float(classes[intake]))
                for intake, column in form.shared.classes.items()
            }
            found = minimise(
                form.matrix,
                terms,
                locks=locks,
                bounds=fixed,
                relative_gap=TIER_GAP / 4,
                nodes=_FIRST_NODES,
                seed=self.settings.seed,
            )
            if found.values is None:
                break
            held.append(round(value_of(terms, found.values)))
            last = found
        if last is not None:
            self._make(self.pathway, self.maker, last, whole=False)

    def _weighed(self, form: MasterForm) -> list[tuple[int, float]]:
        """Return all tiers as one objective."""
        return [
            (column, value * _TIER_RATIO ** (len(self.tiers) - 1 - place))
            for place, tier in enumerate(self.tiers)
            for column, value in form.formulation.objective(tier)
        ]

    def _personal_rules_bind(self) -> bool:
        """Return whether the relaxation over paths says much more than the master's."""
        held: list[float] = []
        for tier in self.tiers:
            values = []
            for form in (self.master, self.pathway):
                locks = tuple(
                    Lock(lock.terms, lock.upper * (1 + 1e-7) + 1e-4)
                    for lock in form.locks(self.order, held)
                )
                answer = form.relaxed(form.formulation.objective(tier), locks)
                if answer.objective is None:
                    return True
                values.append(answer.objective)
            if values[1] > values[0] * (1 + _PERSONAL) + 1e-3:
                return True
            held.append(values[1])
        return False

    def _any_plan(self) -> bool:
        """Find a plan where the first tries failed, or say that there is none."""
        self._tell("first plan", "looking for any plan that respects all decisions")
        forms: list[tuple[MasterForm, PlanMaker]] = [
            (self.master, self.maker),
            (self.pathway, self.maker),
        ]
        exact = self._exact()
        if exact is not None:
            forms.append((exact.form, exact))
        for form, maker in forms:
            answer = minimise(form.formulation.matrix, [], nodes=_PATHWAY_NODES)
            if answer.infeasible:
                # The master does not know who is who; the paths conflict all the more.
                named = self.pathway if form is self.master else form
                items = conflicting_items(named.formulation)
                if items is not None:
                    self.emit(Finished(SolveStatus.INFEASIBLE, conflict=items))
                    return False
            if answer.values is not None and self.order:
                self._improve(partial(_same, form), maker, 0, ())
            elif answer.values is not None:
                # Nothing is to be minimised: any plan will do.
                classes = class_counts(form.formulation, answer.values)
                self._keep(maker.make(classes, _PATHWAY_NODES))
            if self.best is not None:
                return True
        self.emit(Finished(SolveStatus.NO_SOLUTION))
        return False

    def _improve(
        self,
        form_of: Callable[[int], MasterForm],
        maker: PlanMaker,
        at: int,
        held: tuple[int, ...],
    ) -> None:
        """Solve the tiers from one on, each over its form, and make a plan of it.

        Parameters
        ----------
        held
            Values that the objectives before may not exceed.
        """
        last: tuple[MasterForm, Answer] | None = None
        for position in range(at, max(at + 1, len(self.tiers))):
            self._tell_stage(position, "choosing classes")
            form = form_of(position)
            solved = self._answer(form, position, held)
            if solved.values is None:
                break
            if self.best is not None:
                self.emit(Bounds(self._stages()))
            last = form, solved
            terms = form.formulation.objective(self.order[position])
            held = (*held, round(value_of(terms, solved.values)))
        if last is None:
            return
        self._tell_stage(at, "making a plan for named officials")
        self._make(last[0], maker, last[1], whole=at >= len(self.tiers))

    def _make(
        self, form: MasterForm, maker: PlanMaker, answer: Answer, *, whole: bool
    ) -> None:
        """Make a plan from a solution, and keep it if it is better."""
        if form is maker.form:
            # The solution is for people already: with luck it can be dealt as it is.
            dealt = maker.deal(form.formulation, answer)
            if dealt is not None and dealt.plan is not None:
                self._keep(maker.checked(dealt.plan))
                return
        assert answer.values is not None
        classes = class_counts(form.formulation, answer.values)
        best = None if whole or self.best is None else self.best.values
        self._keep(maker.make(classes, _PATHWAY_NODES, whole=whole, better_than=best))

    def _finish_plan(self) -> None:
        """Give the best plan for the tiers the least cost, then what is preferred."""
        assert self.best is not None
        self._tell_stage(len(self.tiers), "making the plan cheaper")
        self.pathway.start_from(self.best.plan)
        columns = self.pathway.formulation.shared.classes
        hint = self.pathway.hint or {}
        classes = {intake: round(hint[column]) for intake, column in columns.items()}
        held = self._held(len(self.tiers))
        self._keep(self.maker.make(classes, _PATHWAY_NODES, reached=held))

    def _answer(self, form: MasterForm, at: int, held: tuple[int, ...]) -> Answer:
        """Return the least value of an objective over a form, and keep what it proves."""
        late = self.order[at] not in self.tiers
        large = form.formulation.matrix.n_columns > MANY_COLUMNS
        if form is self.master:
            nodes = _MASTER_NODES
        else:
            nodes = LATE_NODES if late and large else _PATHWAY_NODES
        if self.best is not None and (form.hint is None or not self.personal):
            form.start_from(self.best.plan)
        with self._clock(at):
            found = form.solve(
                self.order,
                at,
                held,
                nodes=nodes,
                gap=(LATE_GAP if large else 0.0) if late else TIER_GAP,
                seed=self.settings.seed,
            )
        if found.whole_bound is not None:
            self.known.append((at, held, found.whole_bound))
        return found

    def _keep(self, found: Candidate | None) -> None:
        if found is not None and (self.best is None or found.values < self.best.values):
            self.best = found
            self.emit(Found(found.plan, self._stages(), self._spent()))

    # -- proof ---------------------------------------------------------------------

    def _prove(self, at: int) -> None:
        """Close the gap of one objective as far as it goes."""
        assert self.best is not None
        objective = self.order[at]
        if objective.kind == "even_units":
            # Units are not part of the formulation; nothing below zero is the claim.
            self._raise_bound(at, 0)
        else:
            steps = [self._by_relaxation, self._by_pathways, self._by_everything]
            if not self.personal:
                steps.insert(1, self._by_master)
            for step in steps:
                if self._is_proven(at):
                    break
                step(at)
        self.emit(Bounds(self._stages()))

    def _bound(self, at: int) -> int | None:
        """Return what is proven of an objective, earlier ones held at the best plan.

        A bound holds wherever it was proven with the earlier objectives at least as free.
        """
        held = self._held(at)
        proven = [
            bound
            for position, limits, bound in self.known
            if position == at
            and all(limit >= value for limit, value in zip(limits, held, strict=True))
        ]
        if not proven:
            return None
        return max(0, *proven) + self._offset(self.order[at])

    def _is_proven(self, at: int) -> bool:
        """Return whether the bound meets the best plan, of a tier nearly."""
        assert self.best is not None
        gap = gap_of(self.best.values[at], self._bound(at))
        enough = TIER_GAP if self.order[at] in self.tiers else 0.0
        return gap is not None and gap <= enough

    def _by_relaxation(self, at: int) -> None:
        self._tell_stage(at, "bound of the relaxation over whole paths of people")
        form = self._tier_form(at)
        terms = form.formulation.objective(self.order[at])
        for relaxed in (form.relaxed, form.relaxed_by_units):
            with self._clock(at):
                answer = relaxed(terms, form.locks(self.order, self._held(at)))
            if answer.whole_bound is not None:
                self._raise_bound(at, answer.whole_bound)
            if self._is_proven(at):
                break

    def _by_master(self, at: int) -> None:
        if self._is_enough(at):
            return
        self._tell_stage(at, "classes and seats over all years")
        self._solve(at, partial(_same, self.master), self.maker)

    def _by_pathways(self, at: int) -> None:
        assert self.best is not None
        if self._is_enough(at):
            return
        form = self._tier_form(at)
        if form.pool.by_arcs:
            self._tell_stage(at, "bound over all paths of people")
            held = {
                objective.name: value + 0.01
                for objective, value in zip(self.order, self._held(at), strict=False)
            }
            with self._clock(at):
                value = pathway_bound(
                    form.reduction,
                    form.pool,
                    self.order[at],
                    held,
                    self.order,
                    form.cover_cuts,
                )
            if value is not None:
                self._raise_bound(at, ceil(value - 1e-6 * max(1.0, abs(value))))
        self._tell_stage(at, "whole paths of people, whole classes")
        for _ in range(_CUT_ROUNDS):
            answer = self._solve(at, self._tier_form, self.maker)
            if self._is_proven(at):
                break
            # The numbers of classes may be wrong for want of what units say.
            if self.maker.form is not self.pathway:
                self.pathway = self.maker.form
                self.by_tier.clear()
            elif not self._tier_form(at).learn(answer):
                break

    def _by_everything(self, at: int) -> None:
        exact = self._exact()
        if exact is not None:
            self._tell_stage(at, "every possible start of everybody")
            self._solve(at, partial(_same, exact.form), exact)

    def _is_enough(self, at: int) -> bool:
        """Return whether a stage is left as the plan maker left it.

        In a larger scenario preferences are not worth a tree search over all classes, and
        neither is the last half of a hundredth of the cost.
        """
        assert self.best is not None
        kind = self.order[at].kind
        if kind == "tier" or self._exact() is not None:
            return False
        gap = gap_of(self.best.values[at], self._bound(at))
        return kind != "cost" or (gap is not None and gap <= _COST_GAP)

    def _solve(
        self, at: int, form_of: Callable[[int], MasterForm], maker: PlanMaker
    ) -> Answer:
        """Minimise one objective over its form: a bound, and perhaps a better plan."""
        assert self.best is not None
        objective = self.order[at]
        held = self._held(at)
        form = form_of(at)
        answer = self._answer(form, at, held)
        if answer.values is not None:
            terms = form.formulation.objective(objective)
            reached = round(value_of(terms, answer.values)) + self._offset(objective)
            if reached < self.best.values[at]:
                self._improve(form_of, maker, at, held)
        return answer

    def _raise_bound(self, at: int, value: int) -> None:
        """Keep a bound that was proven with earlier objectives held at the best plan."""
        self.known.append((at, self._held(at), value))

    def _offset(self, objective: Objective) -> int:
        """Return what courses in progress add to an objective."""
        return self.settled_cost if objective.kind == "cost" else 0

    def _held(self, at: int) -> tuple[int, ...]:
        """Return the values that the objectives before a stage may not exceed."""
        assert self.best is not None
        return tuple(
            value - self._offset(objective)
            for objective, value in zip(
                self.order[:at], self.best.values[:at], strict=True
            )
        )

    # -- forms ---------------------------------------------------------------------

    def _maker_of(self, form: PathwayForm) -> PlanMaker:
        return PlanMaker(self.people, self.order, self.settings.seed, form)

    def _tier_form(self, at: int) -> PathwayForm:
        """Return the pathway form that knows as little as a stage needs.

        What serves later tiers only is left out, which loses nothing. Where personal
        rules bind, fewer starts make blocks smaller and the form tighter.
        """
        if not self.personal or at >= len(self.tiers) - 1:
            return self.pathway
        if at not in self.by_tier:
            reduction = reduce(
                self.people,
                last_tier=self.tiers[at].number,
                kinds=self.pathway.reduction.kinds,
            )
            self.by_tier[at] = PathwayForm(reduction)
        return self.by_tier[at]

    def _exact(self) -> PlanMaker | None:
        """Return a plan maker over every reachable start and unit, if that is small."""
        if not self._exact_known:
            self._exact_known = True
            starts = int(np.bitwise_count(self.people.starts).sum())
            units = frozenset(range(len(self.people.roster.unit_names)))
            if starts <= _SMALL:
                reduction = reduce(self.people, useful_only=False, units=units)
                if is_small(reduction, _SMALL):
                    self._exact_maker = self._maker_of(
                        PathwayForm(reduction, few_paths=_SMALL)
                    )
        return self._exact_maker

    @contextmanager
    def _clock(self, at: int) -> Iterator[None]:
        """Count the time spent on an objective."""
        began = monotonic()
        try:
            yield
        finally:
            self.seconds[at] += monotonic() - began

    # -- telling -------------------------------------------------------------------

    def _stages(self) -> tuple[Stage, ...]:
        assert self.best is not None
        stages = []
        proven = True
        for at, (entry, value) in enumerate(
            zip(self.names, self.best.values, strict=True)
        ):
            bound = self._bound(at)
            proven = proven and bound == value
            stages.append(
                Stage(
                    name=entry.name,
                    unit=entry.unit,
                    incumbent=value,
                    bound=bound,
                    gap=gap_of(value, bound),
                    status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
                    seconds=round(self.seconds[at], 3),
                )
            )
        return tuple(stages)

    def _spent(self) -> dict[str, float]:
        """Return where the time went so far: phase -> wall time [s]."""
        makers = [self.maker, *([self._exact_maker] if self._exact_maker else [])]
        dealt = sum(maker.seconds["deal"] for maker in makers)
        verified = sum(maker.seconds["verify"] for maker in makers)
        searched = monotonic() - self.began - self.build_seconds - dealt - verified
        seconds = {
            "build": self.build_seconds,
            "search": searched,
            "deal": dealt,
            "verify": verified,
        }
        return {name: round(value, 3) for name, value in seconds.items()}

    def _tell(self, stage: str, doing: str) -> None:
        self.emit(Progress(stage, doing))

    def _tell_stage(self, at: int, doing: str) -> None:
        incumbent = bound = None
        if self.best is not None:
            incumbent, bound = self.best.values[at], self._bound(at)
        self.emit(Progress(self.order[at].name, doing, incumbent, bound))
