"""Cover: cuts that unit cover implies for blocks together, found by a minimal cut.

For one year, units can send those of each block who are away if and only if a flow from
blocks over units with room carries them all. If it does not, the blocks on the source side
of a minimal cut violate a row of the formulation (see `cover_cut`): a bound for all units
at once, however many there are.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from planner.engine.flow import flow
from planner.formulation.cover_cut import CoverCut
from planner.formulation.formulation import Formulation
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
AwayCounts = Mapping[tuple[int, int], float]
"""(block, year) -> officials in long courses."""
_SCALE = 1000
"""Flows are counted in thousandths of an official."""


def violated(
    reduction: Reduction,
    away: AwayCounts,
    room: Ints,
    beyond: float = 0.0,
    over: Mapping[int, float] = MappingProxyType({}),
) -> tuple[CoverCut, ...]:
    """Return cuts for every year in which units cannot send so many.

    Parameters
    ----------
    away
        (block, year) -> officials in long courses, whole or not.
    room
        (unit, year): officials who may still go away.
    beyond
        Officials by whom a cut is exceeded at least.
    over
        Year -> officials who go away beyond the room of units, as the solution says.
    """
    members = reduction.by_block_and_unit
    place = np.full(len(reduction.blocks), -1, dtype=np.int64)
    cuts = []
    for year in range(room.shape[1]):
        blocks = sorted(block for block, other in away if other == year)
        wanted = np.array([away[block, year] for block in blocks])
        if not wanted.sum():
            continue
        place[:] = -1
        place[blocks] = np.arange(len(blocks))
        arcs = np.flatnonzero(place[members.block] >= 0)
        at, unit = place[members.block[arcs]], members.unit[arcs]
        there = members.officials[arcs]
        supply = np.floor(wanted * _SCALE + 1e-3).astype(np.int64)
        free = room[:, year] * _SCALE
        sides = flow(supply, at, unit, there * _SCALE, free).source_sides
        # A crowd would move on to blocks that the smallest cut leaves out.
        for side in sides if beyond else sides[:1]:
            inside = np.zeros(len(blocks), dtype=np.bool_)
            inside[side] = True
            own = inside[at]
            counts = np.bincount(unit[own], there[own], len(room)).astype(np.int64)
            most = int(np.minimum(counts, room[:, year]).sum())
            allowed = most + beyond + over.get(year, 0.0)
            if wanted[side].sum() > allowed + 1 / _SCALE:
                named = frozenset(blocks[at] for at in side)
                cuts.append(CoverCut(year, named, most))
    return tuple(cuts)


def cuts_of(
    formulation: Formulation, values: Floats, room: Ints, beyond: float = 0.0
) -> tuple[CoverCut, ...]:
    """Return the cuts that a solution violates, whole or relaxed.

    Parameters
    ----------
    room, beyond
        As for `violated`.
    """
    over = {
        year: float(values[column]) for year, column in formulation.shared.over.items()
    }
    away = _away_counts(formulation, values)
    return violated(formulation.reduction, away, room, beyond, over)


def _away_counts(formulation: Formulation, values: Floats) -> AwayCounts:
    """Return who is in long courses in a solution, whole or relaxed."""
    counts = {
        key: float(sum(value * values[column] for column, value in terms))
        for key, terms in formulation.shared.away.items()
    }
    return {key: count for key, count in counts.items() if count > 1e-6}
