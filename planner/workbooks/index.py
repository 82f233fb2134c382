"""The index: every sheet with a link to it, and the files of lists."""

from collections.abc import Iterable
from typing import Any

from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.text import cell_text


def fill_index(
    book: Book, sheet: Any, sheets: Iterable[tuple[str, str]], files: Iterable[str]
) -> None:
    """Fill the sheet of the index.

    Parameters
    ----------
    sheets
        Name of each sheet, and what it shows.
    files
        Files that hold the lists, relative to this one.
    """
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    row = book.heading(sheet, _("Index"))
    link = book.format(font_color="#0563C1", underline=1)
    text = book.format(text_wrap=True)
    for name, meaning in sheets:
        # Excel doubles an apostrophe within the name of a sheet.
        target = f"internal:'{name.replace(chr(39), 2 * chr(39))}'!A1"
        sheet.write_url(row, 0, target, link, name)
        sheet.write_string(row, 1, cell_text(meaning), text)
        row += 1
    listed = list(files)
    if listed:
        row += 1
        note = _("The lists are in files of their own, one for each course:")
        sheet.write_string(row, 0, note, book.format(bold=True))
        for file in listed:
            row += 1
            sheet.write_string(row, 0, cell_text(file), text)
    sheet.print_area(0, 0, row, 1)
