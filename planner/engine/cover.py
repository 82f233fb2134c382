"""Cover: cuts that unit cover implies for blocks together, found by a minimal cut.

For one year, units can send those of each block who are away if and only if a flow from
blocks over units with room carries them all. If it does not, the blocks on the source side
of a minimal cut violate a row of the formulation (see `cover_cut`): a bound for all units
at once, however many there are.

References
----------
.. [1] Ford, Fulkerson (1956), Maximal flow through a network, Canadian Journal of
   Mathematics 8.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from ortools.graph.python.max_flow import SimpleMaxFlow

from planner.formulation.build import Formulation
from planner.formulation.cover_cut import CoverCut
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
AwayCounts = Mapping[tuple[int, int], float]
"""(block, year) -> officials in long courses."""
_SCALE = 1000
"""Flows are counted in thousandths of an official."""


def violated(
    reduction: Reduction, away: AwayCounts, room: Ints
) -> tuple[CoverCut, ...]:
    """Return a cut for every year in which units cannot send so many.

    Parameters
    ----------
    away
        (block, year) -> officials in long courses, whole or not.
    room
        (unit, year): officials who may still go away.
    """
    unit = reduction.people.roster.unit
    there = {
        block: np.bincount(unit[reduction.blocks[block].members], minlength=len(room))
        for block in sorted({block for block, _ in away})
    }
    cuts = []
    for year in range(room.shape[1]):
        blocks = sorted(block for block, other in away if other == year)
        wanted = np.array([away[block, year] for block in blocks])
        if not wanted.sum():
            continue
        counts = np.array([there[block] for block in blocks])
        side = _source_side(wanted, counts, room[:, year])
        most = int(np.minimum(counts[side].sum(axis=0), room[:, year]).sum())
        if wanted[side].sum() > most + 1 / _SCALE:
            cuts.append(CoverCut(year, frozenset(blocks[at] for at in side), most))
    return tuple(cuts)


def away_counts(formulation: Formulation, values: Floats) -> AwayCounts:
    """Return who is in long courses in a solution, whole or relaxed."""
    counts = {
        key: float(sum(value * values[column] for column, value in terms))
        for key, terms in formulation.shared.away.items()
    }
    return {key: count for key, count in counts.items() if count > 1e-6}


def _source_side(wanted: Floats, counts: Ints, room: Ints) -> list[int]:
    """Return the blocks on the source side of a minimal cut; none if all can be sent."""
    n_blocks, n_units = counts.shape
    block, unit = np.nonzero(counts)
    source, sink = n_blocks + n_units, n_blocks + n_units + 1
    flow = SimpleMaxFlow()
    supplies = np.floor(wanted * _SCALE + 1e-3).astype(np.int64)
    flow.add_arcs_with_capacity(
        np.full(n_blocks, source), np.arange(n_blocks), supplies
    )
    flow.add_arcs_with_capacity(block, n_blocks + unit, counts[block, unit] * _SCALE)
    flow.add_arcs_with_capacity(
        n_blocks + np.arange(n_units), np.full(n_units, sink), room * _SCALE
    )
    status = flow.solve(source, sink)
    assert status == flow.OPTIMAL, "a flow of zero is always possible"
    if flow.optimal_flow() == int(supplies.sum()):
        return []
    return sorted(at for at in flow.get_source_side_min_cut() if at < n_blocks)
