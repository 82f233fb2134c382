"""Recruits: who is taken, of which stream, when and where."""

from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import Column, money_format
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_text, cell_texts


def add_recruits(book: Book, given: Presented) -> str:
    """Add the sheet and return its name."""
    recruitment = given.scenario.spec.recruitment
    streams = {} if recruitment is None else recruitment.streams
    table = given.columns.recruits.sort_values(["year", "stream", "unit", "official"])
    sheet = book.sheet(_("Recruits"))
    top = book.heading(sheet, _("Recruits by year"), _("Cost in million dong."))
    titles = [
        cell_text(streams[name].title if name in streams else name)
        for name in table["stream"]
    ]
    cost = table["cost"].tolist()
    columns = [
        Column(_("Year"), table["year"].tolist(), "year", 8),
        Column(_("Recruit"), cell_texts(table["official"]), "text", 32),
        Column(_("Stream"), titles, "text", 40),
        Column(_("Unit"), cell_texts(table["unit"]), "text", 20),
        Column(_("Cost"), [each / 1000 for each in cost], "money", 12,
               money_format(cost)),
    ]  # fmt: skip
    below = book.table(sheet, top, columns)
    sheet.print_area(0, 0, below - 1, len(columns) - 1)
    return str(sheet.get_name())
