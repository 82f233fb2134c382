"""Dynamic lot size: class cost by year against seats paid for early.

Demand d_t falls due in period *t*. Making any amount in period *s* costs K_s; keeping a
unit from one period to the next costs h_s. Every demand is met in time at the least
cost.

A unit is an official, who must hold a certificate by the end of the year in which the
unit falls due: tier 1, shortfall 0. The one course that gives it has at most one class
a year, large enough for everybody, of cost K_s, so K_s is paid exactly if anybody
starts in year *s*. A seat in year *s* costs h_s + h_{s+1} + … + h_T. Of that the part
from the due year on, h_t + … + h_T, is paid for every unit whatever the plan, and what
is more is the cost of keeping it from *s* to *t*. So the cost of the plan less Σ_t d_t
(h_t + … + h_T) is exactly the published cost, in thousand dong where the published
problem has one unit of money.

The files: periods; demands; costs of a lot; costs of keeping a unit one period.
"""

from decimal import Decimal

import pandas as pd

from benchmarks.known_answers.instance import (
    DATA,
    FIRST_YEAR,
    BrokenAnswerError,
    Instance,
    Reading,
    by_year,
    course,
    numbers,
    specification,
)

_OPTIMA = {"ww1958": 864, "hs-roadrunner": 580, "ss-3.9": 1380}
_LARGEST_BUDGET = 10**8  # million dong; money is no limit here


def instances() -> tuple[Instance, ...]:
    """Return the textbook examples."""
    return tuple(_read(name, optimum) for name, optimum in _OPTIMA.items())


def _read(name: str, optimum: int) -> Instance:
    values = map(int, numbers((DATA / f"{name}.txt").read_text()))
    periods = range(next(values))
    demand = [next(values) for _ in periods]
    lot_cost = [next(values) for _ in periods]
    keeping = [next(values) for _ in periods]
    to_the_end = [sum(keeping[period:]) for period in periods]

    certificate = course(
        "Certificate",
        grants=[{"attribute": "certificate", "level": "held"}],
        class_size={"max": sum(demand)},
        classes=1,
        cost_per_seat=by_year([[_millions(price)] for price in to_the_end]),
        cost_per_class=by_year([[_millions(price)] for price in lot_cost]),
    )
    targets = {
        f"due-{period}": {
            "title": f"Everything due in period {period}",
            "group": f"due == period_{period}",
            "measure": {
                "kind": "level_by_deadline",
                "conditions": [{"attribute": "certificate", "at_least": "held"}],
                "year": FIRST_YEAR + period,
            },
            "percent": 100,
        }
        for period in periods
    }
    spec = specification(
        name.replace(".", "-"),
        len(periods),
        attributes={
            "due": {
                "kind": "category",
                "values": [f"period_{period}" for period in periods],
            },
            "certificate": {"kind": "ladder", "levels": ["none", "held"]},
        },
        courses={"lot": certificate},
        budget={"money": {"title": "Money", "amount": _LARGEST_BUDGET}},
        targets=targets,
    )
    officials = [
        {
            "id": f"due-{period}-{unit}",
            "due": f"period_{period}",
            "certificate": "none",
        }
        for period in periods
        for unit in range(demand[period])
    ]
    for_certain = sum(
        units * price for units, price in zip(demand, to_the_end, strict=True)
    )
    total = Reading("cost", "cost", Decimal(optimum), Decimal(-for_certain))

    def recount(enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
        made = [0 for _ in periods]
        for start in enrolments["start_year"]:
            made[start - FIRST_YEAR] += 1
        cost, stock = 0, 0
        for period in periods:
            stock += made[period] - demand[period]
            if stock < 0:
                raise BrokenAnswerError(f"{-stock} units are late in period {period}")
            cost += lot_cost[period] * (made[period] > 0) + keeping[period] * stock
        return (Decimal(cost),)

    return Instance("lot size", name, spec, officials, (total,), recount, "tier-1")


def _millions(thousands: int) -> Decimal:
    return Decimal(thousands) / 1000
