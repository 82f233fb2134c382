"""Recruits: how many of each stream in each year, and who."""

from models.measures.recruits import recruits_by_stream
from models.plan import PlanColumns
from planner.language import _
from planner.reports.html_report.address import of_unit
from planner.reports.html_report.table import Cell, Table, number, text
from planner.reports.numbers import count, money


def stream_table(columns: PlanColumns) -> Table | None:
    """Return how many are recruited of each stream in each year; None if nobody may be."""
    spec = columns.scenario.spec
    if spec.recruitment is None:
        return None
    years, found = spec.horizon.years, recruits_by_stream(columns)
    numbers = {
        name: [int(found[name, year]) for year in years]
        for name in spec.recruitment.streams
    }
    return Table(
        caption=_("Recruits by stream and year of joining"),
        columns=(_("Stream"), *map(str, years), _("Total")),
        rows=[
            [
                text(f"{spec.recruitment.streams[name].title} ({name})"),
                *(number(count(each), each) for each in [*counts, sum(counts)]),
            ]
            for name, counts in numbers.items()
        ],
    )


def recruit_table(columns: PlanColumns) -> Table:
    """Return every recruit."""
    names = ("official", "stream", "unit", "year", "cost")
    table = [columns.recruits[name].tolist() for name in names]
    return Table(
        caption=_("Recruits"),
        columns=(
            _("Recruit"), _("Stream"), _("Unit"), _("Year of joining"),
            _("Cost, million dong"),
        ),
        rows=[
            [
                text(official),
                text(stream),
                Cell(unit, link=of_unit(unit)),
                number(str(year), year),
                number(money(cost), cost),
            ]
            for official, stream, unit, year, cost in zip(*table, strict=True)
        ],
        texts=3,
    )  # fmt: skip
