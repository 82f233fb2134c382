"""First plan: a good one quickly, by rounding relaxations.

The linear relaxations, tier by tier, say whether what one person can do together matters
for the numbers of classes. If so, these are rounded for all tiers at once over paths, and
searched for from there; else the nearest are the first, the master gives better ones, and
a dive mends what it does not know of units.
"""

from contextlib import suppress
from dataclasses import dataclass

from models.result import SolveStatus
from planner.engine.candidate import BrokenPlanError
from planner.engine.conflict import conflicting_items
from planner.engine.dive import dive
from planner.engine.earlier import Earlier
from planner.engine.forms import AT_ONCE, MasterForm
from planner.engine.improve import FIRST_NODES, LESSONS, PATHWAY_NODES, Improver, always
from planner.engine.in_order import TIER_GAP
from planner.engine.locks import hold, reached_by
from planner.engine.messages import Finished, Progress
from planner.engine.near_classes import near_classes
from planner.engine.planmaker import ClassCounts, PlanMaker
from planner.engine.solver import Answer, as_hint, minimise
from planner.engine.stage_forms import StageForms
from planner.engine.standing import Standing
from planner.formulation.objectives import Objective
from planner.formulation.read_solution import class_counts, fractional_classes

_WEIGHED_GAP = 1e-3
"""Gap at which all tiers weighed are left to the tiers in turn [-]: a fraction of one
official of the first tier."""
_SOONEST_GAP = 0.1
"""Gap of tiers of the plan before all others, of which no more is asked [-]."""
_PERSONAL = 0.01
"""Difference of the relaxations from which on the numbers of classes are chosen over paths
at once, and not over the master first [-]."""


