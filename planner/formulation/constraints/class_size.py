"""Class size: min · n[i] ≤ Σ over o of x[o,i] ≤ max · n[i] for every intake, n[i] whole.

Where a class costs nothing and opens for a single official, no number n[i] is worse than
another as long as it is enough: Σ over o of x[o,i] ≤ max · most classes, and the number is
read off the enrolments. A number that means nothing would still be searched for (Cần Thơ:
45 of 118).
"""

from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared


def add(matrix: Matrix, shared: Shared) -> None:
    """Add the rows that size classes, and their number where it matters."""
    catalogue = shared.catalogue
    for course, start in shared.intakes():
        entry = catalogue.courses[course]
        enrolments = shared.enrolments(course, start)
        name = shared.intake_name(course, start)
        size = entry.class_size
        # More classes than this could not be filled.
        most = shared.attendable[course, start] // size.min
        if entry.classes is not None:
            offered = entry.classes.at(shared.year(start))
            most = min(most, offered if offered is not None else 0)
        if shared.opens_freely(course, start):
            shared.free_classes[course, start] = most
            matrix.row(f"class-max:{name}", enrolments, upper=size.max * most)
            continue
        classes = matrix.column(f"classes:{name}", 0, most)
        shared.classes[course, start] = classes
        matrix.row(f"class-min:{name}", [*enrolments, (classes, -size.min)], lower=0)
        matrix.row(f"class-max:{name}", [*enrolments, (classes, -size.max)], upper=0)
