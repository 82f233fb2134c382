"""Beyond: who is sent although no unit has room, where unit cover has a tier.

The unit gets a place more in the years in which it is full. Each such place is what the
tier counts, so those units come first that are full in the fewest years.
"""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from planner.engine.exchange import Exchange
from planner.engine.placing import Ints, settled_one_by_one
from planner.formulation.paths import Absence

_NEVER = 10**6


def send_beyond(
    exchange: Exchange, over: Mapping[Absence, int], places: Counter[int]
) -> dict[Absence, int]:
    """Send officials beyond the room of units; return how many are still left over.

    Parameters
    ----------
    over
        Officials of each absence who are left over.
    places
        Year -> places that units may get in all; those given are taken off.
    """

    def send(absence: Absence) -> bool:
        unit = _unit_for(exchange, absence, places)
        if unit is None:
            return False
        for year in absence[1]:
            if exchange.left[unit, year] < 1:
                exchange.left[unit, year] += 1
                places[year] -= 1
        exchange.send(absence, unit, 1)
        return True

    return settled_one_by_one(dict(sorted(over.items())), send)


def _unit_for(exchange: Exchange, absence: Absence, places: Counter[int]) -> int | None:
    """Return the unit that needs the fewest places; None if none can send anybody."""
    block, years = absence
    needed: Ints = np.where(exchange.free[block] > 0, 0, _NEVER)
    for year in years:
        needed += (exchange.left[:, year] < 1) * (1 if places[year] > 0 else _NEVER)
    unit = int(needed.argmin())
    return unit if needed[unit] < _NEVER else None
