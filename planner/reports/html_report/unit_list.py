"""The list of units: how many each sends in each year."""

import numpy as np

from models.plan import PlanColumns
from planner.language import _
from planner.reports.html_report.address import of_unit
from planner.reports.html_report.table import Cell, Table, number
from planner.reports.html_report.units import Load, Pairs
from planner.reports.numbers import count, money


def unit_table(columns: PlanColumns, taken: Pairs, load: Load) -> Table:
    """Return one row for each unit."""
    roster, years = columns.scenario.roster, columns.scenario.spec.horizon.years
    size = len(roster.unit_names)
    starts = np.array([kind[1] for kind in taken.kinds], dtype=np.int64)
    costs = np.array([kind[5] for kind in taken.kinds], dtype=np.int64)
    unit = roster.unit[taken.official]
    sent = np.zeros((size, len(years)), dtype=np.int64)
    cost = np.zeros(size, dtype=np.int64)
    if len(unit):
        np.add.at(sent, (unit, starts[taken.kind] - years[0]), 1)
        np.add.at(cost, unit, costs[taken.kind])
    rows = zip(
        roster.unit_names,
        load.serving[:, 0].tolist(),
        sent.tolist(),
        cost.tolist(),
        strict=True,
    )
    return Table(
        caption=_("Enrolments by unit and start year"),
        columns=(
            _("Unit"), _("Officials on 1 January {year}").format(year=years[0]),
            *map(str, years), _("Total"), _("Cost of seats, million dong"),
        ),
        rows=[
            [
                Cell(name, link=of_unit(name)),
                number(count(serving), serving),
                *(number(count(each), each) for each in (*numbers, sum(numbers))),
                number(money(amount), amount),
            ]
            for name, serving, numbers, amount in rows
        ],
    )  # fmt: skip