@dataclass
class FirstPlan:
    """Looks for the plans to start from."""

    standing: Standing
    forms: StageForms
    improver: Improver

    def find(self, earlier: Earlier | None = None) -> None:
        """Find plans: an earlier one or by rounding the relaxation, then for the tiers."""
        known: ClassCounts | None = None
        if earlier is None:
            self._round()
        else:
            known = self._start_from(earlier)
        self.forms.personal = self._personal_rules_bind()
        by_paths = self.improver.at_once
        is_good = by_paths and self._round_by_paths(known)
        if self.standing.best is None and known is not None:
            self.improver.make_soon(known)
        if self.standing.best is None:
            return
        tiers = range(len(self.standing.tiers))
        if earlier is not None and all(map(self.standing.is_proven, tiers)):
            return
        self.forms.say_units()
        if not self.forms.personal:
            self._choose_by_master()
        elif by_paths and not is_good:
            self._weigh_all_tiers()

    def _round(self) -> None:
        """Make a plan with the classes of the relaxation, rounded to the nearest."""
        self._tell("relaxing classes and people")
        relaxed = self.forms.pathway.relaxed(self.improver.weighing.terms, ())
        if relaxed.values is None:
            return
        self._tell("rounding the relaxation")
        form = self.forms.pathway.formulation
        counts = fractional_classes(form, relaxed.values)
        nearest = {intake: int(count + 0.5) for intake, count in counts.items()}
        self.improver.make_soon(nearest, _SOONEST_GAP)

    def _start_from(self, earlier: Earlier) -> ClassCounts:
        """Take over an earlier plan if it is one here, and return its classes."""
        self._tell("starting from the earlier plan")
        standing = self.standing
        for at, held, bound in earlier.bounds(standing.scenario):
            standing.prove(at, held, bound)
        with suppress(BrokenPlanError):
            standing.keep(self.forms.maker.checked(earlier.plan))
        return self.forms.pathway.classes_of(earlier.plan)

    def find_any(self) -> Finished | None:
        """Find a plan where the first tries failed, or return why there is none."""
        standing, forms = self.standing, self.forms
        self._tell("looking for any plan that respects all decisions")
        tried: list[tuple[MasterForm, PlanMaker]] = [
            (forms.master, forms.maker),
            (forms.pathway, forms.maker),
        ]
        if forms.everything is not None:
            tried.append((forms.everything.form, forms.everything))
        for form, maker in tried:
            answer = minimise(form.formulation.matrix, [], nodes=PATHWAY_NODES)
            if answer.infeasible:
                # The master does not know who is who; the paths conflict all the more.
                named = forms.pathway if form is forms.master else form
                items = conflicting_items(named.formulation)
                if items is not None:
                    return Finished(SolveStatus.INFEASIBLE, conflict=items)
            if answer.values is not None and standing.order:
                self.improver.improve(always(form), maker, 0, ())
            elif answer.values is not None:
                # Nothing is to be minimised: any plan will do.
                classes = class_counts(form.formulation, answer.values)
                standing.keep(maker.make(classes, PATHWAY_NODES))
            if standing.best is not None:
                return None
        return Finished(SolveStatus.NO_SOLUTION)

    def _round_by_paths(self, known: ClassCounts | None) -> bool:
        """Round the relaxation of all tiers at once over paths: a plan, and a start.

        Returns whether nothing was lost in dealing, and a search to the end comes next.

        With a good solution to start from, the solver proves in a second or two what
        takes it ten times as long to find. A better plan at hand is another start. What
        nobody can do of what a solution wants is said first, and classes rounded again.

        Parameters
        ----------
        known
            Numbers of classes of a plan for a similar scenario.
        """
        rounded = self._rounded(known)
        for _ in range(LESSONS):
            if rounded is None or not self.forms.learn_people(rounded[1]):
                break
            rounded = self._rounded(known)
        if rounded is None:
            return False
        classes, answer = rounded
        assert answer.values is not None
        pathway = self.forms.pathway
        form = pathway.formulation
        best, tiers = self.standing.best, self.standing.tiers
        reached = reached_by(answer.values, form, tiers)
        if best is not None and reached > best.values:
            pathway.start_from(best.plan)
            return False
        pathway.hint = as_hint(answer.values)
        self._tell("making a plan for named officials")
        maker = self.forms.maker
        if not self.improver.deal(pathway, maker, answer):
            if maker.refined.by_paths:
                # A plan soon takes half a minute there, as one that loses nothing does.
                self.improver.make_anew(pathway, maker, answer, whole=False)
            else:
                self.improver.make_soon(classes)
        best = self.standing.best
        is_small = form.matrix.n_columns <= AT_ONCE
        return is_small and best is not None and best.values[: len(tiers)] <= reached

    def _rounded(self, known: ClassCounts | None) -> tuple[ClassCounts, Answer] | None:
        """Return numbers of classes, rounded over paths, and who attends them."""
        self._tell("rounding classes a few at a time")
        form, terms = self.forms.pathway.formulation, self.improver.weighing.terms
        classes = near_classes(form, terms, known)
        found = None if classes is None else self.improver.people_for(classes)
        if classes is None or found is None:
            return None
        return classes, found

    def _weigh_all_tiers(self) -> None:
        """Solve for all tiers at once, for a plan worth having should time end."""
        pathway, tiers = self.forms.pathway, self.standing.tiers
        self._tell("weighing all tiers at once")
        weighing = self.improver.weighing
        found = self.improver.weighed(weighing, gap=_WEIGHED_GAP, nodes=1)
        if found.values is None:
            return
        reached = reached_by(found.values, pathway.formulation, tiers)
        if reached >= self.standing.incumbent.values[: len(tiers)]:
            return
        maker = self.forms.maker
        if not self.improver.deal(pathway, maker, found):
            if maker.refined.by_unit:
                classes = class_counts(pathway.formulation, found.values)
                self.improver.make_soon(classes)
            self.improver.make_anew(pathway, maker, found, whole=False)

    def _choose_by_master(self) -> None:
        """Choose classes by the master; what it does not know of units mends a dive.

        Where rules for one person do not bind, the master says nearly all there is to say
        of classes. The tiers before the last are held at what the relaxation over paths,
        with all cuts of unit cover, leaves of them.
        """
        standing, pathway = self.standing, self.forms.pathway
        form, tiers = pathway.formulation, standing.tiers
        if not tiers:
            return
        held: list[int] = []
        for at, tier in enumerate(tiers):
            standing.tell(at, "relaxing with what units can bear")
            terms = form.objective(tier)
            locks = hold(form, standing.order, held)
            least = pathway.relaxed_by_units(terms, locks).whole_bound
            if least is None:
                return
            standing.prove(at, tuple(held), least)
            held.append(least)
        # What raises no bound still tells a plan what units cannot bear.
        self.forms.maker.refined.add_cuts((*pathway.cover_cuts, *pathway.idle_cuts))
        last = len(tiers) - 1
        before = tuple(held[:last])
        self.improver.improve(always(self.forms.master), self.forms.maker, last, before)
        if all(map(standing.is_proven, range(len(tiers)))):
            return
        standing.tell(last, "rounding classes a few at a time")
        terms, locks = form.objective(tiers[last]), hold(form, standing.order, before)
        near = pathway.classes_of(standing.incumbent.plan)
        classes = dive(form, terms, locks, near)
        if classes is None:
            return
        found = minimise(
            form.matrix,
            terms,
            locks=locks,
            bounds=form.fixed(classes),
            relative_gap=TIER_GAP / 4,
            nodes=FIRST_NODES,
            seed=self.forms.seed,
        )
        if found.values is not None:
            self.improver.make(pathway, self.forms.maker, found, whole=False)

    def _personal_rules_bind(self) -> bool:
        """Return whether the relaxation over paths says much more than the master's.

        What it proves is kept: a search for all tiers at once may take a minute.
        """
        standing, bind, held = self.standing, False, list[int]()
        for at, tier in enumerate(standing.tiers):
            by_paths = self._relaxed(self.forms.pathway, tier, held)
            if by_paths.objective is None or by_paths.whole_bound is None:
                return True
            standing.prove(at, tuple(held), by_paths.whole_bound)
            if not bind:
                alone = self._relaxed(self.forms.master, tier, held).objective
                bind = alone is None or by_paths.objective > (
                    alone * (1 + _PERSONAL) + 1e-3
                )
            held.append(by_paths.whole_bound)
        return bind

    def _relaxed(self, form: MasterForm, tier: Objective, held: list[int]) -> Answer:
        """Return the relaxation of a tier with those before held."""
        formulation = form.formulation
        locks = hold(formulation, self.standing.order, held)
        return form.relaxed(formulation.objective(tier), locks)

    def _tell(self, doing: str) -> None:
        self.standing.emit(Progress("first plan", doing))
