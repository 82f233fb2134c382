"""Multidimensional knapsack: one tier, one budget for each year.

Maximise Σ_j p_j x_j with Σ_j w_ij x_j ≤ c_i for every i, x binary. The conversion is
that of `packing`. Profits are counted in the largest unit of which all are whole
multiples, so the published profit is Σ_j p_j − unit × shortfall.

The file holds seven problems, each: items, constraints, optimum; profits; weights row
by row; capacities.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import gcd

import pandas as pd

from benchmarks.known_answers.instance import DATA, Instance, Reading, numbers
from benchmarks.known_answers.packing import chosen, packing


def instances() -> tuple[Instance, ...]:
    """Return the problems of mknap1."""
    values = iter(numbers((DATA / "mknap1.txt").read_text()))
    count = int(next(values))
    return tuple(_read(f"mknap1-{at}", values) for at in range(1, count + 1))


def _read(name: str, values: Iterator[Decimal]) -> Instance:
    size, rows, optimum = int(next(values)), int(next(values)), next(values)
    profits = [next(values) for _ in range(size)]
    weights = [[int(next(values)) for _ in range(size)] for _ in range(rows)]
    capacities = [int(next(values)) for _ in range(rows)]

    tenths = [int(profit * 10) for profit in profits]  # one decimal at most
    unit = gcd(*tenths)
    spec, officials = packing(
        name, [[value // unit for value in tenths]], weights, capacities
    )
    profit = Reading(
        "tier-1", "profit", optimum, sum(profits, Decimal(0)), Decimal(-unit) / 10
    )

    def recount(enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
        items = chosen(enrolments, weights, capacities)
        return (sum((profits[item] for item in items), Decimal(0)),)

    return Instance("knapsack", name, spec, officials, (profit,), recount)
