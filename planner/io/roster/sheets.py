"""The sheets of a workbook as text, with what is merged in them."""

import csv
import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetVisibleEnum,
)
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from planner.io.files import decode
from planner.io.problems import InvalidInput, problem
from planner.io.suggestions import suggestion
from planner.io.table import Table, table_of
from planner.io.table_files import cell_text, damaged
from planner.io.unicode_form import one_form
from planner.io.vast_files import refuse_vast
from planner.language import _

TOP = 60
"""Rows at the top of a sheet in which its header is looked for."""
_EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """One sheet, from its cell A1 on."""

    file: str
    name: str
    rows: list[list[str]]
    """Text of each cell, by row; all rows are equally long."""
    merges: tuple[Merge, ...] = ()
    """Merged areas: (row, column) of the first and of the last cell, from 0 on."""
    is_named: bool = True
    """Whether somebody named the sheet; a CSV file has the name of the file."""

    @property
    def letters(self) -> list[str]:
        """Letters of the columns."""
        return [
            xl_col_to_name(at) for at in range(len(self.rows[0]) if self.rows else 0)
        ]

    def place(self, row: int, column: int) -> str:
        """Return the place of a cell, both counted from 0 on."""
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"

    def table(self, merged: Collection[str] = ()) -> Table:
        """Return all rows as a table whose columns are named by their letters.

        Parameters
        ----------
        merged
            Columns in which a cell merged over several rows counts for all of them, such as
            the unit.
        """
        letters = self.letters
        for (first, column), (last, last_column) in self.merges:
            alone = column == last_column and first < len(self.rows)
            if alone and letters[column] in merged:
                for row in self.rows[first + 1 : last + 1]:
                    row[column] = self.rows[first][column]
        columns = [
            pa.array(texts, type=pa.string()) for texts in zip(*self.rows, strict=True)
        ]
        numbers = np.arange(1, len(self.rows) + 1, dtype=np.int64)
        return table_of(self.file, letters, columns, numbers, sheet=self.name)


class Workbook:
    """A roster file: Excel, OpenDocument or CSV, which counts as one sheet.

    Raises
    ------
    InvalidInput
        If the format is unknown or the file is damaged.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        ending = PurePath(file).suffix.lower()
        self._csv: list[list[str]] | None = None
        if ending == ".csv":
            self._csv = _csv_rows(data, file)
            self.names: tuple[str, ...] = (PurePath(file).stem,)
            self.visible: tuple[str, ...] = self.names
            return
        if ending not in _EXCEL:
            raise InvalidInput([problem("roster-format", file=file, value=ending)])
        try:
            refuse_vast(data, file)
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except (CalamineError, zipfile.BadZipFile, OSError) as error:
            raise damaged(file, error) from None
        self.names = tuple(self._book.sheet_names)
        self.visible = tuple(
            entry.name
            for entry in self._book.sheets_metadata
            if entry.visible == SheetVisibleEnum.Visible
        )
        self._sheets: dict[str, CalamineSheet] = {}

    def sheet(self, name: str, rows: int | None = None) -> Sheet:
        """Return a sheet, or its first rows.

        Raises
        ------
        InvalidInput
            If there is no such sheet, or it cannot be read.
        """
        if name not in self.names:
            hint = suggestion(name, self.names, _("sheets"))
            found = problem("sheet-missing", file=self.file, value=name, hint=hint)
            raise InvalidInput([found])
        if self._csv is not None:
            return Sheet(self.file, name, self._csv[:rows], is_named=False)
        try:
            if name not in self._sheets:
                self._sheets[name] = self._book.get_sheet_by_name(name)
            sheet = self._sheets[name]
            cells = sheet.to_python(skip_empty_area=False, nrows=rows)
            merges = sheet.merged_cell_ranges or ()
        except (CalamineError, OSError) as error:
            raise damaged(self.file, error) from None
        texts = [[cell_text(cell) for cell in row] for row in cells]
        return Sheet(self.file, name, texts, tuple(merges))


def _csv_rows(data: bytes, file: str) -> list[list[str]]:
    text = one_form(decode(data, file))
    # Excel writes `;` between cells where the comma is the decimal sign. Title rows above
    # the header have few separators, so all of the top is looked at.
    top = "\n".join(text.splitlines()[:TOP])
    separator = max(";\t,", key=top.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise damaged(file, error) from None
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
