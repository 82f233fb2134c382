"""Running totals: whole columns for the classes of a course up to each year.

A solver branches on one column at a time. Where classes may open in one year or another,
the relaxation spreads a third of a class over each of three years, and a branch on one of
them only moves the rest. A branch on "at most two until 2027, or at least three" cannot be
dodged so. The columns say nothing new; they only give the solver better questions.

References
----------
.. [1] Karamanov, Cornuéjols (2011), Branching on general disjunctions, Mathematical
   Programming 128.
"""

from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared


def add(matrix: Matrix, shared: Shared) -> None:
    """Add N[c,t] = Σ over s ≤ t of n[c,s] for every course and all years but its first."""
    started: dict[int, list[int]] = {}
    for course, start in sorted(shared.classes):
        columns = started.setdefault(course, [])
        columns.append(shared.classes[course, start])
        if len(columns) > 1:
            name = f"classes-until:{shared.intake_name(course, start)}"
            matrix.total(name, [(column, 1) for column in columns])
