"""Items chosen under yearly budgets: the scenario that knapsack problems become.

Item *j* is an official for whom one course exists, and whose enrolment is the choice of
the item. The course lasts as many years as there are constraints and the horizon is no
longer, so it can only start in the first; its price in year *i* is the item's weight in
constraint *i*, and the budget of year *i*, without carry-over, is the capacity. Sums of
prices within the budgets are then exactly the constraints Σ_j w_ij x_j ≤ c_i.

Taking the course is what targets ask for, item by item: "all of the group of this one
official attend", of weight p_j. The shortfall of a tier is Σ_j p_j (1 − x_j), so its
least value is Σ_j p_j less the greatest profit. Weights above the largest that a target
may have are split over several targets of the same group.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from benchmarks.known_answers.instance import (
    BrokenAnswerError,
    by_year,
    course,
    parts_of,
    specification,
    years,
)


def packing(
    name: str,
    tiers: Sequence[Sequence[int]],
    weights: Sequence[Sequence[int]],
    capacities: Sequence[int],
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return the scenario and its officials.

    Parameters
    ----------
    tiers
        Profit of each item, for each tier.
    weights
        Weight of each item in each constraint [million dong].
    capacities
        Capacity of each constraint [million dong].
    """
    items = range(len(tiers[0]))
    span = years(len(capacities))
    courses = {
        f"item-{item}": course(
            f"Item {item}",
            kinds=[f"item_{item}"],
            who=f"item == item_{item}",
            duration=len(capacities),
            weeks=[0] * len(capacities),
            cost_per_seat=[row[item] for row in weights],
        )
        for item in items
    }
    targets = {
        f"tier-{tier}-item-{item}-{part}": {
            "title": f"Item {item} is chosen",
            "group": f"item == item_{item}",
            "measure": {
                "kind": "once_in_window",
                "course_kind": f"item_{item}",
                "first": span[0],
                "last": span[-1],
            },
            "percent": 100,
            "tier": tier,
            "weight": weight,
        }
        for tier, profits in enumerate(tiers, start=1)
        for item in items
        for part, weight in enumerate(parts_of(profits[item]))
    }
    values = [f"item_{item}" for item in items]
    spec = specification(
        name,
        len(capacities),
        attributes={"item": {"kind": "category", "values": values}},
        courses=courses,
        budget={"knapsack": {"title": "Knapsack", "amount": by_year(capacities)}},
        targets=targets,
    )
    return spec, [{"id": f"item-{item}", "item": f"item_{item}"} for item in items]


def chosen(
    enrolments: pd.DataFrame,
    weights: Sequence[Sequence[int]],
    capacities: Sequence[int],
) -> list[int]:
    """Return the items that a plan chooses, in order.

    Raises
    ------
    BrokenAnswerError
        If an item is chosen twice or a capacity is exceeded.
    """
    items = sorted(int(name.removeprefix("item-")) for name in enrolments["course"])
    if len(set(items)) < len(items):
        raise BrokenAnswerError("an item is chosen twice")
    for row, capacity in zip(weights, capacities, strict=True):
        used = sum(row[item] for item in items)
        if used > capacity:
            raise BrokenAnswerError(f"weight {used} exceeds the capacity {capacity}")
    return items
