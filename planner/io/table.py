"""A table of text with the place of every cell, and problems grouped by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from planner.io.problems import Problem, problem
from planner.io.unicode_form import one_form
from planner.language import _
from planner.language.numbers import number

Ints = npt.NDArray[np.int64]

MOST_LISTED = 20
"""Most problems of one kind listed for one column."""


@dataclass(frozen=True)
class Column:
    """Distinct texts and the code of each row, so that long columns stay small."""

    codes: npt.NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True)
class Table:
    """Columns of text; a missing value is the empty text."""

    file: str
    columns: dict[str, Column]
    """Trimmed text by column name, in file order."""
    rows: Ints
    """Number of each row as its program shows it (the header of a CSV is row 1)."""
    sheet: str = ""
    """Name of the sheet of an Excel workbook."""
    letters: tuple[str, ...] = ()
    """Column letters of an Excel sheet, in the order of `columns`."""
    problems: tuple[Problem, ...] = ()
    """Rows of the wrong length; columns without a name or with the name of another."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def distinct(self, name: str) -> tuple[npt.NDArray[np.int32], list[str]]:
        """Return the code of each row in a column, and the distinct texts coded."""
        return self.columns[name].codes, self.columns[name].texts

    def is_empty(self, name: str) -> npt.NDArray[np.bool_]:
        """Return which cells of a column are empty."""
        return _is_empty(self.columns[name])

    def texts(self, name: str) -> npt.NDArray[np.object_]:
        """Return the column as an array of str."""
        codes, texts = self.distinct(name)
        result: npt.NDArray[np.object_] = np.array(texts, dtype=object)[codes]
        return result

    def place(self, at: int, name: str = "") -> str:
        """Return the place of a cell, or of a row, by position."""
        row = int(self.rows[at])
        if not self.sheet:
            return (
                _("row {row:d}, column {name}").format(row=row, name=name)
                if name
                else _("row {row:d}").format(row=row)
            )
        if name not in self.columns:
            return f"{self.sheet}!{row}:{row}"
        return f"{self.sheet}!{self.letters[list(self.columns).index(name)]}{row}"

    def column_place(self, name: str) -> str:
        """Return the place of a whole column."""
        if not self.sheet:
            return _("column {name}").format(name=name)
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

    Columns are arrays of text, which may be dictionary-encoded. Names typed on different
    computers then compare equal. Rows and unnamed columns without any value are left out.
    """
    found = list(problems)
    kept: dict[str, Column] = {}
    letters: list[str] = []
    filled = np.zeros(len(rows), dtype=np.bool_)
    for at, (title, raw) in enumerate(zip(header, columns, strict=True)):
        column = _clean(raw)
        here = ~_is_empty(column)
        name = _clean(pa.array([title], type=pa.string())).texts[0]
        letter = _letter(at)
        place = (
            f"{sheet}!{letter}1" if sheet else _("row 1, column {at}").format(at=at + 1)
        )
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
        kept = {
            name: _used(column.codes[filled], column.texts)
            for name, column in kept.items()
        }
    return Table(file, kept, rows[filled], sheet, tuple(letters), tuple(found))


def _clean(column: pa.Array) -> Column:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False)
    # Whatever is missing, coded -1, reads the empty text put last.
    texts = pc.utf8_trim_whitespace(pc.fill_null(column.dictionary, ""))
    texts = pa.concat_arrays([texts, pa.array([""], type=texts.type)])
    if pc.all(pc.string_is_ascii(texts)).as_py() is False:
        # Not `pc.utf8_normalize`: before pyarrow 26 it gives the decomposed form.
        texts = pa.array([one_form(text) for text in texts.to_pylist()])
    encoded = texts.dictionary_encode()
    position = encoded.indices.to_numpy(zero_copy_only=False)
    return _used(position[codes], encoded.dictionary.to_pylist())


def _used(codes: npt.NDArray[np.int32], texts: list[str]) -> Column:
    """Return a column without the texts that no row has."""
    used = np.zeros(len(texts), dtype=np.bool_)
    used[codes] = True
    if used.all():
        return Column(codes, texts)
    position = (np.cumsum(used) - 1).astype(np.int32)
    return Column(position[codes], [texts[at] for at in np.flatnonzero(used).tolist()])


def _is_empty(column: Column) -> npt.NDArray[np.bool_]:
    if "" not in column.texts:
        return np.zeros(len(column.codes), dtype=np.bool_)
    result: npt.NDArray[np.bool_] = column.codes == column.texts.index("")
    return result


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
        message = _("and {more} more rows with a problem of this kind").format(
            more=number(more)
        )
        column = last.place.partition(", ")[2]
        listed.append(Problem(last.code, message, last.remedy, last.file, column))
    return listed
