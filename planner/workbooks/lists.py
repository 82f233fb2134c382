"""Lists to sign: who starts a course in a year, one sheet for each course and year."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.measures.classes import class_codes
from models.roster import Ints
from planner.language import _
from planner.language.numbers import number
from planner.workbooks.book import MOST_ROWS, Book
from planner.workbooks.columns import LINE, Column
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_text, cell_texts

_AROUND = 30  # rows kept free for what stands above and below the names
_SIGNATURE = 8  # lines of the row that is signed in


@dataclass(frozen=True)
class Intake:
    """The enrolments of one list."""

    course: str
    start: int
    rows: Ints
    """Positions in the enrolments of the plan, by class, unit and place in the roster."""


def intakes_of(given: Presented) -> Iterator[Intake]:
    """Yield the lists of a plan, by course in declared order and start year."""
    enrolments, people = given.enrolments, given.people
    codes, _names = class_codes(given.columns)
    for course, start, rows in enrolments.intakes:
        officials = enrolments.official[rows]
        own = codes[enrolments.row[rows]]
        order = np.lexsort((*people.place_in_unit(officials), own))
        yield Intake(course, start, rows[order])


def add_list(
    book: Book, given: Presented, intake: Intake, most_rows: int = MOST_ROWS
) -> list[tuple[str, str]]:
    """Add the sheets of one list; return the name of each and what it shows.

    More than one sheet only if the people are more than a sheet has rows.
    """
    size = most_rows - _AROUND
    meaning = f"{given.course(intake.course)}, {intake.start}"
    added = []
    for first in range(0, len(intake.rows), size):
        part = Intake(intake.course, intake.start, intake.rows[first : first + size])
        added.append((_sheet(book, given, part, first + 1), meaning))
    return added


def _sheet(book: Book, given: Presented, intake: Intake, first: int) -> str:
    # Long ids are cut, the year never is.
    sheet = book.sheet(f"{intake.course[:20]} {intake.start}", landscape=True)
    columns = _columns(given, intake, first)
    top = _above(book, sheet, given, intake, len(columns))
    below = book.table(sheet, top, columns, foot=(_SIGNATURE + 2) * LINE)
    last = _below(book, sheet, below + 1, len(columns), len(intake.rows))
    sheet.print_area(0, 0, last, len(columns) - 1)
    return str(sheet.get_name())


def _above(book: Book, sheet: Any, given: Presented, intake: Intake, width: int) -> int:
    """Write what stands above the names; return the row of the header."""
    middle = {"align": "center", "valign": "vcenter"}
    bold, plain = book.format(bold=True, **middle), book.format(italic=True, **middle)
    half, last = (width - 1) // 2, width - 1
    sheet.merge_range(0, 0, 0, half - 1, _("AUTHORITY: ………………………………"), bold)
    motto = _("SOCIALIST REPUBLIC OF VIET NAM")
    sheet.merge_range(0, half, 0, last, motto, bold)
    sheet.merge_range(1, 0, 1, half - 1, _("No.: ………/………"), plain)
    sheet.merge_range(1, half, 1, last, _("Independence – Freedom – Happiness"), bold)
    entry = given.scenario.spec.courses[intake.course]
    title = book.format(bold=True, font_size=14, **middle)
    sheet.merge_range(3, 0, 3, last, _("LIST OF OFFICIALS SENT ON TRAINING"), title)
    course = _("Course: {title} ({id})").format(title=entry.title, id=intake.course)
    sheet.merge_range(4, 0, 4, last, cell_text(course), bold)
    decision = _("(Attached to Decision No. ……… of …/…/……)")
    sheet.merge_range(5, 0, 5, last, decision, plain)
    if given.scenario.spec.synthetic:
        notice = _("The officials are synthetic data: no real person is listed.")
        red = book.format(bold=True, font_color="#9C0006", **middle)
        sheet.merge_range(6, 0, 6, last, notice, red)
    return 8


def _columns(given: Presented, intake: Intake, first: int) -> list[Column]:
    enrolments, people = given.enrolments, given.people
    officials = enrolments.official[intake.rows]
    plan_rows = enrolments.row[intake.rows]
    codes, names = class_codes(given.columns)
    # The last one stands for rows without a class.
    classes = np.array([*cell_texts(names), ""], dtype=object)
    lines = [*map(given.line, given.scenario.line_ids), ""]
    payers = np.array(lines, dtype=object)[enrolments.line[intake.rows]]
    end = intake.start + given.scenario.spec.courses[intake.course].duration - 1
    years = str(intake.start) if end == intake.start else f"{intake.start}–{end}"
    size, new = len(officials), _("newly recruited")
    notes = [new if recruit else "" for recruit in people.recruits(officials)]
    columns = [
        Column(_("No."), range(first, first + size), "year", 7),
        Column(_("Id"), people.ids(officials), "text", 14),
        Column(_("Full name"), people.names(officials), "text", 26),
        Column(_("Year of birth"), people.birth_years(officials), "year", 8),
        Column(_("Post"), people.posts(officials), "text", 30),
        Column(_("Unit"), people.units(officials), "text", 20),
        Column(_("Class"), classes[codes[plan_rows]].tolist(), "text", 26),
        Column(_("Paid by"), payers.tolist(), "text", 32),
        Column(_("Time, place"), [years] * size, "text", 15),
        Column(_("Note"), notes, "text", 14),
    ]
    return columns if people.named else [columns[0], columns[1], *columns[3:]]


def _below(book: Book, sheet: Any, row: int, width: int, people: int) -> int:
    """Write what stands below the names; return the last row."""
    half, last = (width - 1) // 2, width - 1
    total = _("Officials in this list: {number}").format(number=number(people))
    sheet.merge_range(row, 0, row, last, total, book.format(italic=True))
    row += 1
    # In one row, since no page break goes through a row.
    sheet.set_row(row, _SIGNATURE * LINE)
    left = "\n".join(("", _("PREPARED BY"), _("(signature, full name)")))
    right = "\n".join(
        (
            _("…………, date … month … year ……"),
            _("HEAD OF THE AUTHORITY"),
            _("(signature, full name, seal)"),
        )
    )
    signed = book.format(text_wrap=True, align="center")
    sheet.merge_range(row, 0, row, half - 1, left, signed)
    sheet.merge_range(row, half, row, last, right, signed)
    return row
