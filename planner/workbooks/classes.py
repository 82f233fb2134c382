"""Intakes and classes: how many people in how many classes, and how large these are."""

from typing import Any

import pandas as pd

from models.measures import classes
from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import Column, money_format
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_texts


def add_intakes(book: Book, given: Presented) -> tuple[str, list[Any]]:
    """Add the sheet of intakes; return its name and a chart, if anybody is sent."""
    table = given.report.classes
    table = table[table["seats_taken"] > 0]
    sheet = book.sheet(_("Intakes"), landscape=True)
    top = book.heading(
        sheet,
        _("People and classes by course and start year"),
        _("An empty cell under “offered”: no limit."),
    )
    offered = {
        name: [None if pd.isna(value) else int(value) for value in table[name]]
        for name in ("classes_offered", "seats_offered")
    }
    columns = [
        Column(
            _("Course"), [given.course(name) for name in table["course"]], "text", 56
        ),
        Column(_("Start"), table["start_year"].tolist(), "year", 8),
        Column(_("People"), table["seats_taken"].tolist(), "count", 11),
        Column(_("Seats offered"), offered["seats_offered"], "count", 12),
        Column(_("Classes"), table["classes"].tolist(), "count", 11),
        Column(_("Classes offered"), offered["classes_offered"], "count", 12),
    ]
    below = book.table(sheet, top, columns)
    by_year = table.groupby("start_year")["seats_taken"].sum()
    by_year = table.groupby("start_year")["seats_taken"].sum()
    totals = [
        Column(_("All courses"), [""] * len(by_year), "text", 56),
        Column(_("Start"), by_year.index.tolist(), "year", 8),
        Column(_("People"), by_year.tolist(), "count", 11),
    ]
    end = below + 2 + len(book.rows(sheet, below + 1, totals))
    sheet.print_area(0, 0, end - 1, len(columns) - 1)
    name = str(sheet.get_name())
    return name, [_chart(book, name, below + 2, end - 1)] if len(by_year) else []


def _chart(book: Book, sheet: str, first: int, last: int) -> Any:
    """Return a chart of the people by start year; they stand in rows `first` to `last`."""
    chart = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": _("People"),
            "categories": [sheet, first, 1, last, 1],
            "values": [sheet, first, 2, last, 2],
            "fill": {"color": "#1F4E79"},
            "data_labels": {"value": True, "num_format": "#,##0"},
        }
    )
    chart.set_title({"name": _("People by start year"), "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "#,##0", "min": 0})
    return chart


def add_classes(book: Book, given: Presented) -> str:
    """Add the sheet of classes and return its name."""
    table = classes(given.scenario, given.columns)
    sheet = book.sheet(_("Classes"), landscape=True)
    top = book.heading(
        sheet, _("Classes"), _("Fixed cost of the class in million dong.")
    )
    cost = table["cost"].tolist()
    columns = [
        Column(_("Class"), cell_texts(table["class"]), "text", 26),
        Column(_("Course"), [given.course(name) for name in table["course"]], "text", 46),
        Column(_("Start"), table["start_year"].tolist(), "year", 8),
        Column(_("End"), table["end_year"].tolist(), "year", 8),
        Column(_("People"), table["seats_taken"].tolist(), "count", 9),
        Column(_("At least"), table["size_min"].tolist(), "count", 9),
        Column(_("At most"), table["size_max"].tolist(), "count", 9),
        Column(_("Fixed cost"), [each / 1000 for each in cost], "money", 12,
               money_format(cost)),
        Column(_("Paid by"), [given.line(name) for name in table["budget_line"]], "text",
               34),
    ]  # fmt: skip
    below = book.table(sheet, top, columns)
    sheet.print_area(0, 0, below - 1, len(columns) - 1)
    return str(sheet.get_name())
