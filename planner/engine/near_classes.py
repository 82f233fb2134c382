"""Near classes: numbers of classes by rounding, from those of a similar scenario if known.

Numbers that the relaxation hardly moves are kept and the others rounded. How much to keep
is not known beforehand: what is best differs from budget to budget. So it is tried with
little, with some and with most kept, and the best is taken; that takes less time than one
`dive`, and ended at better classes at each of eight budgets (Cần Thơ).
"""

from collections.abc import Mapping, Sequence

from planner.engine.rounding import round_off
from planner.engine.solver import Bounds, Floats, Term, minimise
from planner.formulation.formulation import Formulation

_MOVED = (1e-6, 0.1, 0.6)
"""How far the relaxation may move numbers of classes that are kept."""


def near_classes(
    formulation: Formulation,
    objective: Sequence[Term],
    known: Mapping[tuple[int, int], int] | None,
) -> dict[tuple[int, int], int] | None:
    """Return the number of classes of every intake; None if rounding ends nowhere.

    Parameters
    ----------
    known
        Numbers of classes of a similar scenario, for every intake. If there are none, it
        is tried with nothing kept and with what the relaxation has whole.
    """
    matrix, classes = formulation.matrix, formulation.shared.classes
    relaxed = minimise(matrix, objective, relax=True).values
    if relaxed is None:
        return None
    if known is None:
        whole = {intake: round(relaxed[at]) for intake, at in classes.items()}
        starts = [{}, _kept(formulation, relaxed, whole)[0]]
    else:
        starts = _kept(formulation, relaxed, known)
    columns = list(classes.values())
    tried = [round_off(matrix, objective, columns, start) for start in starts]
    found = [rounded for rounded in tried if rounded is not None]
    if not found:
        return None if known is None else near_classes(formulation, objective, None)
    best = min(found, key=lambda rounded: rounded.value)
    return {intake: best.numbers[column] for intake, column in classes.items()}


def _kept(
    formulation: Formulation, relaxed: Floats, known: Mapping[tuple[int, int], int]
) -> list[Bounds]:
    """Return bounds that keep fewer and more of the known numbers.

    Parameters
    ----------
    relaxed
        Values of all columns in the relaxation.
    """
    matrix = formulation.matrix
    moved = {
        column: (float(known[intake]), abs(relaxed[column] - known[intake]))
        for intake, column in formulation.shared.classes.items()
        if matrix.lower[column] <= known[intake] <= matrix.upper[column]
    }
    return [
        {column: (at, at) for column, (at, by) in moved.items() if by < allowed}
        for allowed in _MOVED
    ]
