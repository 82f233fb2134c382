"""Transport: a programme that sends officials from units, as many as can be sent at all."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from planner.engine.solver import minimise
from planner.formulation.matrix import Matrix
from planner.formulation.paths import Absence

Ints = npt.NDArray[np.int64]


def transport(
    there: dict[int, Ints],
    demand: dict[Absence, int],
    room: Ints,
    units: Ints,
    sizes: Ints | None,
) -> dict[Absence, Ints]:
    """Return how many of some units take each absence, with the least left out.

    Parameters
    ----------
    there
        Block -> officials by unit.
    room
        (unit, year): officials who may be away.
    units
        Units that take part.
    sizes
        Officials of each unit, if the absences are to be spread evenly.
    """
    matrix = Matrix()
    columns: dict[tuple[Absence, int], int] = {}
    away: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    by_unit: dict[int, list[tuple[int, float]]] = defaultdict(list)
    members: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    left_out = []
    for absence, count in sorted(demand.items()):
        own = there[absence[0]]
        terms = []
        for unit in units[own[units] > 0].tolist():
            column = matrix.column(
                f"x[{absence},{unit}]", 0, min(int(own[unit]), count)
            )
            columns[absence, unit] = column
            terms.append((column, 1.0))
            by_unit[unit].append((column, 1.0))
            members[absence[0], unit].append((column, 1.0))
            for year in absence[1]:
                away[unit, year].append((column, 1.0))
        over = matrix.column(f"out[{absence}]", 0, count)
        left_out.append((over, 1000.0))
        matrix.row(f"demand[{absence}]", [*terms, (over, 1.0)], count, count)
    for (block, unit), terms in members.items():
        if len(terms) > 1:
            upper = int(there[block][unit])
            matrix.row(f"members[{block},{unit}]", terms, upper=upper)
    for (unit, year), terms in sorted(away.items()):
        if sum(matrix.upper[column] for column, _ in terms) > room[unit, year]:
            matrix.row(f"room[{unit},{year}]", terms, upper=int(room[unit, year]))
    objective = list(left_out)
    if sizes is not None:
        objective += _evenness(matrix, sizes, by_unit, sum(demand.values()))
    answer = minimise(
        matrix, objective, whole=sizes is None, relative_gap=1e-3, nodes=500
    )
    assert answer.values is not None, "leaving everybody out is always possible"
    result = {
        absence: np.zeros(len(room), dtype=np.int64) for absence in sorted(demand)
    }
    for (absence, unit), column in columns.items():
        result[absence][unit] = round(answer.values[column])
    return result


def _evenness(
    matrix: Matrix,
    sizes: Ints,
    by_unit: dict[int, list[tuple[int, float]]],
    total: int,
) -> list[tuple[int, float]]:
    """Add a column for what each unit gets beyond its proportional part."""
    terms = []
    for unit, columns in sorted(by_unit.items()):
        part = total * int(sizes[unit]) / max(1, int(sizes.sum()))
        beyond = matrix.column(f"beyond[{unit}]", integer=False)
        matrix.row(f"even[{unit}]", [*columns, (beyond, -1.0)], upper=part)
        terms.append((beyond, 1.0))
    return terms
