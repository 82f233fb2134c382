"""Budget limit: Σ charged to a line in a year ≤ its amount, for every line and year.

With carry-over the sums from the first year on are compared.
"""

from math import gcd

from models.prices import committed
from models.units import thousands
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared, Terms


def add(matrix: Matrix, shared: Shared) -> None:
    """Charge the classes, then add a row for every line and year."""
    for (course, start), column in shared.classes.items():
        payer = shared.class_charges(course, start)
        if payer is None:
            continue
        line, prices = payer
        for study, price in enumerate(prices):
            if price:
                shared.charges[line, start + study].append((column, price))
    settled = committed(shared.scenario)
    for line, name in enumerate(shared.scenario.line_ids):
        entry = shared.scenario.spec.budget[name]
        terms: Terms = []
        amount = 0
        for year in range(shared.catalogue.n_years):
            if not entry.carry_over:
                terms, amount = [], 0
            terms = terms + shared.charges.get((line, year), [])
            granted = entry.amount.at(shared.year(year))
            amount += 0 if granted is None else thousands(granted)
            amount -= int(settled[line, year])
            if not terms:
                continue
            # A common divisor keeps the coefficients small, and the row exact.
            divisor = gcd(*(int(value) for _, value in terms))
            matrix.row(
                f"budget:{name}@{shared.year(year)}",
                [(at, value // divisor) for at, value in terms],
                upper=max(amount, 0) // divisor,
            )
