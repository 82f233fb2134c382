"""Improve: solves stages over their forms, and makes plans of the solutions."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.engine.forms import MasterForm
from planner.engine.in_order import effort
from planner.engine.locks import hold, reached_by
from planner.engine.planmaker import ClassCounts, PlanMaker
from planner.engine.solver import Answer, as_hint, minimise, value_of
from planner.engine.stage_forms import StageForms
from planner.engine.standing import Standing
from planner.engine.weighing import Weighing, last_missed
from planner.formulation.read_solution import class_counts

_MASTER_NODES = 20_000
PATHWAY_NODES = 5_000
"""Work limits of the tree search for the master and for tiers over paths [nodes]."""
_MET_NODES = 300
"""Work limit where tiers are weighed without the last ones, which are met [nodes]."""
FIRST_NODES = 20
_FIRST_GAP = 0.01
"""Work limit [nodes] and gap of tiers [-] of plans that are made soon."""

FormOf = Callable[[int], MasterForm]
"""Position of an objective -> form in which it is solved."""


def always(form: MasterForm) -> FormOf:
    """Return one form for every stage."""
    return lambda at: form


@dataclass
class Improver:
    """Looks for better plans, stage by stage."""

    standing: Standing
    forms: StageForms
    weighed_all: bool = False
    """Whether all tiers were weighed at once, to the end or to the work limit."""

    def minimised(self, at: int, form_of: FormOf, maker: PlanMaker) -> Answer:
        """Minimise one objective over its form: a bound, and perhaps a better plan."""
        standing = self.standing
        held = standing.held(at)
        form = form_of(at)
        answer = self._answer(form, at, held)
        if answer.values is not None:
            terms = form.formulation.objective(standing.order[at])
            reached = round(value_of(terms, answer.values)) + standing.offset(at)
            if reached < standing.incumbent.values[at]:
                self.improve(form_of, maker, at, held)
        return answer

    def weigh(self, at: int) -> None:
        """Weigh tiers over the paths: bounds, and perhaps a better plan.

        All of them at first, and those from one on, the others held, only if that did not
        settle them: held, the same search takes longer (Cần Thơ: 3 and 9 s).
        """
        standing, form = self.standing, self.forms.pathway
        if not self.weighed_all and self._settled_without_met():
            return
        held = standing.held(at) if self.weighed_all else ()
        self.weighed_all = True
        weighing = Weighing.of(form.formulation, standing.tiers, held)
        if not weighing.is_apart:
            return
        at = len(held)
        known = standing.incumbent.values[at : len(standing.tiers)]
        with standing.clock(at):
            found = self.weighed(
                weighing,
                gap=0.0,
                nodes=PATHWAY_NODES,
                apart=weighing.settling(known),
            )
        if found.whole_bound is not None:
            standing.tell_bounds()
        if found.values is None:
            return
        reached = reached_by(found.values, form.formulation, standing.tiers[at:])
        if reached < known:
            standing.tell(at, "making a plan for named officials")
            self.make(form, self.forms.maker, found, whole=False)

    def _settled_without_met(self) -> bool:
        """Return whether the plan is best for all tiers, weighed without the last ones met.

        That proves a plan that is best in 1 to 5 s, and with them in 7 to 11 (Cần Thơ). A
        better one is not made of the solution: it misses many of the last tiers.
        """
        standing, form = self.standing, self.forms.pathway
        known = standing.incumbent.values[: len(standing.tiers)]
        tiers = standing.tiers[: last_missed(known) + 1]
        if len(tiers) == len(standing.tiers):
            return False
        weighing = Weighing.of(form.formulation, tiers)
        if not weighing.is_apart:
            return False
        hint = form.hint
        with standing.clock(len(tiers) - 1):
            self.weighed(weighing, gap=0.0, nodes=_MET_NODES)
        form.hint = hint
        standing.tell_bounds()
        return all(map(standing.is_proven, range(len(tiers))))

    def weighed(
        self, weighing: Weighing, *, gap: float, nodes: int, apart: int = 1
    ) -> Answer:
        """Minimise weighed tiers over the paths; keep the bound and where to start next.

        Parameters
        ----------
        gap, nodes, apart
            Gap [-], work limit [nodes] and distance of the bound at which to stop.
        """
        standing, form = self.standing, self.forms.pathway
        found = minimise(
            form.formulation.matrix,
            weighing.terms,
            locks=hold(form.formulation, standing.order, weighing.held),
            relative_gap=gap,
            apart=apart,
            nodes=nodes,
            seed=self.forms.seed,
            hint=form.hint,
        )
        if found.whole_bound is not None:
            standing.weighed.append((weighing, found.whole_bound))
        if found.values is not None:
            form.hint = as_hint(found.values)
        return found

    def improve(
        self, form_of: FormOf, maker: PlanMaker, at: int, held: tuple[int, ...]
    ) -> None:
        """Solve the tiers from one on, each over its form, and make a plan of it.

        Parameters
        ----------
        held
            Values that the objectives before may not exceed.
        """
        standing = self.standing
        last: tuple[MasterForm, Answer] | None = None
        for position in range(at, max(at + 1, len(standing.tiers))):
            standing.tell(position, "choosing classes")
            form = form_of(position)
            solved = self._answer(form, position, held)
            if solved.values is None:
                break
            if standing.best is not None:
                standing.tell_bounds()
            last = form, solved
            terms = form.formulation.objective(standing.order[position])
            held = (*held, round(value_of(terms, solved.values)))
        if last is None:
            return
        standing.tell(at, "making a plan for named officials")
        self.make(last[0], maker, last[1], whole=at >= len(standing.tiers))

    def make(
        self, form: MasterForm, maker: PlanMaker, answer: Answer, *, whole: bool
    ) -> None:
        """Make a plan from a solution, and keep it if it is better.

        Parameters
        ----------
        whole
            Look at cost and preferences as well, not only at the tiers.
        """
        if not self.deal(form, maker, answer):
            self.make_anew(form, maker, answer, whole=whole)

    def deal(self, form: MasterForm, maker: PlanMaker, answer: Answer) -> bool:
        """Deal a solution as it is and keep the plan; whether that was possible.

        With luck it is, if the solution is for people already.
        """
        if form is not maker.form:
            return False
        dealt = maker.deal(form.formulation, answer)
        if dealt is None or dealt.plan is None:
            return False
        self.standing.keep(maker.checked(dealt.plan))
        return True

    def make_anew(
        self, form: MasterForm, maker: PlanMaker, answer: Answer, *, whole: bool
    ) -> None:
        """Make a plan with the classes of a solution, and keep it if it is better.

        Parameters
        ----------
        whole
            Keep what the tiers have reached, and look at cost and preferences.
        """
        assert answer.values is not None
        classes = class_counts(form.formulation, answer.values)
        known = self._known
        if whole:
            reached = None if known is None else known[: len(self.standing.tiers)]
            made = maker.make(classes, PATHWAY_NODES, reached=reached)
        else:
            made = maker.make(
                classes,
                PATHWAY_NODES,
                whole=False,
                better_than=known,
                at_once=self.at_once,
            )
        self.standing.keep(made)

    def make_soon(self, classes: ClassCounts, gap: float = _FIRST_GAP) -> None:
        """Make a plan with some classes that may lose a little, and keep it if better.

        Where units lack room, one that loses nothing may take a minute.

        Parameters
        ----------
        gap
            Gap of tiers at which it is good enough [-].
        """
        self.standing.keep(
            self.forms.maker.make(
                classes,
                FIRST_NODES,
                tier_gap=gap,
                whole=False,
                patience=0,
                better_than=self._known,
                at_once=self.at_once,
            )
        )

    @property
    def at_once(self) -> bool:
        """Whether tiers are weighed when plans are made, not solved for in order.

        With rules for one person and few enough missing, it is several times as quick.
        """
        form = self.forms.pathway.formulation
        return self.forms.personal and Weighing.of(form, self.standing.tiers).is_apart

    @property
    def _known(self) -> tuple[int, ...] | None:
        """Values of the best plan, where there is one."""
        best = self.standing.best
        return None if best is None else best.values

    def finish(self) -> None:
        """Give the best plan for the tiers the least cost, then what is preferred."""
        standing, pathway = self.standing, self.forms.pathway
        standing.tell(len(standing.tiers), "making the plan cheaper")
        classes = pathway.classes_of(standing.incumbent.plan)
        known = standing.held(len(standing.order))
        standing.keep(self.forms.maker.finish(classes, PATHWAY_NODES, known))

    def _answer(self, form: MasterForm, at: int, held: tuple[int, ...]) -> Answer:
        """Return the least value of an objective over a form, and keep what it proves."""
        standing = self.standing
        nodes, gap = effort(
            form.formulation, standing.order[at], PATHWAY_NODES, standing.tier_gap
        )
        if form is self.forms.master:
            nodes = _MASTER_NODES
        if standing.best is not None and (form.hint is None or not self.forms.personal):
            form.start_from(standing.best.plan)
        with standing.clock(at):
            found = form.solve(
                standing.order, at, held, nodes=nodes, gap=gap, seed=self.forms.seed
            )
        standing.prove(at, held, found.whole_bound)
        return found
