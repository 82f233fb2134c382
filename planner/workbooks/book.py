"""A workbook being made: its formats, its sheets, and tables of columns on them."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.utility import xl_range

from planner.language import _, current
from planner.workbooks.text import SheetNames, cell_text, in_footer

MOST_ROWS = 1_048_576
"""Rows of a sheet (Excel's limit)."""

LINE = 15.0
"""Height of a line of text [points]."""

Kind = Literal["text", "count", "year", "money", "percent"]

_FONT = "Times New Roman"  # of official papers, Decree 30/2020/NĐ-CP, 5-3-2020, annex I
_SIZE = 11
_A4 = 9
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": _FONT, "font_size": _SIZE},
}
_LONGEST_FOOTER = 90
_DENSITY = 1.15  # letters of this font in the width of a digit of Excel's own [-]
_PADDING = 2  # letters lost to the edges of a cell
_MOST_LINES = 27  # as high as a row can be


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    values: Sequence[Any]
    """One for each row: text that `cell_text` has passed, numbers, or None."""
    kind: Kind
    width: float
    """Width on the sheet [characters]."""
    number_format: str = ""
    """Excel's number format, if not that of the kind."""


class Book:
    """A workbook in memory.

    Whatever comes from data is written as text or number, never as formula or link.

    Parameters
    ----------
    title
        Of the scenario; shown in the footer of every page.
    synthetic
        Whether the officials do not exist; every page says so.
    day
        Day written into the file's properties, so that the same plan gives the same bytes.
    long
        For sheets of very many rows: rows are written once, from top to bottom.
    """

    def __init__(
        self, title: str, synthetic: bool, day: datetime.date, long: bool = False
    ) -> None:
        self._content = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._content, {**_OPTIONS, "constant_memory": long}
        )
        self.workbook.set_calc_mode("auto")
        created = datetime.datetime.combine(day, datetime.time())
        self.workbook.set_properties(
            {"title": cell_text(title)[:200], "created": created}
        )
        self._names = SheetNames()
        self._footer = in_footer(title, _LONGEST_FOOTER)
        self._synthetic = synthetic
        self.format = cache(self._format)

    def _format(self, **properties: Any) -> Any:
        """Return a format; the same one for the same properties."""
        return self.workbook.add_format(
            {"font_name": _FONT, "font_size": _SIZE, "valign": "top", **properties}
        )

    def cell(self, kind: Kind, **properties: Any) -> Any:
        """Return the format of a table's cell."""
        if "num_format" not in properties:
            properties["num_format"] = {
                # Cells of text stay text even when somebody edits them.
                "text": "@", "count": "#,##0", "year": "0",
                "money": "#,##0", "percent": "0.00",
            }[kind]  # fmt: skip
        if kind == "text":
            properties = {"text_wrap": True, "align": "left", "indent": 1, **properties}
        if kind == "year":
            properties = {"align": "center", **properties}
        return self.format(border=1, **properties)

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """Return a new sheet for A4, as wide as the page, with page numbers."""
        sheet = self.workbook.add_worksheet(self._names.free(name))
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        note = " · " + _("Synthetic data") if self._synthetic else ""
        # The space keeps digits at the beginning of a title out of the size of the font.
        sheet.set_footer(f"&L&8 {self._footer}{note}&R&8&P / &N")
        return sheet

    def heading(self, sheet: Any, title: str, *notes: str) -> int:
        """Write a title and notes below it; return the first free row."""
        sheet.write_string(0, 0, cell_text(title), self.format(bold=True, font_size=14))
        for row, note in enumerate(notes, start=1):
            sheet.write_string(row, 0, cell_text(note), self.format(italic=True))
        return len(notes) + 2

    def table(self, sheet: Any, top: int, columns: Sequence[Column]) -> int:
        """Write a table with a header that every page repeats; return the row below.

        The header stays on the screen and has filters.
        """
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        below = self.rows(sheet, top, columns)
        last = len(columns) - 1
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 0)
        if below > top + 1:
            sheet.autofilter(top, 0, below - 1, last)
            # Ids made of digits are meant as text.
            cells = xl_range(top + 1, 0, below - 1, last)
            sheet.ignore_errors({"number_stored_as_text": cells})
        return below

    def rows(self, sheet: Any, top: int, columns: Sequence[Column]) -> int:
        """Write the header and the rows of a table; return the row below."""
        header = self.header()
        titles = [lines_of([column.title], column.width)[0] for column in columns]
        sheet.set_row(top, LINE * max(titles) + 4)
        for at, column in enumerate(columns):
            sheet.write_string(top, at, column.title, header)
        lines = [
            lines_of(column.values, column.width)
            for column in columns
            if column.kind == "text"
        ]
        heights = [max(row) for row in zip(*lines, strict=True)]
        writers = []
        for at, column in enumerate(columns):
            chosen = (
                {"num_format": column.number_format} if column.number_format else {}
            )
            kind = column.kind
            write = sheet.write_string if kind == "text" else sheet.write_number
            writers.append((at, write, self.cell(kind, **chosen)))
        blank = sheet.write_blank
        below = top + 1
        rows = zip(*(column.values for column in columns), strict=True)
        for values, height in zip(rows, heights, strict=True):
            if height > 1:
                sheet.set_row(below, LINE * min(height, _MOST_LINES))
            for (at, write, style), value in zip(writers, values, strict=True):
                if value is None or value == "":
                    blank(below, at, None, style)
                else:
                    write(below, at, value, style)
            below += 1
        return below

    def header(self) -> Any:
        """Return the format of the header of a table."""
        return self.format(
            bold=True, border=1, align="center", valign="vcenter", text_wrap=True,
            bg_color="#DDE6F0",
        )  # fmt: skip

    def day(self) -> Any:
        """Return the format of a date, as the language in use writes it."""
        style = "dd/mm/yyyy" if current() == "vi" else "yyyy-mm-dd"
        return self.format(num_format=style, align="left")

    def content(self) -> bytes:
        """Close the workbook and return the file."""
        self.workbook.close()
        return self._content.getvalue()


def lines_of(texts: Sequence[str], width: float) -> list[int]:
    """Return how many lines each text takes in a column of a width [characters].

    Heights are set from it, as not every program fits them to the text by itself.
    """
    letters = _DENSITY * width - _PADDING
    known: dict[str, int] = {}
    for text in texts:
        if text not in known:
            parts = text.split("\n")
            known[text] = sum(max(1, ceil(len(part) / letters)) for part in parts)
    return [known[text] for text in texts]


def money_format(amounts: Sequence[int]) -> str:
    """Return the number format of amounts in thousand dong shown as million dong.

    As many decimals as the amounts need, so that none is shown rounded.
    """
    decimals = max(
        (3 if each % 10 else 2 if each % 100 else 1 for each in amounts if each % 1000),
        default=0,
    )
    return "#,##0" + ("." + "0" * decimals if decimals else "")
