"""Which rows of a sheet are officials, which name a section, and which are left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.io.problems import Problem, problem
from planner.io.roster.header import Header
from planner.io.roster.reading import RUNNING_NUMBER, Reading
from planner.io.table import Table, grouped
from planner.language import marked
from planner.language.office_words import synonyms
from planner.language.wording import begins_with, key

Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Readings = Mapping[str, tuple[Reading, ...]]

_BIRTH = re.compile(r"\d[\d\s/.-]*")
_DATE = re.compile(r"(19|20)\d{2}|\d{5}|\d+\s*[/.-].*")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")
_NUMBER = re.compile(r"[\d.,()%\s-]+")
_WHOLE_NUMBER = re.compile(r"\d{1,7}\.?")
_PAGE = re.compile(r"(trang|page)\s*(số\s*)?\d+(\s*/\s*\d+)?", re.IGNORECASE)
# Officials have at least so much besides a name; a signature has a name alone.
_FEWEST_DATA = 2


@dataclass(frozen=True)
class Rows:
    """The rows of a table below its header, sorted by what they are."""

    people: Bools
    """One official each."""
    bands: tuple[tuple[int, str], ...]
    """Rows that name a section: position in the table, text."""
    left_out: dict[str, list[tuple[int, str]]]
    """Why rows are left out -> number of each, and its first text."""
    problems: tuple[Problem, ...]
    """Rows of which it is not clear what they are."""


def sort_rows(table: Table, header: Header, readings: Readings) -> Rows:
    """Return what each row below the header is.

    An official is who has something like a birth date, or a name and at least two other
    things known. A section is a row with one text. What follows the last official is the
    foot of the list. Anything else is a problem: nobody may be lost unnoticed.
    """
    look = _Look(table, readings)
    body = table.rows > header.last
    first = look.first_texts()
    reasons: dict[str, Bools] = {
        marked("header repeated"): look.all_of(
            lambda letter: _one_of(header.paths.get(letter, ()))
        ),
        marked("numbers of the columns"): look.all_of(
            lambda _: _matches(_COLUMN_NUMBER)
        )
        & (look.filled >= 3),
        marked("example"): _of_distinct(first, begins_with(synonyms()["examples"])),
        # An official of a `Tổng công ty` is born on a day; totals hold counts there.
        marked("total"): _of_distinct(first, begins_with(synonyms()["totals"]))
        & ~look.any_birth(_DATE),
        marked("page number"): _of_distinct(first, _matches(_PAGE))
        & (look.filled == 1),
    }
    left = np.zeros(len(table), dtype=np.bool_)
    for mask in reasons.values():
        mask &= body & ~left
        left |= mask
    people = body & ~left & look.is_official()
    last = int(np.flatnonzero(people)[-1]) if people.any() else -1
    after = np.arange(len(table)) > last
    other = body & ~left & ~people
    numbered = look.continues_numbering(people)
    section = other & look.is_section() & ~after & ~numbered
    texts = look.section_texts()
    repeated = section & _of_distinct(texts, lambda text: key(text) in header.above)
    reasons[marked("title repeated")] = repeated
    foot = other & after & ~(numbered & (look.named > 0))
    reasons[marked("below the list")] = foot
    unclear = np.flatnonzero(other & ~section & ~foot)
    items = [
        problem(
            "row-unclear", file=table.file, place=table.place(row), value=first[row]
        )
        for row in unclear.tolist()
    ]
    return Rows(
        people=people,
        bands=tuple(
            (row, str(texts[row]))
            for row in np.flatnonzero(section & ~repeated).tolist()
        ),
        left_out={
            reason: [
                (int(table.rows[at]), str(first[at])) for at in np.flatnonzero(mask)
            ]
            for reason, mask in reasons.items()
            if mask.any()
        },
        problems=tuple(grouped(items)),
    )


class _Look:
    """Answers questions about the cells of all rows at once."""

    def __init__(self, table: Table, readings: Readings) -> None:
        self.table = table
        self.by_letter = {name: ~table.is_empty(name) for name in table.columns}
        names = {
            letter: {item.name for item in items} for letter, items in readings.items()
        }
        self.names = [at for at, found in names.items() if found & {"name", "id"}]
        self.births = [at for at, found in names.items() if "birth" in found]
        self.numbering = [
            at for at, found in names.items() if RUNNING_NUMBER.name in found
        ]
        passed = {"name", "id", "unit", "note", "birth", "ignore", RUNNING_NUMBER.name}
        self.data = [at for at, found in names.items() if found - passed]
        self.filled = self._count(self.by_letter)
        self.named = self._count(self.names)

    def _count(self, letters: "Mapping[str, Bools] | list[str]") -> Counts:
        total = np.zeros(len(self.table), dtype=np.int64)
        for letter in letters:
            total += self.by_letter[letter]
        return total

    def _cells(self, letter: str, test: Callable[[str], bool]) -> Bools:
        """Return which cells of a column are filled and pass a test."""
        codes, texts = self.table.distinct(letter)
        passed = np.array([test(text) for text in texts], dtype=np.bool_)
        result: Bools = passed[codes] & self.by_letter[letter]
        return result

    def all_of(self, test_for: Callable[[str], Callable[[str], bool]]) -> Bools:
        """Return the rows whose filled cells all pass the test of their column."""
        passed = np.zeros(len(self.table), dtype=np.int64)
        for letter in self.table.columns:
            passed += self._cells(letter, test_for(letter))
        all_passed: Bools = (passed == self.filled) & (self.filled > 0)
        return all_passed

    def first_texts(self) -> npt.NDArray[np.object_]:
        """Return the first text of each row."""
        first = np.full(len(self.table), "", dtype=object)
        for letter in reversed(list(self.table.columns)):
            first = np.where(self.by_letter[letter], self.table.texts(letter), first)
        return first

    def any_birth(self, pattern: re.Pattern[str]) -> Bools:
        """Return the rows in which a cell for the birth date matches."""
        born = np.zeros(len(self.table), dtype=np.bool_)
        for letter in self.births:
            born |= self._cells(letter, _matches(pattern))
        return born

    def is_official(self) -> Bools:
        """Return the rows with something like a birth date, or a name and enough data."""
        born = self.any_birth(_BIRTH)
        given = self._count(self.data)
        for letter in self.births:
            given += self.by_letter[letter]
        official: Bools = born | (self.named > 0) & (given >= _FEWEST_DATA)
        return official

    def _texts_besides_numbers(
        self,
    ) -> tuple[npt.NDArray[np.int64], list[tuple[str, Bools]]]:
        cells = [
            (letter, self._cells(letter, lambda text: not _NUMBER.fullmatch(text)))
            for letter in self.table.columns
            if letter not in self.numbering
        ]
        total = np.zeros(len(self.table), dtype=np.int64)
        for _, mask in cells:
            total += mask
        return total, cells

    def is_section(self) -> Bools:
        """Return the rows with one text, beside its number and counts."""
        texts, _ = self._texts_besides_numbers()
        section: Bools = (texts == 1) | (self.filled == 1) & ~self._numbered()
        return section

    def section_texts(self) -> npt.NDArray[np.object_]:
        """Return the text of each row with one text."""
        result = self.first_texts()
        for letter, mask in reversed(self._texts_besides_numbers()[1]):
            result = np.where(mask, self.table.texts(letter), result)
        return result

    def _numbered(self) -> Bools:
        numbered = np.zeros(len(self.table), dtype=np.bool_)
        for letter in self.numbering:
            numbered |= self._cells(letter, _matches(_WHOLE_NUMBER))
        return numbered

    def continues_numbering(self, people: Bools) -> Bools:
        """Return the rows whose running number follows that of the official above."""
        result = np.zeros(len(self.table), dtype=np.bool_)
        for letter in self.numbering:
            texts = pd.Series(self.table.texts(letter)).str.rstrip(".")
            numbers = pd.to_numeric(texts, errors="coerce")
            above = numbers.where(people).ffill().shift()
            result |= (numbers == above + 1).to_numpy()
        return result


def _of_distinct(texts: npt.NDArray[np.object_], test: Callable[[str], bool]) -> Bools:
    codes, distinct = pd.factorize(texts)
    result: Bools = np.array([test(text) for text in distinct], dtype=np.bool_)[codes]
    return result


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _one_of(texts: tuple[str, ...]) -> Callable[[str], bool]:
    # Compared as written but for case: a name would take longer to bring into its form.
    known = {text.casefold() for text in texts}
    return lambda text: bool(known) and " ".join(text.split()).casefold() in known
