"""Units: which unit's officials take which long courses, so that no unit is emptied.

Officials of a block differ in their unit only. A small transport problem decides how many
of each unit go away in which years; what cannot be placed is reported, and the search then
splits those units off in the formulation.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.engine.solver import minimise
from planner.formulation.matrix import Matrix
from planner.formulation.people import People
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Years = tuple[int, ...]
Demand = dict[tuple[int, Years], int]
"""(block, years away) -> officials."""


@dataclass(frozen=True)
class Placement:
    """How many officials of each unit go away."""

    placed: dict[tuple[int, Years, int], int]
    """(block, years away, unit) -> officials."""
    overfull: frozenset[int]
    """Units in which some could only be placed beyond the limit."""


def place(reduction: Reduction, demand: Demand, room: Ints, *, even: bool) -> Placement:
    """Return a placement with the least excess over the room of units.

    Parameters
    ----------
    room
        (unit, year): officials who may still go away.
    even
        Among those, spread the absences in proportion to the size of units.
    """
    people = reduction.people
    matrix = Matrix()
    columns: dict[tuple[int, Years, int], int] = {}
    away: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    by_unit: dict[int, list[tuple[int, float]]] = defaultdict(list)
    units_of: dict[int, dict[int, int]] = {}
    for block, _ in sorted(demand):
        if block not in units_of:
            members = people.roster.unit[reduction.blocks[block].members]
            values, counts = np.unique(members, return_counts=True)
            units_of[block] = {
                int(unit): int(count)
                for unit, count in zip(values, counts, strict=True)
            }
    # Whoever is away already by a course in progress is counted in the room.
    for (block, years), count in sorted(demand.items()):
        terms = []
        for unit, there in units_of[block].items():
            column = matrix.column(f"x[{block},{years},{unit}]", 0, min(there, count))
            columns[block, years, unit] = column
            terms.append((column, 1.0))
            by_unit[unit].append((column, 1.0))
            for year in years:
                if not reduction.blocks[block].long[year]:
                    away[unit, year].append((column, 1.0))
        matrix.row(f"demand[{block},{years}]", terms, count, count)
    for block, units in units_of.items():
        kinds = [years for other, years in demand if other == block]
        for unit, there in units.items():
            matrix.row(
                f"members[{block},{unit}]",
                [(columns[block, years, unit], 1.0) for years in kinds],
                upper=there,
            )
    excess = []
    owner = []
    for (unit, year), terms in sorted(away.items()):
        if sum(matrix.upper[column] for column, _ in terms) <= room[unit, year]:
            continue
        over = matrix.column(f"over[{unit},{year}]", 0)
        excess.append((over, 1000.0))
        owner.append((over, unit))
        matrix.row(
            f"room[{unit},{year}]", [*terms, (over, -1.0)], upper=int(room[unit, year])
        )
    objective = list(excess)
    if even:
        objective += _evenness(matrix, people, by_unit, sum(demand.values()))
    answer = minimise(matrix, objective, whole=not even, relative_gap=1e-3, nodes=500)
    assert answer.values is not None, "a placement with excess always exists"
    return Placement(
        {key: round(answer.values[column]) for key, column in columns.items()},
        frozenset(unit for over, unit in owner if round(answer.values[over])),
    )


def _evenness(
    matrix: Matrix,
    people: People,
    by_unit: dict[int, list[tuple[int, float]]],
    total: int,
) -> list[tuple[int, float]]:
    """Add a column for what each unit gets beyond its proportional part."""
    sizes = np.bincount(people.roster.unit, minlength=len(people.roster.unit_names))
    terms = []
    for unit, columns in sorted(by_unit.items()):
        part = total * int(sizes[unit]) / max(1, len(people.roster))
        beyond = matrix.column(f"beyond[{unit}]", integer=False)
        matrix.row(f"even[{unit}]", [*columns, (beyond, -1.0)], upper=part)
        terms.append((beyond, 1.0))
    return terms
