"""Seat limit: Σ over o of x[o,i] ≤ seats[i] for every intake.

The limit on the number of classes is a bound of their column (see `class_size`).
"""

from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared


def add(matrix: Matrix, shared: Shared) -> None:
    """Add a row for every intake with a seat limit."""
    for course, start in shared.intakes():
        entry = shared.catalogue.courses[course]
        if entry.seats is None:
            continue
        seats = entry.seats.at(shared.year(start))
        if seats is not None:
            matrix.row(
                f"seats:{shared.intake_name(course, start)}",
                shared.enrolments(course, start),
                upper=seats,
            )
