"""Explorer: answers within seconds for scenarios that differ in their budget.

Two answers, from what the scenario as it is left behind:

* the *relaxation*: its programme stays with the solver, and only the limits of the budget
  rows change. Nothing else of the programme depends on amounts of money;
* a *plan*: the numbers of classes of the scenario as it is are kept where the relaxation
  hardly moves them, the others are rounded (`dive`), and people are found for them with all
  tiers weighed at once. Verified like every plan; its bounds are those of the relaxation.
"""

from dataclasses import dataclass
from time import monotonic

from models.plan import Plan
from models.result import Stage
from models.scenario import Scenario
from planner.engine.dive import dive
from planner.engine.forms import PathwayForm
from planner.engine.locks import hold
from planner.engine.messages import Message
from planner.engine.relaxation import Relaxation
from planner.engine.solver import Lock
from planner.engine.stage_forms import StageForms
from planner.engine.standing import Standing
from planner.engine.weighing import Weighing
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.budget_limit import left
from planner.formulation.matrix import INFINITY
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce

_GAP = 0.005
"""Gap at which people for given classes are good enough [-]."""
_ROUND = 1e-6
"""Tolerance of relaxations [officials, relative]."""


class NoQuickPlanError(Exception):
    """Rounding the relaxation led to no plan; an ordinary search may find one."""


@dataclass(frozen=True)
class Explored:
    """A plan found quickly, with what the relaxation proves of it."""

    plan: Plan
    stages: tuple[Stage, ...]


class Explorer:
    """A scenario whose budget is varied.

    Parameters
    ----------
    scenario
        The scenario as it is.
    plan
        A plan of it whose numbers of classes the plans of other budgets start from; not
        given, those that the relaxation rounds to.
    seed
        Seed of the solvers.
    """

    def __init__(
        self, scenario: Scenario, plan: Plan | None = None, seed: int = 0
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        reduction = reduce(People(Catalogue(scenario)))
        pathway = PathwayForm(reduction)
        self._form = pathway.formulation
        self._tiers = tiers_of(order(reduction.catalogue))
        terms = [self._form.objective(tier) for tier in self._tiers]
        self._terms = terms
        locks = [Lock(entry, INFINITY) for entry in terms]
        self._relaxation = Relaxation(self._form.matrix, [], locks)
        if plan is None:
            weighed = Weighing.of(self._form, self._tiers).terms
            self._classes = dive(self._form, weighed, ())
        else:
            self._classes = pathway.classes_of(plan)

    def shortfalls(self, scenario: Scenario) -> dict[str, float]:
        """Return the least shortfall of every tier in the relaxation, those before held.

        No plan comes before these values in the strict order of the tiers; a plan need
        not reach them.

        Parameters
        ----------
        scenario
            The scenario with other amounts of money.

        Raises
        ------
        ValueError
            If it differs in anything else.
        """
        self._same_but_for_money(scenario)
        relaxation, first = self._relaxation, self._form.matrix.n_rows
        amounts = left(scenario)
        for (line, year), (row, divisor) in self._form.shared.budget_rows.items():
            relaxation.limit(row, max(int(amounts[line, year]), 0) // divisor)
        for at in range(len(self._tiers)):
            relaxation.limit(first + at, INFINITY)
        values: dict[str, float] = {}
        for at, tier in enumerate(self._tiers):
            relaxation.aim(self._terms[at])
            value = relaxation.solve()
            if value is None:
                raise NoQuickPlanError(f"{tier.name} has no relaxation")
            relaxation.limit(first + at, value + _ROUND * max(1.0, abs(value)))
            values[tier.name] = max(0.0, value)
        return values

    def plan(self, scenario: Scenario) -> Explored:
        """Return a plan, verified against every rule, and what is proven of it.

        Parameters
        ----------
        scenario
            The scenario with other amounts of money.

        Raises
        ------
        ValueError
            If it differs in anything else.
        NoQuickPlanError
            If none was found this way.
        BrokenPlanError
            If the plan breaks a rule, which is a bug of the planner.
        """
        self._same_but_for_money(scenario)
        reduction = reduce(People(Catalogue(scenario)))
        standing = Standing(scenario, order(reduction.catalogue), _quiet, monotonic())
        forms = StageForms(reduction, standing.order, self.seed, standing.phases)
        form = forms.pathway.formulation
        weighed = Weighing.of(form, standing.tiers).terms
        classes = dive(form, weighed, (), self._classes)
        if classes is not None:
            standing.keep(
                forms.maker.make(
                    classes, 1, tier_gap=_GAP, whole=False, patience=1, at_once=True
                )
            )
        if classes is None or standing.best is None:
            raise NoQuickPlanError("rounding the relaxation led to no plan")
        for at, tier in enumerate(standing.tiers):
            held = standing.held(at)
            locks = hold(form, standing.order, held)
            answer = forms.pathway.relaxed(form.objective(tier), locks)
            standing.prove(at, held, answer.whole_bound)
        return Explored(standing.best.plan, standing.stages())

    def _same_but_for_money(self, scenario: Scenario) -> None:
        budget = {
            name: line.model_copy(
                update={"amount": self.scenario.spec.budget[name].amount}
            )
            for name, line in scenario.spec.budget.items()
            if name in self.scenario.spec.budget
        }
        spec = scenario.spec.model_copy(update={"budget": budget})
        if spec != self.scenario.spec:
            raise ValueError("only amounts of budget lines may differ")


def _quiet(message: Message) -> None:
    """Tell nobody."""
