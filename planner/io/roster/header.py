"""Where the header of a roster is, and which headings stand above each column."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.io.roster.reading import RUNNING_NUMBER, Reading
from planner.io.roster.sheets import TOP, Sheet
from planner.language.wording import key

MOST_LEVELS = 4
"""Most rows of a header."""
FEWEST_COLUMNS = 3
"""Fewest columns of a roster that a header must name."""

Read = Callable[[tuple[str, ...]], set[Reading]]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Header:
    """The header of a sheet."""

    first: int
    """Number of its first row."""
    last: int
    """Number of its last row."""
    paths: dict[str, Path]
    """Headings above each column, the uppermost first, by the letter of the column."""
    above: frozenset[str]
    """Texts of the rows above the header, as `wording.key` has them."""


def find_header(sheet: Sheet, read: Read) -> Header | None:
    """Return the header at the top of a sheet; None if no rows look like one.

    Of all blocks of rows that cut no merged cell, the one that names most columns of a
    roster, each once; then the smallest, with the headings below it that name as many.
    """
    cells = _filled(sheet)
    first = last = most = 0
    for levels in range(1, MOST_LEVELS + 1):
        for top in range(len(cells) - levels + 1):
            bottom = top + levels - 1
            if _cuts_merged(sheet, top, bottom):
                continue
            named = _named(_paths(cells, top, levels), read)
            if named > most:
                first, last, most = top, bottom, named
    if not most:
        return None
    while last + 1 < min(len(cells), first + MOST_LEVELS):
        paths = _paths(cells, first, last - first + 2)
        if (
            not _is_below_groups(cells[last + 1], paths, read)
            or _named(paths, read) < most
        ):
            break
        last += 1
    return header_at(sheet, first + 1, last + 1)


def _named(paths: list[Path], read: Read) -> int:
    """Return how well headings name the columns of a roster; 0 if they name too few."""
    used = [item for path in paths if path for item in read(path) if item.is_used]
    once = set(used)
    if len(once) < FEWEST_COLUMNS:
        return 0
    twice = len([item for item in used if not item.may_repeat]) - len(
        [item for item in once if not item.may_repeat]
    )
    # `Nam` and `Nữ` are sexes, but births of both with their heading above them.
    return len(once) - twice + any(item.name == "birth" for item in once)


def _is_below_groups(row: list[str], paths: list[Path], read: Read) -> bool:
    """Return whether a row has texts, but none where an official has name or number."""
    people = {"name", "id", RUNNING_NUMBER.name}
    for text, path in zip(row, paths, strict=True):
        names = {
            item.name for end in range(len(path)) for item in read(path[: end + 1])
        }
        if text and names & people and key(text) != key(path[0]):
            return False
    return any(row)


def _cuts_merged(sheet: Sheet, top: int, bottom: int) -> bool:
    """Return whether a merged heading is partly inside the rows; taller cells are none."""
    return any(
        first < top <= last or first <= bottom < last
        for (first, _), (last, _) in sheet.merges
        if last - first < MOST_LEVELS
    )


def header_at(sheet: Sheet, first: int, last: int) -> Header:
    """Return the header in the rows of these numbers."""
    cells = _filled(sheet)
    paths = _paths(cells, first - 1, last - first + 1)
    above = {key(text) for row in cells[: first - 1] for text in row}
    named = zip(sheet.letters, paths, strict=True)
    return Header(
        first,
        last,
        {letter: path for letter, path in named if path},
        frozenset(above - {""}),
    )


def _filled(sheet: Sheet) -> list[list[str]]:
    """Return the top of a sheet with the text of merged cells in each of them."""
    cells = [[" ".join(text.split()) for text in row] for row in sheet.rows[:TOP]]
    for (top, left), (bottom, right) in sheet.merges:
        for row in cells[top : bottom + 1]:
            row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
    return cells


def _paths(cells: list[list[str]], first: int, levels: int) -> list[Path]:
    block = [list(row) for row in cells[first : first + levels]]
    # Without merged cells, a group is written above the first of its columns only.
    for at in range(levels - 1):
        for column in range(1, len(block[at])):
            beside, below = block[at][column - 1], block[at + 1]
            if not block[at][column] and beside and below[column] and below[column - 1]:
                block[at][column] = beside
    return [_without_repeats(column) for column in zip(*block, strict=True)]


def _without_repeats(texts: tuple[str, ...]) -> Path:
    path: list[str] = []
    for text in texts:
        if text and (not path or key(path[-1]) != key(text)):
            path.append(text)
    return tuple(path)
