"""Budget lines: granted and spent by year, as charts and as a table."""

import pandas as pd

from models.scenario import ScenarioSpec
from planner.language import _
from planner.reports.html_report import svg
from planner.reports.html_report.table import Table, number, text
from planner.reports.html_report.titled import Figure
from planner.reports.numbers import money, money_column

_FIGURES = ("amount", "carried_in", "spent", "left")


def budget_charts(spec: ScenarioSpec, budget: pd.DataFrame) -> list[Figure]:
    """Return one chart for each budget line."""
    charts = []
    for line, rows in budget.groupby("line", sort=False):
        given = spec.budget[str(line)]
        years = rows["year"].tolist()
        available, spent = rows["available"].tolist(), rows["spent"].tolist()
        figures = (
            _("{year}: {spent} of {available}").format(
                year=year, spent=money(used), available=money(most)
            )
            for year, used, most in zip(years, spent, available, strict=True)
        )
        description = _("Spent of what is available, in million dong. {figures}")
        charts.append(
            Figure(
                title=f"{given.title} ({line})",
                drawing=svg.column_chart(
                    svg.Columns(
                        years=years,
                        values=[amount / 1000 for amount in spent],
                        labels=[money(amount) for amount in spent],
                        limits=[amount / 1000 for amount in available],
                        description=description.format(figures="; ".join(figures)),
                    ),
                    svg.Size(width=480, height=220, right=10),
                ),
                note=given.source,
            )
        )
    return charts


def budget_table(spec: ScenarioSpec, budget: pd.DataFrame) -> Table:
    """Return every line in every year, in million dong."""
    shown = [money_column(budget[name].tolist()) for name in _FIGURES]
    amounts = [budget[name].tolist() for name in _FIGURES]
    rows = zip(
        budget["line"], budget["year"], zip(*shown, strict=True),
        zip(*amounts, strict=True), strict=True,
    )  # fmt: skip
    return Table(
        caption=_("Budget lines by year, in million dong"),
        columns=(
            _("Budget line"), _("Year"), _("Granted"),
            _("Carried over from before"), _("Spent"), _("Left"),
        ),
        rows=[
            [
                text(f"{spec.budget[line].title} ({line})"),
                number(str(year), year),
                *(number(*each) for each in zip(texts, values, strict=True)),
            ]
            for line, year, texts, values in rows
        ],
    )  # fmt: skip
