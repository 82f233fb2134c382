"""Signatures stand below rows of their list, on however many pages it is printed."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from models.enrolments import as_columns
from planner.workbooks.columns import lines_of
from planner.workbooks.forms.write import write_forms
from planner.workbooks.pages import Paper, breaks
from planner.workbooks.write import write_workbook
from tests import builders
from tests.workbooks.small import shown

PAGE, FIRST, REPEATED, FOOT = 1000.0, 200.0, 50.0, 150.0
#     of which 960 are filled


def printed(rows: list[float], found: list[int]) -> list[list[float]]:
    """Return the rows of each page."""
    ends = [*found, len(rows)]
    return [rows[start:end] for start, end in zip([0, *found], ends, strict=True)]


@pytest.mark.parametrize("size", [1, 4, 5, 6, 39, 40, 41, 49, 50, 51, 52, 90, 500])
def test_no_page_is_too_full_and_the_last_has_rows(size: int) -> None:
    rows = [15.0, 30.0] * size
    pages = printed(rows, breaks(rows, FIRST, REPEATED, FOOT, PAGE))
    for at, page in enumerate(pages):
        above = REPEATED if at else FIRST
        below = FOOT if page is pages[-1] else 0
        assert above + sum(page) + below <= PAGE
    assert len(pages[-1]) >= min(5, len(rows))
    assert all(len(page) > 0 for page in pages)


def test_what_fits_on_one_page_is_not_broken() -> None:
    # 200 + 61 rows of 10 + 150 = 960.
    assert breaks([10.0] * 61, FIRST, REPEATED, FOOT, PAGE) == []
    assert breaks([10.0] * 62, FIRST, REPEATED, FOOT, PAGE) == [57]


def test_only_as_many_rows_as_needed_go_with_the_signatures() -> None:
    # 76 rows on the first page, 91 on the next: 2 would be left, 76 are left.
    assert breaks([10.0] * 169, FIRST, REPEATED, FOOT, PAGE) == [76, 164]
    assert breaks([10.0] * 243, FIRST, REPEATED, FOOT, PAGE) == [76, 167]
    # The signatures alone would be left.
    assert breaks([10.0] * 167, FIRST, REPEATED, FOOT, PAGE) == [76, 162]


def test_a_row_higher_than_a_page_has_one_of_its_own() -> None:
    assert breaks([10.0, 2000.0, 10.0], 0, 0, 0, PAGE) == [1, 2]


def test_a_list_wider_than_the_page_is_made_smaller() -> None:
    # 96 columns of one digit and its edges, 12 pixels each: 12 inches on 6.
    assert Paper(6, 5).points([1.0] * 96) == 5 * 2 * 72
    assert Paper(24, 5).points([1.0] * 96) == 5 * 72


def sheet_of(folder: Path, size: int) -> Worksheet:
    """Return the list of so many officials who start one course."""
    names = [f"O{at:03}" for at in range(size)]
    given = builders.scenario(builders.officials(*names), {"C": builders.course()})
    decided = builders.plan(given, *((name, "C", 2026) for name in names))
    path = folder / f"{size}.xlsx"
    write_workbook(path, shown(given, decided))
    return openpyxl.load_workbook(path)["C 2026"]


def test_a_short_list_is_one_page_with_its_signatures(tmp_path: Path) -> None:
    for size in (1, 15, 20):
        sheet = sheet_of(tmp_path, size)
        assert sheet.page_setup.fitToHeight is None  # one page, as Excel assumes
        assert not sheet.row_breaks.brk


@pytest.mark.parametrize("size", [30, 33, 36, 60, 65, 68, 150])
def test_the_last_page_of_a_list_has_people_and_signatures(
    tmp_path: Path, size: int
) -> None:
    sheet = sheet_of(tmp_path, size)
    assert sheet.page_setup.fitToHeight == 0
    numbers = [row for row, *_ in sheet.iter_rows(values_only=True)]
    first, last = numbers.index(1) + 1, numbers.index(size) + 1
    *_, end = [each.id for each in sheet.row_breaks.brk]  # below this row
    assert first < end <= last - 5
    assert last - end <= 32  # more would not fit


def test_class_names_in_capitals_have_room() -> None:
    """Capitals are wider: who counts letters alone writes one row over the next."""
    assert lines_of(["Bồi dưỡng - cập nhật"], 24) == [1]
    assert lines_of(["BD-CHUC-DANH@2024#1"], 24) == [2]
    assert lines_of(["BD-CHUC-DANH@2024#1"], 26) == [1]


def test_dates_of_classes_are_never_broken(tmp_path: Path) -> None:
    given = builders.scenario(builders.officials("A"), {"C": builders.course()})
    columns = as_columns(given, builders.plan(given, ("A", "C", 2026)))
    write_forms(tmp_path / "forms", columns)
    (path,) = (tmp_path / "forms").glob("danh-sach-lop*")
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book["2026"] for cell in row
             if str(cell.value).startswith("…/…/")]  # fmt: skip
    assert [cell.value for cell in cells] == ["…/…/2026", "…/…/2026"]
    assert not any(cell.alignment.wrap_text for cell in cells)
