"""Plan maker: numbers of classes -> the best plan with those classes, for named officials.

With the classes fixed, the pathway formulation is solved objective by objective and its
solution dealt to people. What cannot be dealt is put into the formulation (see `refined`)
and it is solved again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from time import monotonic

from models.plan import Plan
from planner.engine.candidate import Candidate, checked
from planner.engine.choose import draw_keys
from planner.engine.deal import Dealt, deal
from planner.engine.forms import AT_ONCE, PathwayForm
from planner.engine.in_order import TIER_GAP, improvable, minimise_near, solve_in_order
from planner.engine.locks import hold, reached_by
from planner.engine.refined import RefinedForm
from planner.engine.solver import Answer, Bounds, Lock, as_hint
from planner.engine.spread import spread
from planner.engine.weighing import Weighing
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective, tiers_of

_ROUNDS = 20
_LATE_ROUNDS = 3
"""Times that a solution is tried to be dealt, for the tiers and for the rest."""
_PATIENCE = 12
"""Times that everybody has to be placed, before a few may be left out."""
_PATIENCE_OF_MANY = 4
"""The same with many units, where a few left out are mostly within the gap that is good
enough, but not in an early tier: with 1, a plan for 100,000 lost 5 of the first."""
_FEW = 1000
"""With many units, cuts exceeded by more officials are looked for before anybody is placed;
few are better placed by exchange."""
_CROWD = 10
"""With many units, officials beyond a cut from which on a solution is spread."""
_CHEAPER_NODES = 20
"""Most nodes for each tier when a plan is made anew only to cost less: with 5,000 one tier
took 24 s, for nothing."""
_SOME_PATHS_GAP = 0.02
"""Gap of tiers where blocks have some of their paths only: the last of it proves nothing
and took 12 s of 60 (7 years of 100 % targets)."""
_FEW_OFFICIALS = 10_000
"""Most officials of a scenario in which that gap is a few of them."""
ClassCounts = dict[tuple[int, int], int]
ClassRanges = dict[tuple[int, int], tuple[int, int]]
"""(course, start) -> classes; fewest and most."""


@dataclass
class PlanMaker:
    """Makes plans over a pathway form, wiser after each.

    Parameters
    ----------
    order
        The objectives from first to last.
    seed
        Seed of the solvers.
    first_form
        Form whose blocks are dealt to people, until units are split off.
    seconds
        Phase -> wall time [s]; `deal` and `verify` grow as plans are made.
    """

    order: tuple[Objective, ...]
    seed: int
    first_form: PathwayForm
    seconds: dict[str, float]

    def __post_init__(self) -> None:
        self.scenario = self.first_form.reduction.people.scenario
        self.tiers = tiers_of(self.order)
        self.keys = draw_keys(self.first_form.reduction, self.scenario.spec.seed)
        self.refined = RefinedForm(self.first_form, self.keys)
        self._dealt: tuple[Plan, Formulation, Answer] | None = None

    @property
    def form(self) -> PathwayForm:
        """The form that plans are made over: another one once units were split off."""
        return self.refined.form

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
        at_once: bool = False,
        anywhere: bool = True,
    ) -> Candidate | None:
        """Return the best plan found with at most the given classes; None if none is.

        Parameters
        ----------
        whole
            Look at cost and preferences as well, not only at the tiers.
        reached
            Values of the tiers that are known to be possible and not to be improved: give
            up if they cannot be reached.
        better_than
            Values of a plan: give up as soon as its tiers cannot be improved.
        patience
            Times that everybody has to be placed, before a few may be left out.
        at_once
            Weigh the tiers instead of solving them in order, if the programme is small;
            with a gap a little worse, and quicker.
        anywhere
            Look further than next to the relaxation where it is weighed.
        """
        ranges = {intake: (count, count) for intake, count in classes.items()}
        self.refined.absences = {}
        # A part of the first tier is many officials of the next.
        sum_gap = tier_gap if tier_gap > TIER_GAP else 0.0
        if self.refined.by_paths and len(self.scenario.roster) <= _FEW_OFFICIALS:
            self.refined.generate_paths(classes)
            tier_gap = max(tier_gap, _SOME_PATHS_GAP)
        found = self._for_tiers(
            ranges,
            nodes,
            tier_gap,
            reached,
            better_than,
            patience,
            sum_gap if at_once else None,
            anywhere,
        )
        if found is None:
            return None
        plan, reached = found
        if whole:
            start = self._start(plan, classes)
            plan = self._for_the_rest(ranges, nodes, reached, start) or plan
        return self.checked(plan)

    def finish(
        self, plan: Plan, nodes: int, known: tuple[int, ...]
    ) -> Candidate | None:
        """Return a plan with least cost, then what is preferred; None if none is found.

        Parameters
        ----------
        plan
            The plan that is best for the tiers: no more classes are opened.
        known
            Its values of all objectives; those of tiers are held.
        """
        classes = self.first_form.classes_of(plan)
        ranges = {intake: (0, count) for intake, count in classes.items()}
        tiers, late = known[: len(self.tiers)], known[len(self.tiers) :]
        formulation = self.refined.formulation
        first = improvable(
            formulation,
            self.order[len(self.tiers) :],
            late,
            locks=hold(formulation, self.tiers, tiers),
            bounds=formulation.for_plan(ranges, self.refined.filler_limits),
        )
        if first is None:
            return None
        # What was learned for the plan that reached them is mostly enough.
        held = (*tiers, *late[:first])
        made = self._for_the_rest(ranges, nodes, held, self._start(plan, classes))
        if made is not None:
            return self.checked(made)
        return self.make(classes, min(nodes, _CHEAPER_NODES), reached=tiers)

    def _for_tiers(
        self,
        ranges: ClassRanges,
        nodes: int,
        tier_gap: float,
        reached: tuple[int, ...] | None,
        better_than: tuple[int, ...] | None,
        patience: int,
        sum_gap: float | None,
        anywhere: bool,
    ) -> tuple[Plan, tuple[int, ...]] | None:
        """Return a plan that is best for the tiers, and their values in the solution."""
        tiers = self.tiers
        if self.refined.many_units:
            patience = min(patience, _PATIENCE_OF_MANY)
        # What is known to be possible would be lost to a plan that is there already.
        known, spare = reached, tier_gap / 2 if reached is None else 0.0
        for round_ in range(_ROUNDS):
            formulation = self.refined.formulation
            bounds = formulation.for_plan(ranges, self.refined.filler_limits)
            locks = self.refined.absence_rows()
            if sum_gap is not None and formulation.matrix.n_columns <= AT_ONCE:
                answer: Answer | None = minimise_near(
                    formulation,
                    Weighing.of(formulation, tiers).terms,
                    locks,
                    bounds,
                    gap=sum_gap,
                    nodes=nodes,
                    restart=False,
                    seed=self.seed,
                    anywhere=anywhere,
                )
            else:
                answer = solve_in_order(
                    formulation,
                    tiers,
                    nodes=nodes,
                    seed=self.seed,
                    locks=locks,
                    bounds=bounds,
                    tier_gap=tier_gap,
                    reached=reached,
                )
            if answer is None or answer.values is None:
                opened = {key: (0, most) for key, (_, most) in ranges.items()}
                if opened == ranges:
                    break
                ranges.update(opened)
                continue
            now = reached_by(answer.values, formulation, tiers)
            if known is not None and now > known:
                return None
            reached = now
            if better_than is not None and reached >= better_than[: len(tiers)]:
                return None
            last = round_ >= patience
            answer = self._without_crowds(
                formulation, answer, tiers, locks=locks, bounds=bounds
            )
            may_lose = inf if last else spare
            plan = self._fitted(formulation, answer, ranges, may_lose)
            if plan is not None:
                return plan, reached
        return None

    def _without_crowds(
        self,
        formulation: Formulation,
        answer: Answer,
        held: tuple[Objective, ...],
        *,
        locks: tuple[Lock, ...],
        bounds: Bounds,
    ) -> Answer:
        """Return a solution that many units can rather bear, if it is needed.

        Parameters
        ----------
        held
            Objectives that may not become worse.
        """
        room = self.form.room
        if room is None or not self.refined.many_units:
            return answer
        cuts = self.refined.cuts_against(formulation, answer, _CROWD)
        if not cuts:
            return answer
        return spread(
            formulation,
            answer,
            held,
            locks=locks,
            bounds=bounds,
            room=room,
            tight={cut.year for cut in cuts},
            seed=self.seed,
        )

    def _start(self, plan: Plan, classes: ClassCounts) -> Mapping[int, float]:
        """Return what a plan was dealt from, or just its numbers of classes, as columns."""
        formulation = self.refined.formulation
        if self._dealt is not None:
            dealt, solved, answer = self._dealt
            names = solved.matrix.column_names
            if dealt is plan and names == formulation.matrix.column_names:
                assert answer.values is not None
                return as_hint(answer.values)
        columns = formulation.shared.classes
        return {
            column: float(classes.get(intake, 0)) for intake, column in columns.items()
        }

    def _for_the_rest(
        self,
        ranges: ClassRanges,
        nodes: int,
        reached: tuple[int, ...],
        start: Mapping[int, float],
    ) -> Plan | None:
        """Return the plan with least cost, then what is preferred.

        Parameters
        ----------
        reached
            Values of the tiers, and of objectives after them that are held as well.
        start
            Columns of a solution to start from.
        """
        # Nothing that the tiers do without has to open.
        ranges.update({key: (0, most) for key, (_, most) in ranges.items()})
        held = self.order[: len(reached)]
        late: tuple[int, ...] | None = None
        before = self.refined.formulation
        for _ in range(1 if self.refined.many_units else _LATE_ROUNDS):
            formulation = self.refined.formulation
            rest = tuple(
                entry
                for entry in self.order[len(reached) :]
                if formulation.objective(entry)
            )
            bounds = formulation.for_plan(ranges, self.refined.filler_limits)
            locks = (
                *self.refined.absence_rows(),
                *hold(formulation, held, reached),
            )
            answer = solve_in_order(
                formulation,
                rest,
                nodes=nodes,
                seed=self.seed,
                locks=locks,
                bounds=bounds,
                reached=late,
                hint=start if formulation is before else None,
            )
            if answer is None or answer.values is None:
                return None
            before, start = formulation, as_hint(answer.values)
            late = reached_by(answer.values, formulation, rest)
            answer = self._without_crowds(
                formulation, answer, rest, locks=locks, bounds=bounds
            )
            plan = self._fitted(formulation, answer, ranges)
            if plan is not None:
                return plan
        return None

    def _fitted(
        self,
        formulation: Formulation,
        answer: Answer,
        ranges: ClassRanges,
        may_lose: float = 0.0,
    ) -> Plan | None:
        """Return the dealt solution; if it cannot be dealt, learn why and return None."""
        dealt = self.deal(formulation, answer, may_lose)
        if dealt is None:
            return None
        for key, found in (dealt.filler_limits or {}).items():
            self.refined.filler_limits[key] = found
            # Fewer people may mean fewer classes: leave their number open.
            _, most = ranges[key.course, key.start]
            ranges[key.course, key.start] = (0, most)
        return dealt.plan

    def deal(
        self, formulation: Formulation, answer: Answer, may_lose: float = TIER_GAP / 2
    ) -> Dealt | None:
        """Return the dealt solution, None if arcs had no whole paths.

        What stood in the way is kept for the next time.

        Parameters
        ----------
        may_lose
            Part of each tier that may be lost by leaving officials out [-].
        """
        refined = self.refined
        same_blocks = formulation.reduction is refined.reduction
        if (
            same_blocks
            and refined.many_units
            and refined.learn_cuts(formulation, answer, beyond=_FEW)
        ):
            return None
        solution = refined.whole(formulation, answer)
        if solution is None:
            return None
        assert answer.values is not None
        began = monotonic()
        dealt = deal(
            formulation.reduction,
            solution,
            self.keys,
            may_lose=[
                inf if may_lose == inf else value * may_lose
                for value in reached_by(answer.values, formulation, self.tiers)
            ],
        )
        self.seconds["deal"] += monotonic() - began
        if dealt.plan is not None:
            self._dealt = dealt.plan, formulation, answer
        if same_blocks:
            refined.limit_absences(formulation, answer, solution, dealt)
        return dealt

    def checked(self, plan: Plan) -> Candidate:
        """Return the plan with its values, recomputed from its enrolments.

        Raises
        ------
        BrokenPlanError
            If the plan breaks a rule.
        """
        began = monotonic()
        candidate = checked(self.scenario, plan)
        self.seconds["verify"] += monotonic() - began
        return candidate
