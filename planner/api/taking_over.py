"""A plan of one scenario taken over into another, with what is still proven of it."""

from collections.abc import Sequence
from pathlib import Path

from models import rules
from models.measures import objective_values, target_figures, total_cost
from models.plan import Plan, PlanColumns
from models.result import Result, Stage
from planner.api.results import identity_of
from planner.engine.stages import stages_of, status_of
from planner.io.read_scenario import Loaded


def taken_over(
    loaded: Loaded, folder: Path, plan: Plan, base: Result, proven: Sequence[Stage]
) -> tuple[PlanColumns, Result] | None:
    """Return a plan with its figures in another scenario; None if it breaks a rule there.

    Parameters
    ----------
    loaded, folder
        The other scenario, and its folder as its user named it.
    base
        Result of the plan where it was found.
    proven
        What was proven in the other scenario, for whatever plan; empty if nothing was.
    """
    scenario = loaded.scenario
    columns = PlanColumns(scenario, plan)
    if len(rules.violations(scenario, columns)):
        return None
    names = objective_values(scenario, columns)
    values = [entry.value for entry in names]
    stages = stages_of(names, values, _bounds(values, proven), [0.0] * len(names))
    result = base.model_copy(
        update={
            "status": status_of(stages),
            "stages": stages,
            "targets": target_figures(scenario, columns),
            "cost": total_cost(scenario, columns),
            "enrolments": len(columns.frame),
            "scenario": identity_of(loaded, folder),
        }
    )
    return columns, result


def _bounds(values: Sequence[int], proven: Sequence[Stage]) -> list[int | None]:
    """Return the bounds that hold: those for which no objective before was held tighter."""
    if not proven:
        return [None] * len(values)
    before = [stage.incumbent or 0 for stage in proven]
    return [
        stage.bound
        if all(now <= then for now, then in zip(values[:at], before[:at], strict=True))
        else None
        for at, stage in enumerate(proven)
    ]
