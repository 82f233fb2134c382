"""Spread: another solution that is as good, in which no block crowds into a few years.

A solution at a vertex sends nearly everybody of a block in the same year: whoever shares
a unit with many of their block finds no room, and a cut of unit cover only moves the crowd
to other blocks. If all blocks sent the same part of their officials every year, each unit
would too. So a relaxation looks for the solution that differs least from that, and whole
numbers are looked for next to it.
"""

from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt

from planner.engine.in_order import next_to
from planner.engine.locks import hold, reached_by
from planner.engine.solver import Answer, Bounds, Lock, Term, minimise
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import Objective

Ints = npt.NDArray[np.int64]
_PARTS = (0.5, 1, 1.5, 2, 2.5, 3, 3.5)
"""Who is away beyond so many times the equal part of a block is counted, once for each."""
_TIGHT = 10.0
"""Weight of years in which units are known to lack room."""
_WIDTH = 3
"""By how much columns may differ from the relaxation, at least."""
_NODES = 20
"""Work limit of the tree search [nodes]."""


def spread(
    formulation: Formulation,
    answer: Answer,
    order: Sequence[Objective],
    *,
    locks: Sequence[Lock],
    bounds: Bounds,
    room: Ints,
    tight: Set[int],
    seed: int,
) -> Answer:
    """Return a solution with no worse values and fewer crowds, if one is found.

    Blocks that are given by arcs stay as they are: arcs far from a vertex hardly ever have
    whole paths.

    Parameters
    ----------
    order
        Objectives that may not become worse.
    locks, bounds
        Rows and bounds of columns that the solution was found with.
    room
        (unit, year): officials who may go away.
    tight
        Years (positions) in which units are known to lack room.
    """
    values = answer.values
    assert values is not None
    held = [*locks, *hold(formulation, order, reached_by(values, formulation, order))]
    settled = dict(bounds)
    for column, *_ in formulation.arcs:
        settled[column] = (float(round(values[column])),) * 2
    matrix, crowd = _with_crowds(formulation, room, tight)
    relaxed = minimise(
        matrix, crowd, locks=held, bounds=settled, relax=True, whole=False
    )
    if relaxed.values is None:
        return answer
    near = next_to(formulation.matrix, settled, relaxed, used=_WIDTH, unused=0)
    found = minimise(
        formulation.matrix, [], locks=held, bounds=near, nodes=_NODES, seed=seed
    )
    return answer if found.values is None else found


def _with_crowds(
    formulation: Formulation, room: Ints, tight: Set[int]
) -> tuple[Matrix, list[Term]]:
    """Return the programme with columns for who is away beyond equal parts of a block."""
    matrix = formulation.matrix.copy()
    blocks = formulation.reduction.blocks
    part = room.clip(min=0).sum(axis=0) / len(formulation.reduction.people.roster)
    crowd: list[Term] = []
    for (block, year), terms in formulation.shared.away.items():
        weight = _TIGHT if year in tight else 1.0
        for times in _PARTS:
            most = times * float(part[year]) * blocks[block].size
            if most < blocks[block].size:
                beyond = matrix.column(f"crowd[{block},{year},{times}]", integer=False)
                row = [*terms, (beyond, -1.0)]
                matrix.row(f"crowd[{block},{year},{times}]", row, upper=most)
                crowd.append((beyond, weight))
    return matrix, crowd
