"""Budget limit: Σ charged to a line in a year ≤ its amount, for every line and year.

With carry-over the sums from the first year on are compared.
"""

from math import gcd

import numpy as np
import numpy.typing as npt

from models.measures.money import granted
from models.prices import committed
from models.scenario import Scenario
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared, Terms


def left(scenario: Scenario) -> npt.NDArray[np.int64]:
    """Return what new enrolments may cost, for each line and year [thousand dong].

    With carry-over, of a line all years up to one together.
    """
    money = granted(scenario) - committed(scenario)
    for line, name in enumerate(scenario.line_ids):
        if scenario.spec.budget[name].carry_over:
            money[line] = np.cumsum(money[line])
    return money


def limits(shared: Shared, scenario: Scenario) -> dict[int, int]:
    """Return the upper limit of every budget row, for the money of a scenario.

    Parameters
    ----------
    shared
        Of the formulation that the rows are of.
    """
    amounts = left(scenario)
    return {
        row: _limit(amounts[line, year], divisor)
        for (line, year), (row, divisor) in shared.budget_rows.items()
    }


def _limit(amount: np.int64, divisor: int) -> int:
    return max(int(amount), 0) // divisor


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
    amounts = left(shared.scenario)
    for line, name in enumerate(shared.scenario.line_ids):
        terms: Terms = []
        for year in range(shared.catalogue.n_years):
            if not shared.scenario.spec.budget[name].carry_over:
                terms = []
            terms = terms + shared.charges.get((line, year), [])
            if not terms:
                continue
            # A common divisor keeps the coefficients small, and the row exact.
            divisor = gcd(*(int(value) for _, value in terms))
            row = matrix.row(
                f"budget:{name}@{shared.year(year)}",
                [(at, value // divisor) for at, value in terms],
                upper=_limit(amounts[line, year], divisor),
            )
            shared.budget_rows[line, year] = row, divisor
