"""Changes: whose enrolments differ from another plan."""

import numpy as np
import pandas as pd

from planner.language import _
from planner.workbooks.book import MOST_ROWS, Book
from planner.workbooks.columns import Column
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_texts

_HEADING = 10  # rows kept free for title and header


def add_changes(book: Book, given: Presented, most_rows: int = MOST_ROWS) -> list[str]:
    """Add the sheets of changes and return their names; more than one if one is full."""
    table = given.changes
    assert table is not None
    size = most_rows - _HEADING
    parts = range(0, max(1, len(table)), size)
    return [_sheet(book, given, table.iloc[first : first + size]) for first in parts]


def _sheet(book: Book, given: Presented, table: pd.DataFrame) -> str:
    sheet = book.sheet(_("Changes"), landscape=True)
    top = book.heading(
        sheet,
        _("Enrolments that differ from the plan {name}").format(name=given.against),
        _(
            "Added, dropped, or moved to another year. Who changes courses has two rows."
        ),
    )
    if table.empty:
        sheet.write_string(top, 0, _("Nobody's enrolments differ."), book.format())
        return str(sheet.get_name())
    columns = _columns(given, table)
    below = book.table(sheet, top, columns)
    sheet.print_area(0, 0, below - 1, len(columns) - 1)
    return str(sheet.get_name())


def _columns(given: Presented, table: pd.DataFrame) -> list[Column]:
    position = given.scenario.roster.position
    found = [position.get(str(name), -1) for name in table["official"]]
    at = np.array(found, dtype=np.int64)
    # The other plan may have people whom this scenario does not know.
    known = at >= 0
    names, units = given.people.names(at), given.people.units(at)
    words = {"added": _("added"), "dropped": _("dropped"), "moved": _("moved")}
    ids = cell_texts(table["course"])
    columns = [
        Column(_("Id"), cell_texts(table["official"]), "text", 18),
        Column(_("Full name"), _where(known, names), "text", 28),
        Column(_("Unit"), _where(known, units), "text", 20),
        Column(_("Change"), [words[each] for each in table["change"]], "text", 12),
        Column(_("Course"), ids, "text", 18),
        Column(
            _("Title"), [given.course(name) for name in table["course"]], "text", 44
        ),
        Column(_("Year before"), _years(table["reference_year"]), "year", 10),
        Column(_("Year now"), _years(table["start_year"]), "year", 10),
    ]
    return columns if given.people.named else [columns[0], *columns[2:]]


def _where(known: "np.typing.NDArray[np.bool_]", texts: list[str]) -> list[str]:
    return [text if there else "" for text, there in zip(texts, known, strict=True)]


def _years(column: "pd.Series[int]") -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in column]
