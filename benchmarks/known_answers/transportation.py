"""Fixed-charge transportation: class cost plus seat cost, both by year.

Source *i* supplies a_i units and sink *j* needs b_j of them, Σ a = Σ b. Shipping
anything from *i* to *j* costs f_ij, and each unit c_ij more; minimise the cost.

A unit is an official of the group of its source, a sink is a year. For each source
there is a course for its group alone that can be taken once, so each unit is shipped to
at most one sink. In year *j* it has at most one class, large enough for the whole
group, of cost f_ij, and a seat costs c_ij: the cost of the plan is Σ c_ij x_ij + Σ f_ij
[x_ij > 0]. Tier 1 has a target for every year that b_j officials attend; with Σ a = Σ b
its shortfall is 0 exactly if every sink gets b_j. For given fixed charges what is left
is a transport problem with whole supplies and needs, of which some best answer is
whole: nothing is lost by counting people.

The files: numbers of sources and sinks; supplies; needs; fixed costs by source; unit
costs by source. One unit of money is 100 thousand dong, as published costs have two
decimals.
"""

from decimal import ROUND_FLOOR, Decimal

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
    years,
)

_OPTIMA = {"bk4x3": "350", "bal8x12": "471.55"}
_LARGEST_BUDGET = 10**8  # million dong; money is no limit here
_UNIT = Decimal("0.1")  # million dong


def instances() -> tuple[Instance, ...]:
    """Return the published problems."""
    return tuple(_read(name, Decimal(optimum)) for name, optimum in _OPTIMA.items())


def _read(name: str, optimum: Decimal) -> Instance:
    values = iter(numbers((DATA / f"{name}.txt").read_text()))
    sources, sinks = range(int(next(values))), range(int(next(values)))
    supply = [int(next(values)) for _ in sources]
    need = [int(next(values)) for _ in sinks]
    fixed = [[next(values) for _ in sinks] for _ in sources]
    unit = [[next(values) for _ in sinks] for _ in sources]

    courses = {
        f"source-{source}": course(
            f"Source {source}",
            kinds=["shipped"],
            who=f"source == source_{source}",
            class_size={"max": supply[source]},
            classes=1,
            cost_per_seat=by_year([[cost * _UNIT] for cost in unit[source]]),
            cost_per_class=by_year([[cost * _UNIT] for cost in fixed[source]]),
        )
        for source in sources
    }
    targets = {
        f"sink-{sink}": {
            "title": f"Sink {sink} gets what it needs",
            "measure": {
                "kind": "annual_participation",
                "course_kind": "shipped",
                "first": year,
                "last": year,
            },
            "percent": _percent(need[sink], sum(supply)),
        }
        for sink, year in zip(sinks, years(len(sinks)), strict=True)
    }
    spec = specification(
        name,
        len(sinks),
        attributes={
            "source": {
                "kind": "category",
                "values": [f"source_{source}" for source in sources],
            }
        },
        courses=courses,
        budget={"money": {"title": "Money", "amount": _LARGEST_BUDGET}},
        targets=targets,
    )
    officials = [
        {"id": f"source-{source}-{number}", "source": f"source_{source}"}
        for source in sources
        for number in range(supply[source])
    ]
    total = Reading("cost", "cost", optimum, factor=Decimal("0.01"))

    def recount(enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
        flow = [[0 for _ in sinks] for _ in sources]
        for official, start in zip(
            enrolments["official"], enrolments["start_year"], strict=True
        ):
            flow[int(official.split("-")[1])][start - FIRST_YEAR] += 1
        if [sum(row) for row in flow] != supply:
            raise BrokenAnswerError("a source does not ship what it supplies")
        if [sum(column) for column in zip(*flow, strict=True)] != need:
            raise BrokenAnswerError("a sink does not get what it needs")
        cost = sum(
            unit[source][sink] * flow[source][sink]
            + fixed[source][sink] * (flow[source][sink] > 0)
            for source in sources
            for sink in sinks
        )
        return (Decimal(cost),)

    return Instance(
        "transportation", name, spec, officials, (total,), recount, "tier-1"
    )


def _percent(part: int, whole: int) -> Decimal:
    """Return a percentage of which the required headcount is exactly the part."""
    # Rounded down by less than one official, and required headcounts are rounded up.
    exact = Decimal(100 * part) / whole
    return exact.quantize(Decimal("0.00001"), ROUND_FLOOR)
