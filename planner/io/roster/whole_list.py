"""The officials of all sheets as one table that knows the cell of each value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.io.roster.one_sheet import OneSheet
from planner.io.table import Column, Table


@dataclass(frozen=True, kw_only=True)
class WholeList(Table):
    """A table of officials whose places are cells of the sheets it was read from."""

    sheets: tuple[OneSheet, ...]
    sheet_of: npt.NDArray[np.int64]
    """Position in `sheets` of the sheet of each official."""

    def place(self, at: int, name: str = "") -> str:
        """Return the place of the cell that tells a column of an official."""
        sheet = self.sheets[int(self.sheet_of[at])]
        row = at - int(np.argmax(self.sheet_of == self.sheet_of[at]))
        sources = sheet.layout.sources()
        # What has no column of its own is told where the person stands.
        found = sources.get(name) or sources.get("name") or sources.get("birth") or ()
        letters = [letter for letter, _ in found]
        filled = [
            letter for letter in letters if not sheet.people.is_empty(letter)[row]
        ]
        return sheet.people.place(row, (*filled, *letters, "A")[0])


def whole_list(
    file: str, officials: pd.DataFrame, sheets: Sequence[OneSheet]
) -> WholeList:
    """Return the officials of sheets, one below the other, as a table."""
    columns = {}
    for name, column in officials.items():
        codes, distinct = pd.factorize(column)
        columns[str(name)] = Column(codes.astype(np.int32), list(distinct))
    counts = [len(sheet.people) for sheet in sheets]
    return WholeList(
        file,
        columns,
        rows=np.concatenate([sheet.people.rows for sheet in sheets]),
        sheets=tuple(sheets),
        sheet_of=np.repeat(np.arange(len(sheets)), counts),
    )
