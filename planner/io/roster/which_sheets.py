"""Which sheets of a workbook hold the roster, and where the header of each is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from planner.io.problems import InvalidInput, problem
from planner.io.roster.header import Header, Path, find_header, header_at
from planner.io.roster.layout import Layout, read_layout
from planner.io.roster.legacy_text import legacy_text
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.reading import Reading
from planner.io.roster.sheets import TOP, Sheet, Workbook
from planner.io.roster.vocabulary import Vocabulary
from planner.language import marked
from planner.language.wording import key


@dataclass(frozen=True)
class RosterSheets:
    """The sheets that are read, and the others."""

    layouts: list[Layout]
    """Of each sheet that is read, in the order of the workbook."""
    chosen: tuple[str, ...]
    """Sheets that a person has named; none if all with a header are read."""
    left_out: dict[str, str]
    """Name of a sheet that is not read -> why, in English."""


def find_sheets(
    book: Workbook,
    names: Sequence[str],
    vocabulary: Vocabulary,
    mapping: RosterMapping,
) -> RosterSheets:
    """Return the sheets named, or all visible ones with the header of a roster.

    Raises
    ------
    InvalidInput
        If a sheet that is named, or every sheet, has no such header; or if text is not in
        Unicode.
    """
    read = _reader(vocabulary, mapping)
    chosen = tuple(dict.fromkeys(names or mapping.sheets))
    tops = [book.sheet(name, TOP) for name in chosen or book.visible]
    headers = _headers(tops, read, mapping, are_chosen=bool(chosen))
    found = [item for top in tops for item in legacy_text(top)]
    if not found:
        places = [f"{name}!1:{TOP}" for name in chosen if name not in headers]
        found = [
            problem("roster-without-header", file=book.file, place=place)
            for place in places or [""] * (not headers)
        ]
    if found:
        raise InvalidInput(found)
    why = marked("not chosen") if chosen else marked("no header of a roster")
    return RosterSheets(
        layouts=[
            read_layout(book.sheet(name), headers[name], read, mapping)
            for name in book.names
            if name in headers
        ],
        chosen=chosen,
        left_out={
            name: why if name in book.visible else marked("hidden")
            for name in book.names
            if name not in headers
        },
    )


def _headers(
    tops: Sequence[Sheet],
    read: Callable[[Path], set[Reading]],
    mapping: RosterMapping,
    *,
    are_chosen: bool,
) -> dict[str, Header]:
    """Return the headers of the sheets that have one, by the name of the sheet."""
    if mapping.header is None:
        found = {top.name: find_header(top, read) for top in tops}
        return {name: header for name, header in found.items() if header is not None}
    first, last = mapping.header
    given = {
        top.name: header_at(top, first, last) for top in tops if last <= len(top.rows)
    }
    filled = {name: header for name, header in given.items() if header.paths}
    known = {
        name: header
        for name, header in filled.items()
        if any(item.is_used for path in header.paths.values() for item in read(path))
    }
    # A sheet of another kind has texts in these rows too, but no heading of a roster.
    return filled if are_chosen else known or filled


def _reader(
    vocabulary: Vocabulary, mapping: RosterMapping
) -> Callable[[Path], set[Reading]]:
    @cache
    def read(path: Path) -> set[Reading]:
        said = mapping.columns.get(key(" ".join(path)))
        return set(said) if said else vocabulary.headings(path)

    return read
