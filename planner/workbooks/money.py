"""Money: what each budget line has and pays by year, with a chart for each."""

from typing import Any

from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import Column, money_format
from planner.workbooks.presented import Presented


def add_money(book: Book, given: Presented) -> tuple[str, list[Any]]:
    """Add the sheet; return its name and a chart of each line."""
    table = given.report.budget
    sheet = book.sheet(_("Money"), landscape=True)
    top = book.heading(sheet, _("Money by budget line and year, million dong"))
    amounts = ("amount", "carried_in", "available", "spent", "left")
    shown = money_format([int(each) for name in amounts for each in table[name]])
    titles = (
        _("Granted"), _("From the year before"), _("Available"), _("Spent"), _("Left"),
    )  # fmt: skip
    columns = [
        Column(
            _("Budget line"), [given.line(name) for name in table["line"]], "text", 50
        ),
        Column(_("Year"), table["year"].tolist(), "year", 8),
        *(
            Column(title, (table[name] / 1000).tolist(), "money", 16, shown)
            for title, name in zip(titles, amounts, strict=True)
        ),
    ]
    below = book.table(sheet, top, columns)
    sheet.print_area(0, 0, below - 1, len(columns) - 1)
    name = str(sheet.get_name())
    years = len(given.scenario.spec.horizon.years)
    charts = []
    for at in range(len(given.scenario.line_ids)):
        charts.append(_chart(book, name, top + 1 + at * years, years))
    return name, charts


def _chart(book: Book, sheet: str, first: int, years: int) -> Any:
    """Return a chart of what a line has and pays; its rows begin at `first`."""
    last = first + years - 1
    chart = book.workbook.add_chart({"type": "column"})
    series = ((4, _("Available"), "#B8CCE4"), (5, _("Spent"), "#1F4E79"))
    for column, name, colour in series:
        chart.add_series(
            {
                "name": name,
                "categories": [sheet, first, 1, last, 1],
                "values": [sheet, first, column, last, column],
                "fill": {"color": colour},
            }
        )
    # The cell's text, as the library would take some texts for references.
    chart.set_title({"name": [sheet, first, 0], "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"num_format": "#,##0", "name": _("million dong"), "min": 0})
    return chart
