"""Filler columns: seats taken without any use, only to open a class."""

from planner.formulation.fillers import filler_counts
from planner.formulation.formulation import Formulation
from planner.formulation.seat_use import use_course


def add(formulation: Formulation) -> None:
    """Count on everybody who could ever start; a plan has to do with fewer."""
    matrix = formulation.matrix
    for key, count in filler_counts(formulation.reduction, narrow=False).items():
        name = formulation.shared.intake_name(key.course, key.start)
        column = matrix.column(f"fill:{name}/{key.pattern}", 0, count)
        formulation.fillers[key] = column
        use_course(
            formulation, key.course, key.start, key.pattern, key.priority, column
        )
