"""Stages of a result: what the search proved, with figures recomputed from the plan."""

from collections.abc import Sequence

from models.measures import ObjectiveValue
from models.result import SolveStatus, Stage


class FiguresDisagreeError(Exception):
    """The search claims a value that its plan does not have; a bug, never a result."""


def stages_of(
    values: Sequence[ObjectiveValue], proven: Sequence[Stage]
) -> tuple[Stage, ...]:
    """Return one stage for each objective, in order.

    Parameters
    ----------
    values
        The objectives of the plan, recomputed from its enrolments.
    proven
        What the search told about it; objectives that it did not reach are missing.

    Raises
    ------
    FiguresDisagreeError
        If an incumbent differs from the recomputed value, or lies below its bound.
    """
    by_name = {stage.name: stage for stage in proven}
    stages = []
    for value in values:
        stage = by_name.get(value.name)
        if stage is None:
            stage = _not_reached(value)
        elif stage.incumbent != value.value:
            raise FiguresDisagreeError(
                f"{value.name}: the search says {stage.incumbent}, "
                f"the plan has {value.value} {value.unit}"
            )
        elif stage.bound is not None and stage.bound > value.value:
            raise FiguresDisagreeError(
                f"{value.name}: the plan has {value.value} {value.unit}, "
                f"less than the bound {stage.bound}"
            )
        stages.append(stage)
    return tuple(stages)


def _not_reached(value: ObjectiveValue) -> Stage:
    return Stage(
        name=value.name,
        unit=value.unit,
        incumbent=value.value,
        bound=None,
        gap=None,
        status=SolveStatus.FEASIBLE,
        seconds=0.0,
    )
