"""Bi-objective knapsack: two tiers of targets under one budget.

Maximise two profits at once under one weight limit. What is published is the whole set
of nondominated points (z1, z2). Its point of greatest z1 has the greatest z2 among all
answers with that z1, otherwise it would be dominated: it is the lexicographic optimum,
which is what strict tiers ask for. The other end of the set is the optimum with the
tiers exchanged. Each instance is therefore solved twice.

The conversion is that of `packing` with a single year: the shortfall of tier *k* is Σ_j
p_kj − z_k.

The files: sizes; first profits; second profits; weights; the limit; numbers separated
by white space, comments from `#` to the end of the line. Points: one to a line.
"""

import re
from decimal import Decimal

import pandas as pd

from benchmarks.known_answers.instance import DATA, Instance, Reading, numbers
from benchmarks.known_answers.packing import chosen, packing


def instances() -> tuple[Instance, ...]:
    """Return each problem with either profit first."""
    names = ("2KP50-11", "2KP50-50", "2KP50-92")
    return tuple(_read(name, order) for name in names for order in ((0, 1), (1, 0)))


def _read(name: str, order: tuple[int, int]) -> Instance:
    text = (DATA / f"{name}.dat").read_text()
    size, _, _, *rest = map(int, numbers(re.sub(r"#.*", "", text)))
    profits = [rest[:size], rest[size : 2 * size]]
    weights = [rest[2 * size : 3 * size]]
    capacities = rest[3 * size :]
    points = [
        tuple(map(int, line.split()))
        for line in (DATA / f"{name}.min").read_text().splitlines()
    ]
    best = max(points, key=lambda point: [point[at] for at in order])

    tiers = [profits[at] for at in order]
    title = f"{name}-z{order[0] + 1}-first"
    spec, officials = packing(title, tiers, weights, capacities)
    readings = tuple(
        Reading(
            f"tier-{tier}",
            f"profit {at + 1}",
            Decimal(best[at]),
            Decimal(sum(profits[at])),
            Decimal(-1),
        )
        for tier, at in enumerate(order, start=1)
    )

    def recount(enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
        items = chosen(enrolments, weights, capacities)
        return tuple(Decimal(sum(tier[item] for item in items)) for tier in tiers)

    return Instance("two tiers", title, spec, officials, readings, recount)
