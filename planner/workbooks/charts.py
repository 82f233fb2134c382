"""The charts of a workbook on a sheet of their own, two beside each other."""

from collections.abc import Sequence
from typing import Any

from planner.language import _
from planner.workbooks.book import Book

_SIZE = {"width": 520, "height": 270}  # [pixels]
_ROWS = 14  # that a chart covers, with some space below
_COLUMNS = 8  # likewise
_LAST = 15


def add_charts(book: Book, charts: Sequence[Any]) -> str:
    """Add the sheet and return its name; the charts stay tied to the cells they show."""
    sheet = book.sheet(_("Charts"), landscape=True)
    top = book.heading(sheet, _("People and money in pictures"))
    for at, chart in enumerate(charts):
        chart.set_size(_SIZE)
        row = top + (at // 2) * _ROWS
        sheet.insert_chart(row, (at % 2) * _COLUMNS, chart)
    sheet.print_area(0, 0, top + (len(charts) + 1) // 2 * _ROWS, _LAST)
    return str(sheet.get_name())
