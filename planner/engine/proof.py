"""Proof: closes the gap of one objective as far as it goes.

Bounds are raised and plans improved, form by form, until they meet or the forms are
exhausted. The bound is the largest of those proven.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from planner.engine.forms import PathwayForm
from planner.engine.improve import Improver, always
from planner.engine.locks import hold
from planner.engine.pathway import pathway_bound
from planner.engine.solver import Answer, Lock, Term, tolerance
from planner.engine.stage_forms import StageForms
from planner.engine.standing import Standing

_CUT_ROUNDS = 30
"""Times that a stage is solved again with more said of units."""
_COST_GAP = 0.01
"""Gap of the cost that is good enough in a larger scenario [-]."""

Relax = Callable[[list[Term], Sequence[Lock]], Answer]
"""Objective and rows that hold earlier ones -> answer of the relaxation."""


@dataclass
class Proof:
    """Proves how good the best plan is, and improves it on the way."""

    standing: Standing
    forms: StageForms
    improver: Improver

    def close(self, at: int) -> None:
        """Close the gap of one objective as far as it goes."""
        self.forms.say_units()
        if self.standing.order[at].kind == "even_units":
            # Units are not part of the formulation; nothing below zero is the claim.
            self._raise_bound(at, 0)
        else:
            steps = [self._by_relaxation, self._by_pathways, self._by_everything]
            if self.forms.personal:
                steps[1:1] = [self._by_small_form, self._by_weighing]
            else:
                steps.insert(1, self._by_master)
            for step in steps:
                if self.standing.is_proven(at):
                    break
                step(at)
        self.standing.tell_bounds()

    def _by_relaxation(self, at: int) -> None:
        """Relax a tier; over its own form only if the one for all, at hand, is no proof."""
        standing, forms = self.standing, self.forms
        standing.tell(at, "bound of the relaxation over whole paths of people")
        self._relax(at, forms.pathway, forms.pathway.relaxed)
        if standing.is_proven(at) or self._is_enough(at):
            return
        form = forms.of_tier(at)
        if form is not forms.pathway:
            self._relax(at, form, form.relaxed)
        if not standing.is_proven(at) and not self._is_enough(at):
            self._relax(at, form, form.relaxed_by_units)

    def _relax(self, at: int, form: PathwayForm, relaxed: Relax) -> None:
        """Keep the bound that a relaxation of one objective over a form proves."""
        standing = self.standing
        terms = form.formulation.objective(standing.order[at])
        held = hold(form.formulation, standing.order, standing.held(at))
        with standing.clock(at):
            answer = relaxed(terms, held)
        self._raise_bound(at, answer.whole_bound)

    def _by_master(self, at: int) -> None:
        if self._is_enough(at):
            return
        self.standing.tell(at, "classes and seats over all years")
        self.improver.minimised(at, always(self.forms.master), self.forms.maker)

    def _by_small_form(self, at: int) -> None:
        """Solve a tier by itself where that is a far smaller programme than all tiers.

        What is left of later tiers weakens what all tiers together prove of it (40 % less
        money for Cần Thơ: 59 of 64, and 64 by itself after half a second).
        """
        form, pathway = self.forms.of_tier(at), self.forms.pathway
        columns = form.formulation.matrix.n_columns
        if columns * 2 <= pathway.formulation.matrix.n_columns:
            self.standing.tell(at, "whole classes for this tier by itself")
            self.improver.answer(form, at, self.standing.held(at))

    def _by_weighing(self, at: int) -> None:
        """Weigh this tier and all later ones, over paths: one search settles them all."""
        if at < len(self.standing.tiers):
            self.standing.tell(at, "weighing this tier and later ones")
            self.improver.weigh(at)

    def _by_pathways(self, at: int) -> None:
        if self._is_enough(at):
            return
        if self.forms.of_tier(at).pool.by_arcs:
            self._by_all_paths(at)
        self.standing.tell(at, "whole paths of people, whole classes")
        for _ in range(_CUT_ROUNDS):
            answer = self.improver.minimised(at, self.forms.of_tier, self.forms.maker)
            if self.standing.is_proven(at):
                break
            # The numbers of classes may be wrong for want of what units say.
            if not self.forms.units_as_dealt() and not self._learn(at, answer):
                break

    def _learn(self, at: int, answer: Answer) -> bool:
        """Take over what a solution, and dealing it, say of units; whether it is new."""
        form, refined = self.forms.of_tier(at), self.forms.maker.refined
        dealt = form is refined.form and form.add_cuts(refined.cover_cuts)
        return form.learn(answer) or dealt

    def _by_all_paths(self, at: int) -> None:
        standing, form = self.standing, self.forms.of_tier(at)
        standing.tell(at, "bound over all paths of people")
        with standing.clock(at):
            value = pathway_bound(
                form.reduction,
                form.pool,
                standing.order,
                at,
                standing.held(at),
                form.cover_cuts,
            )
        if value is not None:
            self._raise_bound(at, ceil(value - tolerance(value)))

    def _by_everything(self, at: int) -> None:
        everything = self.forms.everything
        if everything is not None:
            self.standing.tell(at, "every possible start of everybody")
            self.improver.minimised(at, always(everything.form), everything)

    def _is_enough(self, at: int) -> bool:
        """Return whether a stage is left as the plan maker left it.

        In a larger scenario preferences are not worth a tree search over all classes or
        cuts of unit cover, and neither is the last hundredth of the cost.
        """
        kind = self.standing.order[at].kind
        if kind == "tier" or self.forms.everything is not None:
            return False
        gap = self.standing.gap(at)
        return kind != "cost" or (gap is not None and gap <= _COST_GAP)

    def _raise_bound(self, at: int, bound: int | None) -> None:
        """Keep and tell a bound proven with earlier objectives held at the best plan."""
        self.standing.prove(at, self.standing.held(at), bound)
        self.standing.tell_bounds()
