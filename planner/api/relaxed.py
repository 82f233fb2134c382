"""What the linear relaxation says of a scenario, as tables: bounds and prices, no plans."""

from collections.abc import Mapping, Sequence
from typing import get_args

import pandas as pd

from models.scenario import Scenario
from planner.engine.prices import Kind, Relaxed

_DECIMALS = 6  # Solvers prove to about this; more would differ between machines.
_UNITS: dict[Kind, str] = {
    "budget": "million dong",
    "seats": "seat",
    "classes": "class",
}
_PRICES = ("item", "unit", "tier", "per_unit", "up_to", "before", "after")


def relaxed_table(scenario: Scenario) -> pd.DataFrame:
    """Return one row for each tier. Columns: name, shortfall [officials]."""
    return shortfall_table(Relaxed(scenario).shortfalls)


def shortfall_table(found: Mapping[str, float]) -> pd.DataFrame:
    """Return one row for each tier. Columns: name, shortfall [officials]."""
    table = pd.DataFrame({"name": found.keys(), "shortfall": found.values()})
    return table.astype({"name": object, "shortfall": float}).round(_DECIMALS)


def price_table(scenario: Scenario, kinds: Sequence[Kind]) -> pd.DataFrame:
    """Return one row for each limit that has a price, the highest of each tier first.

    Columns: item, unit, tier, per_unit [officials per unit], up_to [units], before and
    after [officials].

    Parameters
    ----------
    kinds
        Limits that are priced; all, if none are named.

    Raises
    ------
    ValueError
        If there is no such kind of limit.
    """
    known = get_args(Kind)
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of: {', '.join(known)}")
    rows = [
        (
            f"{price.limit.kind}:{price.limit.name}@{price.limit.year}",
            _UNITS[price.limit.kind],
            price.tier,
            price.per_unit,
            price.up_to,
            price.before,
            price.after,
        )
        for price in Relaxed(scenario).prices(kinds or known)
    ]
    return pd.DataFrame(rows, columns=list(_PRICES)).round(_DECIMALS)
