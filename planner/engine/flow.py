"""Flow: how many officials of each block units can send in one year.

References
----------
.. [1] Ford, Fulkerson (1956), Maximal flow through a network, Canadian Journal of
   Mathematics 8.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python.max_flow import SimpleMaxFlow

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Flow:
    """A largest flow from blocks over units."""

    carried: Ints
    """Officials carried along each arc."""
    short: int
    """Officials who cannot be sent."""
    source_sides: list[list[int]]
    """Blocks on the source side of a least cut: as few and as many as possible; empty if
    all are sent."""


def flow(supply: Ints, block: Ints, unit: Ints, there: Ints, room: Ints) -> Flow:
    """Return a largest flow.

    Parameters
    ----------
    supply
        Officials of each block who are to be sent.
    block, unit, there
        Arcs: who of a block is at hand in a unit, and how many.
    room
        Officials that each unit can send.
    """
    n_blocks, n_units = len(supply), len(room)
    source, sink = n_blocks + n_units, n_blocks + n_units + 1
    network = SimpleMaxFlow()
    network.add_arcs_with_capacity(
        np.full(n_blocks, source), np.arange(n_blocks), supply
    )
    middle = network.add_arcs_with_capacity(block, n_blocks + unit, there)
    network.add_arcs_with_capacity(
        n_blocks + np.arange(n_units), np.full(n_units, sink), np.maximum(room, 0)
    )
    status = network.solve(source, sink)
    assert status == network.OPTIMAL, "a flow of zero is always possible"
    carried = np.asarray(network.flows(middle), dtype=np.int64)
    short = int(supply.sum()) - int(network.optimal_flow())
    sides: list[list[int]] = []
    if short:
        beyond = set(network.get_sink_side_min_cut())
        most = [at for at in range(n_blocks) if at not in beyond]
        fewest = sorted(at for at in network.get_source_side_min_cut() if at < n_blocks)
        sides = [fewest] if fewest == most else [fewest, most]
    return Flow(carried, short, sides)
