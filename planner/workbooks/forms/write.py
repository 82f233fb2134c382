"""Official forms as files."""

import datetime
from pathlib import Path

from models.plan import PlanColumns
from planner.workbooks.book import Book
from planner.workbooks.forms.class_list import add_class_list
from planner.workbooks.forms.form_10 import add_form_10
from planner.workbooks.write import write_file

FORM_10 = "bieu-10-btctw.xlsx"
CLASS_LIST = "danh-sach-lop.xlsx"


def write_forms(folder: Path, columns: PlanColumns) -> tuple[Path, ...]:
    """Write the forms of a plan and return the files; one sheet for each year.

    Forms of the same names are replaced, everything else in the folder is left alone.

    Raises
    ------
    InvalidInput
        If a file cannot be written.
    """
    spec = columns.scenario.spec
    day = datetime.date(spec.horizon.first - 1, 12, 31)
    files = []
    for name, add in ((FORM_10, add_form_10), (CLASS_LIST, add_class_list)):
        book = Book(spec.title, spec.synthetic, day)
        for year in spec.horizon.years:
            add(book, columns, year)
        files.append(folder / name)
        write_file(files[-1], book.content())
    return tuple(files)
