"""Beyond cover: what a plan asks of units beyond what they can spare, in words."""

import pandas as pd

from models.scenario import ScenarioSpec
from planner.language import _
from planner.reports.numbers import count


def in_words(spec: ScenarioSpec, table: pd.DataFrame) -> str:
    """Return how many are away beyond unit cover, where that counts.

    Parameters
    ----------
    table
        As of `models.measures.unit_cover`.
    """
    rule = spec.rules.soft_cover
    assert rule is not None
    over = table[table["beyond"] > 0].sort_values("beyond", kind="stable")
    if over.empty:
        return _(
            "Unit cover counts in tier {tier}: no unit sends more than it can spare."
        ).format(tier=rule.tier)
    worst = dict(zip(over.columns, over.iloc[-1], strict=True))
    return _(
        "Unit cover counts in tier {tier}, with weight {weight} in its shortfall: "
        "{beyond} officials, each counted in every year, are away beyond what their "
        "units can spare (units: {units}); most in {unit} in {year}, {away} away and "
        "{allowed} allowed."
    ).format(
        tier=rule.tier,
        weight=rule.weight,
        beyond=count(int(over["beyond"].sum())),
        units=count(over["unit"].nunique()),
        unit=worst["unit"],
        year=worst["year"],
        away=count(worst["away"]),
        allowed=count(worst["allowed"]),
    )
