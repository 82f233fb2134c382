"""The workbook that offices fill in: one sheet for each table of the scenario."""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.scenario import ScenarioSpec
from planner.io.problems import InvalidInput, problem
from planner.io.roster.template_columns import (
    TemplateColumn,
    official_columns,
    small_columns,
)
from planner.io.write_file import write_whole
from planner.language import _, current
from planner.language.faults import reason_of
from planner.language.office_words import synonyms

MOST_ROWS = 20_000
"""Rows that have drop-down lists."""
_LISTS = "lists"
_WIDEST = 26  # column [characters]
_HEAD_HEIGHT = 64  # room for four lines [points]
_LONGEST_MESSAGE = 255  # that Excel shows beside a cell [characters]


def write_template(path: Path, spec: ScenarioSpec, units: Sequence[str]) -> None:
    """Write the workbook; no file is ever replaced, since it may have been filled in.

    Parameters
    ----------
    units
        Units that are known, offered in a drop-down list.

    Raises
    ------
    InvalidInput
        If the name does not end in .xlsx, there is a file, or it cannot be written.
    """
    reason: object = ""
    if path.suffix.lower() != ".xlsx":
        reason = _("name a file that ends in .xlsx")
    elif path.exists():
        reason = _("there is a file already, which may have been filled in")
    if not reason:
        try:
            write_whole(path, template(spec, units))
        except (OSError, ValueError) as error:
            reason = reason_of(error)
    if reason:
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found])


def template(spec: ScenarioSpec, units: Sequence[str]) -> bytes:
    """Return the workbook."""
    buffer = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, plain) as book:
        # The same scenario gives the same file on every day.
        day = datetime.datetime(spec.horizon.first - 1, 12, 31, tzinfo=datetime.UTC)
        book.set_properties({"title": spec.title, "created": day})
        writer = _Writer(book)
        for name in synonyms()["tables"]:
            columns = (
                official_columns(spec.attributes, units)
                if name == "officials"
                else small_columns(name, spec)
            )
            writer.sheet(synonyms()["tables"][name][current()], columns)
        writer.finish()
    return buffer.getvalue()


class _Writer:
    """Writes sheets, and the lists of their drop-downs into a hidden one."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.lists: list[tuple[str, ...]] = []
        self.head = book.add_format(
            {
                "bold": True, "text_wrap": True, "valign": "vcenter", "align": "center",
                "border": 1, "bg_color": "#DDE7F0", "locked": True,
            }
        )  # fmt: skip
        self.text = book.add_format({"locked": False, "num_format": "@"})
        self.plain = book.add_format({"locked": False})
        self.day = book.add_format({"locked": False, "num_format": "dd/mm/yyyy"})
        self.example = book.add_format(
            {"locked": False, "italic": True, "font_color": "#808080"}
        )

    def sheet(self, name: str, columns: Sequence[TemplateColumn]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, _HEAD_HEIGHT)
        for at, column in enumerate(columns):
            longest = max(map(len, (*column.choices, column.example, "dd/mm/yyyy")))
            sheet.set_column(at, at, min(_WIDEST, longest + 2), self._format(column))
            sheet.write_string(0, at, column.heading, self.head)
            sheet.write_comment(0, at, column.note, {"x_scale": 2, "y_scale": 1.5})
            sheet.write_string(1, at, column.example, self.example)
            self._validate(sheet, at, column)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        # Without a password: it keeps headings from slips, not from their owner.
        allowed = (
            "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows",
            "sort", "autofilter",
        )  # fmt: skip
        sheet.protect("", dict.fromkeys(allowed, True))

    def _format(self, column: TemplateColumn) -> Format:
        if column.is_date:
            return self.day
        return self.plain if column.whole or column.number else self.text

    def _validate(self, sheet: Worksheet, at: int, column: TemplateColumn) -> None:
        message = column.note
        if len(message) > _LONGEST_MESSAGE:
            message = message[: _LONGEST_MESSAGE - 1] + "…"
        rule: dict[str, object] = {"validate": "any"}
        if column.choices:
            rule = {
                "validate": "list",
                "source": self._list(column.choices),
                "show_error": column.must_be_chosen,
            }
        elif column.whole or column.number:
            least, most = column.whole or column.number or (0, 0)
            kind = "integer" if column.whole else "decimal"
            rule = {"validate": kind, "criteria": "between", "minimum": least,
                    "maximum": most}  # fmt: skip
        rule |= {
            "input_message": message,
            "error_title": _("Not allowed here"),
            "error_message": _("Choose from the list, or see the note of the column."),
        }
        sheet.data_validation(1, at, MOST_ROWS, at, rule)

    def _list(self, choices: tuple[str, ...]) -> str:
        if choices not in self.lists:
            self.lists.append(choices)
        letter = xl_col_to_name(self.lists.index(choices))
        return f"={_LISTS}!${letter}$1:${letter}${len(choices)}"

    def finish(self) -> None:
        sheet = self.book.add_worksheet(_LISTS)
        for at, choices in enumerate(self.lists):
            for row, text in enumerate(choices):
                sheet.write_string(row, at, text)
        sheet.hide()
