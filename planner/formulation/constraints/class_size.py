"""Class size: min · n[i] ≤ Σ over o of x[o,i] ≤ max · n[i] for every intake, n[i] whole."""

from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared


def add(matrix: Matrix, shared: Shared) -> None:
    """Add the number of classes of every intake, and the rows that size them."""
    catalogue = shared.catalogue
    for course, start in shared.intakes():
        entry = catalogue.courses[course]
        enrolments = shared.enrolments(course, start)
        name = shared.intake_name(course, start)
        # More classes than this could not be filled.
        limit = shared.attendable[course, start] // entry.class_size.min
        if entry.classes is not None:
            offered = entry.classes.at(shared.year(start))
            limit = min(limit, offered if offered is not None else 0)
        classes = matrix.column(f"classes:{name}", 0, limit)
        shared.classes[course, start] = classes
        size = entry.class_size
        matrix.row(f"class-min:{name}", [*enrolments, (classes, -size.min)], lower=0)
        matrix.row(f"class-max:{name}", [*enrolments, (classes, -size.max)], upper=0)
