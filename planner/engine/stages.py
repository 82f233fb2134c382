"""Stages: what is known of every objective, for the plan found last."""

from collections.abc import Sequence

from models.measures import ObjectiveValue
from models.result import SolveStatus, Stage, gap_of


def stages_of(
    names: Sequence[ObjectiveValue],
    values: Sequence[int],
    bounds: Sequence[int | None],
    seconds: Sequence[float],
) -> tuple[Stage, ...]:
    """Return the stages from first to last.

    Parameters
    ----------
    names
        The objectives, for their names and units.
    values
        Value of each objective in the plan.
    bounds
        What is proven of each; None if nothing is.
    seconds
        Time the solvers spent on each [s].
    """
    stages = []
    proven = True
    for entry, value, bound, spent in zip(names, values, bounds, seconds, strict=True):
        proven = proven and bound == value
        stages.append(
            Stage(
                name=entry.name,
                unit=entry.unit,
                incumbent=value,
                bound=bound,
                gap=gap_of(value, bound),
                status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
                seconds=round(spent, 3),
            )
        )
    return tuple(stages)


def status_of(stages: Sequence[Stage]) -> SolveStatus:
    """Return what is proven of a plan as a whole."""
    optimal = all(stage.status is SolveStatus.OPTIMAL for stage in stages)
    return SolveStatus.OPTIMAL if optimal else SolveStatus.FEASIBLE
