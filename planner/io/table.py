"""A table of text with the place of every cell, and problems grouped by kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from planner.io.problems import Problem, problem
from planner.io.unicode_form import one_form

Ints = npt.NDArray[np.int64]

MOST_LISTED = 20
"""Most problems of one kind listed for one column."""


@dataclass(frozen=True)
class Table:
    """Columns of text; a missing value is the empty text."""

    file: str
    columns: dict[str, pa.Array]
    """Trimmed text by column name, in file order."""
    rows: Ints
    """Number of each row as its program shows it (the header of a CSV is row 1)."""
    sheet: str = ""
    """Name of the sheet of an Excel workbook."""
    letters: tuple[str, ...] = ()
    """Column letters of an Excel sheet, in the order of `columns`."""
    problems: tuple[Problem, ...] = ()
    """Rows of the wrong length; columns without a name or with the name of another."""
    _distinct: dict[str, tuple[Ints, list[str]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def distinct(self, name: str) -> tuple[Ints, list[str]]:
        """Return the code of each row in a column, and the distinct texts coded."""
        if name in self._distinct:
            return self._distinct[name]
        encoded = self.columns[name].dictionary_encode()
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        self._distinct[name] = codes, encoded.dictionary.to_pylist()
        return self._distinct[name]

    def is_empty(self, name: str) -> npt.NDArray[np.bool_]:
        """Return which cells of a column are empty."""
        result: npt.NDArray[np.bool_] = pc.equal(self.columns[name], "").to_numpy(
            zero_copy_only=False
        )
        return result

    def texts(self, name: str) -> npt.NDArray[np.object_]:
        """Return the column as an array of str."""
        result: npt.NDArray[np.object_] = np.array(
            self.columns[name].to_pylist(), dtype=object
        )
        return result

    def place(self, at: int, name: str = "") -> str:
        """Return the place of a cell, or of a row, by position."""
        row = int(self.rows[at])
        if not self.sheet:
            return f"row {row:d}, column {name}" if name else f"row {row:d}"
        if name not in self.columns:
            return f"{self.sheet}!{row}:{row}"
        return f"{self.sheet}!{self.letters[list(self.columns).index(name)]}{row}"

    def column_place(self, name: str) -> str:
        """Return the place of a whole column."""
        if not self.sheet:
            return f"column {name}"
        letter = self.letters[list(self.columns).index(name)]
        return f"{self.sheet}!{letter}:{letter}"


def table_of(
    file: str,
    header: Sequence[str],
    columns: Sequence[pa.Array],
    rows: Ints,
    sheet: str = "",
    problems: Sequence[Problem] = (),
) -> Table:
    """Return a table of trimmed text in one Unicode form (NFC).

    Names typed on different computers then compare equal. Rows and unnamed columns without
    any value are left out.
    """
    found = list(problems)
    kept: dict[str, pa.Array] = {}
    letters: list[str] = []
    filled = np.zeros(len(rows), dtype=np.bool_)
    for at, (title, raw) in enumerate(zip(header, columns, strict=True)):
        column = _clean(raw)
        here = pc.not_equal(column, "").to_numpy(zero_copy_only=False)
        name = _clean(pa.array([title], type=pa.string()))[0].as_py()
        letter = _letter(at)
        place = f"{sheet}!{letter}1" if sheet else f"row 1, column {at + 1}"
        if not name:
            if here.any():
                found.append(problem("column-unnamed", file=file, place=place))
            continue
        if name in kept:
            found.append(
                problem("column-twice", file=file, place=place, value=name, name=name)
            )
            continue
        filled |= here
        kept[name] = column
        letters.append(letter)
    if not filled.all():
        mask = pa.array(filled)
        kept = {name: column.filter(mask) for name, column in kept.items()}
    return Table(file, kept, rows[filled], sheet, tuple(letters), tuple(found))


def _clean(column: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
    if pc.all(pc.string_is_ascii(trimmed)).as_py() is False:
        # Not `pc.utf8_normalize`: before pyarrow 26 it gives the decomposed form.
        coded = trimmed.dictionary_encode()
        texts = [one_form(text) for text in coded.dictionary.to_pylist()]
        trimmed = pa.array(texts, type=pa.string()).take(coded.indices)
    return trimmed


def _letter(at: int) -> str:
    """Return the letters of an Excel column: 0 is A, 26 is AA."""
    at, rest = divmod(at, 26)
    return (_letter(at - 1) if at else "") + chr(ord("A") + rest)


def grouped(problems: Sequence[Problem], count: int | None = None) -> list[Problem]:
    """Return the first problems of a kind and one that stands for all the others.

    Parameters
    ----------
    count
        How many there are in all, if not all of them are given.
    """
    listed = list(problems[:MOST_LISTED])
    more = (len(problems) if count is None else count) - len(listed)
    if more > 0:
        last = listed[-1]
        message = f"and {more:,} more rows with a problem of this kind"
        column = last.place.partition(", ")[2]
        listed.append(Problem(last.code, message, last.remedy, last.file, column))
    return listed
