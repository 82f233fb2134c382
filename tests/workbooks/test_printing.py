import datetime
from pathlib import Path

import openpyxl
import pytest

from planner.io.problems import InvalidInput
from planner.workbooks.write import write_workbook
from tests.workbooks import small
from tests.workbooks.small import shown


def test_sheets_are_ready_to_print(tmp_path: Path) -> None:
    given = small.scenario()
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    for sheet in openpyxl.load_workbook(path):
        assert sheet.page_setup.paperSize == 9  # A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide, which is what Excel assumes, and any number of pages high; but
        # short lists to sign are one page.
        assert sheet.page_setup.fitToWidth in (None, 1)
        is_list = sheet.title.startswith(("TC", "CN"))
        assert sheet.page_setup.fitToHeight == (None if is_list else 0)
        assert sheet.print_area
        assert "&P / &N" in sheet.oddFooter.right.text
        if sheet.title not in ("Cover", "Index", "Charts"):
            header = sheet.print_title_rows.replace("$", "").split(":")[0]
            assert sheet.freeze_panes == f"A{int(header) + 1}"
            assert sheet.auto_filter.ref.startswith(f"A{header}:")


def test_text_stays_text_when_somebody_edits_its_cell(tmp_path: Path) -> None:
    given = small.scenario()
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    sheet = openpyxl.load_workbook(path)["TC 2027"]
    (row,) = [row for row in sheet.iter_rows() if row[1].value == "D"]
    formats = [cell.number_format for cell in row]
    assert formats == ["0", "@", "0", "@", "@", "@", "@", "@", "@"]


def test_a_title_that_begins_with_digits_is_no_size_of_a_font(tmp_path: Path) -> None:
    given = small.scenario(title="2026 & sau")
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    footer = openpyxl.load_workbook(path)["Targets"].oddFooter.left
    assert footer.size == 8 and footer.text.lstrip().startswith("2026 && sau")


def test_charts_show_cells_of_the_workbook(tmp_path: Path) -> None:
    given = small.scenario()
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    charts = [text for name, text in small.xml_of(path).items() if "/charts/" in name]
    assert len(charts) == 3  # people, and one for each line
    assert sum("Money!$F$" in text for text in charts) == 2


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", "dd/mm/yyyy"), ("en", "yyyy-mm-dd")]
)
def test_dates_look_as_the_language_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    monkeypatch.setenv("PLANNER_LANG", language)
    given = small.scenario()
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    cover = openpyxl.load_workbook(path).worksheets[0]
    (cell,) = [cell for (cell,) in cover.iter_rows(min_col=2, max_col=2)
               if isinstance(cell.value, datetime.datetime)]  # fmt: skip
    assert cell.number_format == expected


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    given = small.scenario()
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, shown(given, small.plan(given)))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    given = small.scenario()
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(InvalidInput, match=r"plan\.xlsx"):
        write_workbook(tmp_path / "plan.xlsx", shown(given, small.plan(given)))
