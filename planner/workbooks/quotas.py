"""Quotas: how many officials each unit sends to each course in each year."""

import pandas as pd

from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import Column
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_texts


def add_quotas(book: Book, given: Presented) -> str:
    """Add the sheet and return its name."""
    table = _by_year(given)
    years = [name for name in table.columns if isinstance(name, int)]
    sheet = book.sheet(_("Quotas"))
    top = book.heading(
        sheet, _("Officials sent by each unit, by course and start year")
    )
    columns = [
        Column(_("Unit"), cell_texts(table["unit"]), "text", 24),
        Column(
            _("Course"), [given.course(name) for name in table["course"]], "text", 46
        ),
        *(
            Column(
                str(year), [each or None for each in table[year].tolist()], "count", 7
            )
            for year in years
        ),
        Column(_("Total"), table[years].sum(axis=1).astype(int).tolist(), "count", 8),
    ]
    below = book.table(sheet, top, columns)
    sheet.print_area(0, 0, below - 1, len(columns) - 1)
    return str(sheet.get_name())


def _by_year(given: Presented) -> pd.DataFrame:
    """Return one row for each unit and course, with one column for each year."""
    quotas = given.report.quotas
    years = list(given.scenario.spec.horizon.years)
    wide = quotas.pivot_table(
        index=["unit", "course"], columns="start_year", values="officials",
        aggfunc="sum", fill_value=0, sort=False,
    )  # fmt: skip
    return wide.reindex(columns=years, fill_value=0).astype(int).reset_index()
