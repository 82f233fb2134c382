"""Explorer: answers within seconds for scenarios that differ in their budget.

Two answers, from what the scenario as it is left behind:

* the *relaxation*: its programme stays with the solver, and only the limits of the budget
  rows change. Nothing else of the programme depends on amounts of money;
* a *plan*: numbers of classes near those of the scenario as it is (`near_classes`), and
  people found for them with all tiers weighed at once. Verified like every plan; its bounds
  are those of the relaxation. What making it taught is forgotten, so that a plan does not
  depend on what was asked before.
"""

from dataclasses import dataclass
from time import monotonic

from models.plan import Plan
from models.result import Stage
from models.scenario import Scenario
from planner.engine.forms import PathwayForm
from planner.engine.locks import hold
from planner.engine.messages import Message
from planner.engine.near_classes import near_classes
from planner.engine.planmaker import PlanMaker
from planner.engine.relaxation import Relaxation
from planner.engine.solver import Lock, minimise
from planner.engine.standing import Standing
from planner.engine.weighing import Weighing, last_missed
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.budget_limit import limits
from planner.formulation.matrix import INFINITY
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce

_GAP = 0.0005
"""Gap at which people for given classes are good enough [-]: with 0.005, three officials of
a tier were left out whose like a tenth of a second more had found."""
_NODES = 20
"""Work limit of looking for them anywhere [nodes]."""
_ROUND = 1e-6
"""Tolerance of relaxations [officials, relative]."""
_CUT_ROUNDS = 5
"""Times that cuts of unit cover are looked for."""


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
        self._form = form = PathwayForm(reduction)
        self._order = order(reduction.catalogue)
        self._tiers = tiers_of(self._order)
        self._terms = [form.formulation.objective(tier) for tier in self._tiers]
        self._weighed = Weighing.of(form.formulation, self._tiers).terms
        locks = [Lock(terms, INFINITY) for terms in self._terms]
        self._relaxation = Relaxation(form.formulation.matrix, [], locks, read=())
        if plan is None:
            self._classes = near_classes(form.formulation, self._weighed, None)
        else:
            self._classes = form.classes_of(plan)

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
        relaxation, first = self._relaxation, self._form.formulation.matrix.n_rows
        for row, upper in limits(self._form.formulation.shared, scenario).items():
            relaxation.limit(row, upper)
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

    def plan(self, scenario: Scenario, *, thorough: bool = False) -> Explored:
        """Return a plan, verified against every rule, and what is proven of it.

        Parameters
        ----------
        scenario
            The scenario with other amounts of money.
        thorough
            Take a few seconds more where the relaxation allows a better value of an early
            tier: one official there outweighs all that later tiers show.

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
        standing = Standing(scenario, self._order, _quiet, monotonic())
        form = self._form.with_money_of(scenario)
        classes = near_classes(form.formulation, self._weighed, self._classes)
        if classes is not None:
            maker = PlanMaker(self._order, self.seed, form, standing.phases)
            maker.refined.splits = False
            self._learn_cuts(maker, classes)
            for anywhere in (False, True):
                made = maker.make(
                    classes,
                    _NODES,
                    tier_gap=_GAP,
                    whole=False,
                    patience=1,
                    at_once=True,
                    anywhere=anywhere,
                )
                standing.keep(made)
                if standing.best is not None:
                    self._prove(standing, form)
                    if not thorough or _early_tiers_are_proven(standing):
                        break
        if standing.best is None:
            raise NoQuickPlanError("rounding the relaxation led to no plan")
        return Explored(standing.best.plan, standing.stages())

    def _prove(self, standing: Standing, form: PathwayForm) -> None:
        """Bound every tier by its relaxation, those before held at the best plan."""
        for at, terms in enumerate(self._terms):
            held = standing.held(at)
            locks = hold(form.formulation, self._order, held)
            standing.prove(at, held, form.relaxed(terms, locks).whole_bound)

    def _learn_cuts(
        self, maker: PlanMaker, classes: dict[tuple[int, int], int]
    ) -> None:
        """Tell what units cannot bear before anybody is placed, which takes longer."""
        refined = maker.refined
        if refined.form.room is None or refined.many_units:
            return
        formulation = refined.formulation
        ranges = {intake: (count, count) for intake, count in classes.items()}
        bounds = formulation.for_plan(ranges, refined.filler_limits)
        for _ in range(_CUT_ROUNDS):
            relaxed = minimise(
                formulation.matrix, self._weighed, bounds=bounds, relax=True
            )
            if relaxed.values is None or not refined.learn_cuts(formulation, relaxed):
                return

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


def _early_tiers_are_proven(standing: Standing) -> bool:
    """Return whether no tier before the last of which somebody is missing can be better."""
    tiers = standing.incumbent.values[: len(standing.tiers)]
    return all(map(standing.is_proven, range(last_missed(tiers))))


def _quiet(message: Message) -> None:
    """Tell nobody."""
