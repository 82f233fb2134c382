"""Locks: rows that keep what earlier objectives have won."""

from collections.abc import Sequence

from planner.engine.solver import Floats, Lock, value_of
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective

_SLACK = 0.01
"""Values are whole; so much more lets a solver's rounding pass and nothing else."""


def hold(
    formulation: Formulation, order: Sequence[Objective], values: Sequence[float]
) -> tuple[Lock, ...]:
    """Return rows that hold the first objectives of an order at given values.

    Parameters
    ----------
    values
        Most that each objective may be; at most as many as there are objectives.
    """
    return tuple(
        Lock(formulation.objective(objective), value + _SLACK)
        for objective, value in zip(order, values, strict=False)
    )


def reached_by(
    values: Floats, formulation: Formulation, order: Sequence[Objective]
) -> tuple[int, ...]:
    """Return what some objectives come to in a solution, as `hold` takes it."""
    return tuple(
        round(value_of(formulation.objective(objective), values)) for objective in order
    )
