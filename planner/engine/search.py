"""Search: a first plan quickly, then better ones, then proof, objective by objective.

1. Linear relaxations give numbers of classes, and the plan maker turns them into plans for
   named officials (`first_plan`).
2. For every objective in order, with earlier ones held at what the plan attained, bounds
   are raised and plans improved until they meet or the forms are exhausted (`proof`), each
   tier over a form that knows no later one (`stage_forms`).
3. Cost and preferences follow with the classes of the best plan.

Work limits are counted in nodes, not in seconds, so that the same input gives the same plan
on any machine; the wall clock is watched from outside (see `process`).
"""

from collections.abc import Callable
from time import monotonic

from models.result import SolveStatus
from models.scenario import Scenario
from planner.engine.conflict import settled_conflicts, unreachable_decisions
from planner.engine.explorer import Explorer, NoQuickPlanError
from planner.engine.first_plan import FirstPlan
from planner.engine.improve import Improver
from planner.engine.in_order import TIER_GAP
from planner.engine.messages import Finished, Found, Message, Progress
from planner.engine.proof import Proof
from planner.engine.settings import SolveSettings
from planner.engine.stage_forms import StageForms
from planner.engine.stages import status_of
from planner.engine.standing import Standing
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce


def search(
    scenario: Scenario, settings: SolveSettings, emit: Callable[[Message], None]
) -> None:
    """Search for the best plan of a scenario and tell what is found.

    Parameters
    ----------
    emit
        Receives every message; the last is `Finished`.
    """
    began = monotonic()
    emit(Progress("prepare", "counting who needs what"))
    conflicts = settled_conflicts(scenario)
    if conflicts:
        emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
        return
    if settings.quick and _rounded(scenario, settings, emit, began):
        return
    reduction = reduce(People(Catalogue(scenario)))
    conflicts = unreachable_decisions(reduction)
    if conflicts:
        emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
        return
    tier_gap = max(TIER_GAP, settings.tier_gap)
    objectives = order(reduction.catalogue)
    standing = Standing(scenario, objectives, emit, began, tier_gap)
    forms = StageForms(reduction, standing.order, settings.seed, standing.phases)
    standing.phases["build"] = monotonic() - began
    emit(_searched(standing, forms, settings))


def _rounded(
    scenario: Scenario,
    settings: SolveSettings,
    emit: Callable[[Message], None],
    began: float,
) -> bool:
    """Tell a plan rounded from the relaxation; whether there was one."""
    emit(Progress("first plan", "rounding the relaxation"))
    earlier = None if settings.earlier is None else settings.earlier.plan
    try:
        explorer = Explorer(scenario, earlier, settings.seed)
        found = explorer.plan(scenario, thorough=True)
    except NoQuickPlanError:
        return False
    spent = {"search": round(monotonic() - began, 3)}
    emit(Found(found.plan, found.stages, spent))
    status = status_of(found.stages)
    unproven = [stage.name for stage in found.stages if stage.incumbent != stage.bound]
    emit(Finished(status, limits_hit=tuple(unproven), spent=spent))
    return True


def _searched(
    standing: Standing, forms: StageForms, settings: SolveSettings
) -> Finished:
    """Find, improve and prove plans; return how it ended."""
    improver = Improver(standing, forms)
    first = FirstPlan(standing, forms, improver)
    first.find(settings.earlier)
    if standing.best is None:
        without = first.find_any()
        if without is not None:
            return without
    proof = Proof(standing, forms, improver)
    for at in range(len(standing.order)):
        if at == len(standing.tiers):
            if settings.tiers_only:
                break
            improver.finish()
        proof.close(at)
    standing.tell_bounds()
    open_stages = tuple(
        stage.name for stage in standing.stages() if stage.incumbent != stage.bound
    )
    return Finished(
        SolveStatus.FEASIBLE if open_stages else SolveStatus.OPTIMAL,
        limits_hit=open_stages,
        spent=standing.spent(),
    )
