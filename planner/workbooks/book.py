"""A workbook being made: its formats, its sheets, and tables of columns on them."""

import datetime
import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from planner.language import _, current
from planner.workbooks.columns import (
    LINE,
    Column,
    Kind,
    header_height,
    row_heights,
)
from planner.workbooks.pages import Paper, breaks
from planner.workbooks.text import SheetNames, cell_text, in_footer

MOST_ROWS = 1_048_576
"""Rows of a sheet (Excel's limit)."""

_FONT = "Times New Roman"  # of official papers, Decree 30/2020/NĐ-CP, 5-3-2020, annex I
_SIZE = 11
_A4, _SHORT, _LONG = 9, 8.27, 11.69  # Excel's number of it; its sides [inches]
_SIDES, _ABOVE, _BELOW = 0.5, 0.6, 0.7  # margins [inches]
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": _FONT, "font_size": _SIZE},
}
_LONGEST_FOOTER = 90
_SQUEEZED = 1.1  # pages of which one is made, by making everything smaller
_TITLE = 1.2 * LINE  # height of a line above a table, some of which are larger [points]


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
        self._paper: dict[str, Paper] = {}
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
                "text": "@", "date": "@", "count": "#,##0", "year": "0",
                "money": "#,##0", "percent": "0.00",
            }[kind]  # fmt: skip
        if kind == "text":
            properties = {"text_wrap": True, "align": "left", "indent": 1, **properties}
        if kind in ("year", "date"):
            properties = {"align": "center", **properties}
        return self.format(border=1, **properties)

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """Return a new sheet for A4, as wide as the page, with page numbers."""
        sheet = self.workbook.add_worksheet(self._names.free(name))
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(_SIDES, _SIDES, _ABOVE, _BELOW)
        width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
        paper = Paper(width - 2 * _SIDES, height - _ABOVE - _BELOW)
        self._paper[sheet.get_name()] = paper
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

    def table(
        self, sheet: Any, top: int, columns: Sequence[Column], foot: float = 0
    ) -> int:
        """Write a table with a header that every page repeats; return the row below.

        The header stays on the screen and has filters.

        Parameters
        ----------
        foot
            Height of what is signed below it [points], which never stands on a page
            without rows of the table.
        """
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        heights = self.rows(sheet, top, columns)
        below = top + 1 + len(heights)
        last = len(columns) - 1
        if foot:
            widths = [column.width for column in columns]
            header = header_height(columns)
            above = _TITLE * top
            self.end_pages(sheet, top + 1, heights, (above, header, foot), widths)
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 0)
        if below > top + 1:
            sheet.autofilter(top, 0, below - 1, last)
            # Ids made of digits are meant as text.
            cells = xl_range(top + 1, 0, below - 1, last)
            sheet.ignore_errors({"number_stored_as_text": cells})
        return below

    def end_pages(
        self,
        sheet: Any,
        top: int,
        heights: Sequence[float],
        beside: tuple[float, float, float],
        widths: Sequence[float],
    ) -> None:
        """End pages so that signatures never stand without rows above them.

        What is hardly longer than one page is made to fit on it.

        Parameters
        ----------
        top
            First of the rows.
        heights
            Of the rows [points].
        beside
            Heights of what stands above the header, of the header, which every page
            repeats, and of what stands below the rows [points].
        widths
            Of the columns [characters].
        """
        above, header, foot = beside
        page = self._paper[sheet.get_name()].points(widths)
        if above + header + sum(heights) + foot <= _SQUEEZED * page:
            sheet.fit_to_pages(1, 1)
            return
        found = breaks(heights, above + header, header, foot, page)
        sheet.set_h_pagebreaks([top + at for at in found])

    def rows(self, sheet: Any, top: int, columns: Sequence[Column]) -> list[float]:
        """Write the header and the rows of a table; return the height of each [points]."""
        header = self.header()
        sheet.set_row(top, header_height(columns))
        for at, column in enumerate(columns):
            sheet.write_string(top, at, column.title, header)
        heights = row_heights(columns)
        writers = []
        for at, column in enumerate(columns):
            chosen = (
                {"num_format": column.number_format} if column.number_format else {}
            )
            kind = column.kind
            is_text = kind in ("text", "date")
            write = sheet.write_string if is_text else sheet.write_number
            writers.append((at, write, self.cell(kind, **chosen)))
        blank = sheet.write_blank
        rows = zip(*(column.values for column in columns), strict=True)
        for below, values in enumerate(rows, start=top + 1):
            if (height := heights[below - top - 1]) > LINE:
                sheet.set_row(below, height)
            for (at, write, style), value in zip(writers, values, strict=True):
                if value is None or value == "":
                    blank(below, at, None, style)
                else:
                    write(below, at, value, style)
        return heights

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
