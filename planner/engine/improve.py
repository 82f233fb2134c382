"""Improve: solves stages over their forms, and makes plans of the solutions."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.engine.forms import MasterForm
from planner.engine.in_order import effort, minimise_next_to
from planner.engine.locks import hold, reached_by
from planner.engine.planmaker import ClassCounts, PlanMaker
from planner.engine.solver import Answer, as_hint, minimise, value_of
from planner.engine.stage_forms import StageForms
from planner.engine.standing import Standing
from planner.engine.weighing import Weighing
from planner.formulation.read_solution import class_counts

_MASTER_NODES = 20_000
PATHWAY_NODES = 5_000
"""Work limits of the tree search for the master and for tiers over paths [nodes]."""
_FIRST_TIERS_NODES = 1_000
"""Work limit where tiers are weighed without the last ones, which are settled [nodes]: the
proofs that end so take 1 to 725 at Cần Thơ, its what-ifs and most other budgets."""
LESSONS = 4
"""Times that a solution is looked for again, with more said of what nobody can do."""
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
        answer = self.answer(form, at, held)
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
        if not self.weighed_all and self._settled_by_first():
            return
        held = standing.held(at) if self.weighed_all else ()
        self.weighed_all = True
        weighing = Weighing.of(form.formulation, standing.tiers, held)
        if not weighing.is_apart:
            return
        first = len(held)
        known = standing.incumbent.values[first : len(standing.tiers)]
        with standing.clock(first):
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
        reached = reached_by(found.values, form.formulation, standing.tiers[first:])
        if reached >= known:
            return
        if self.forms.learn_people(found):
            # No plan can be made of it: once more, with what nobody can do.
            self.weighed_all = False
            self.weigh(at)
            return
        standing.tell(first, "making a plan for named officials")
        self.make(form, self.forms.maker, found, whole=False)

    def _settled_by_first(self) -> bool:
        """Return whether the tiers are settled, weighed without the last that are.

        That proves a plan that is best in half the time or less. No better one is looked
        for but by the tree search itself: that took most of the time of a proof. Who
        attends the classes of one is looked for anew: it may miss many of the last tier.
        """
        standing, form = self.standing, self.forms.pathway
        tiers = standing.tiers[: self._open_tiers()]
        if len(tiers) == len(standing.tiers):
            return False
        weighing = Weighing.of(form.formulation, tiers)
        if not weighing.is_apart:
            return False
        hint = form.hint
        with standing.clock(len(tiers) - 1):
            found = self.weighed(
                weighing, gap=0.0, nodes=_FIRST_TIERS_NODES, heuristics=False
            )
        form.hint = hint
        standing.tell_bounds()
        if found.values is not None:
            reached = reached_by(found.values, form.formulation, tiers)
            if reached < standing.incumbent.values[: len(tiers)]:
                classes = class_counts(form.formulation, found.values)
                self._make_near(classes, reached)
        return all(map(standing.is_proven, range(len(tiers))))

    def _open_tiers(self) -> int:
        """Return how many tiers there are up to the last that a relaxation leaves open."""
        standing, form = self.standing, self.forms.pathway
        for at in reversed(range(1, len(standing.tiers))):
            if not standing.incumbent.values[at]:
                continue
            held = standing.held(at)
            with standing.clock(at):
                relaxed = form.relaxed(
                    form.formulation.objective(standing.tiers[at]),
                    hold(form.formulation, standing.order, held),
                )
            standing.prove(at, held, relaxed.whole_bound)
            if not standing.is_proven(at):
                return at + 1
        return 1

    def _make_near(self, classes: ClassCounts, first: tuple[int, ...]) -> None:
        """Make a plan with given classes, if who is near the relaxation is better.

        Parameters
        ----------
        first
            What the first tiers come to at best; of the others no more is asked than now.
        """
        standing, form = self.standing, self.forms.pathway
        enough = (*first, *standing.incumbent.values[len(first) : len(standing.tiers)])
        for _ in range(LESSONS):
            found = self.people_for(classes, enough)
            if found is None or found.values is None:
                return
            reached = reached_by(found.values, form.formulation, standing.tiers)
            if reached >= standing.incumbent.values[: len(standing.tiers)]:
                return
            if not self.forms.learn_people(found):
                form.hint = as_hint(found.values)
                standing.tell(0, "making a plan for named officials")
                self.make(form, self.forms.maker, found, whole=False)
                return

    def people_for(
        self, classes: ClassCounts, enough: tuple[int, ...] | None = None
    ) -> Answer | None:
        """Return who attends given classes, as far as it is near the relaxation.

        Anywhere, the solver ended one official of the third tier short in six of nine
        tries (Cần Thơ).

        Parameters
        ----------
        enough
            Values of the tiers that are good enough.
        """
        weighing = self.weighing
        form, terms = self.forms.pathway.formulation, weighing.terms
        bounds = form.fixed(classes)
        relaxed = minimise(form.matrix, terms, bounds=bounds, relax=True)
        if relaxed.values is None:
            return None
        found = minimise_next_to(
            form.matrix,
            terms,
            (),
            bounds,
            relaxed,
            enough=None if enough is None else weighing.value(enough),
            seed=self.forms.seed,
        )
        return None if found.values is None else found

    @property
    def weighing(self) -> Weighing:
        """All tiers weighed, over the paths as they are now."""
        return Weighing.of(self.forms.pathway.formulation, self.standing.tiers)

    def weighed(
        self,
        weighing: Weighing,
        *,
        gap: float,
        nodes: int,
        apart: int = 1,
        heuristics: bool = True,
    ) -> Answer:
        """Minimise weighed tiers over the paths; keep the bound and where to start next.

        Parameters
        ----------
        gap, nodes, apart
            Gap [-], work limit [nodes] and distance of the bound at which to stop.
        heuristics
            As of `minimise`.
        """
        standing, form = self.standing, self.forms.pathway
        if form.hint is None and standing.best is not None:
            form.start_from(standing.best.plan)
        found = minimise(
            form.formulation.matrix,
            weighing.terms,
            locks=hold(form.formulation, standing.order, weighing.held),
            relative_gap=gap,
            apart=apart,
            nodes=nodes,
            heuristics=heuristics,
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
            solved = self.answer(form, position, held)
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
        return self.forms.personal and self.weighing.is_apart

    @property
    def _known(self) -> tuple[int, ...] | None:
        """Values of the best plan, where there is one."""
        best = self.standing.best
        return None if best is None else best.values

    def finish(self) -> None:
        """Give the best plan for the tiers the least cost, then what is preferred."""
        standing = self.standing
        standing.tell(len(standing.tiers), "making the plan cheaper")
        best, known = standing.incumbent.plan, standing.held(len(standing.order))
        standing.keep(self.forms.maker.finish(best, PATHWAY_NODES, known))

    def answer(self, form: MasterForm, at: int, held: tuple[int, ...]) -> Answer:
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
