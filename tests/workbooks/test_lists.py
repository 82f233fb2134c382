from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.scenario import Scenario
from planner.io.problems import InvalidInput
from planner.workbooks.write import write_workbook
from tests import builders
from tests.workbooks import small
from tests.workbooks.small import TITLE, Sheets, by_openpyxl, shown, table, written


def test_every_enrolment_is_in_the_list_of_its_course_and_year(sheets: Sheets) -> None:
    found = []
    for name, sheet in sheets.items():
        course, _, year = name.partition(" ")
        if year:
            for row in table(sheet, "No."):
                found.append(
                    (row["Id"], course, int(year), row["Class"], row["Paid by"])
                )
    titles = {"city": "Ngân sách thành phố", "district": "Ngân sách huyện"}
    expected = [(*row[:4], titles[row[4]]) for row in small.ENROLMENTS]
    assert sorted(found) == sorted(expected)


def test_a_list_has_what_a_decision_needs(sheets: Sheets) -> None:
    row = table(sheets["TC 2027"], "No.")[0]
    assert row == {
        "No.": 1, "Id": "D", "Year of birth": 1990, "Post": "chair", "Unit": "binh",
        "Class": "TC-3", "Paid by": "Ngân sách thành phố", "Time, place": "2027–2028",
        "Note": None,
    }  # fmt: skip
    texts = {str(cell) for line in sheets["TC 2027"] for cell in line}
    assert f"Course: {TITLE} (TC)" in texts
    assert any("HEAD OF THE AUTHORITY" in text for text in texts)
    assert "Officials in this list: 1" in texts


def test_a_list_is_in_order_of_class_then_unit(tmp_path: Path) -> None:
    given = small.scenario()
    classes = {"E": "2", "D": "1", "C": "2", "A": "2"}
    rows = [(name, "CN", 2026, room, "district") for name, room in classes.items()]
    sheets = written(tmp_path, given, small.plan(given, *rows))
    found = table(sheets["CN 2026"], "No.")
    assert [row["Id"] for row in found] == ["D", "A", "C", "E"]
    assert [row["No."] for row in found] == [1, 2, 3, 4]


def test_names_and_titles_of_posts_are_printed_if_they_are_known(
    tmp_path: Path,
) -> None:
    forms = {"post_titles": {"chair": "Chủ tịch"}}
    given = small.scenario(["Ánh", "Bình", "Cúc", "Đạt", "Én"], forms=forms)
    sheets = written(tmp_path, given, small.plan(given))
    (row,) = table(sheets["TC 2027"], "No.")
    assert (row["Full name"], row["Post"]) == ("Đạt", "Chủ tịch")


def test_long_lists_are_in_a_folder_of_their_own(tmp_path: Path) -> None:
    given = small.scenario()
    pages = shown(given, small.plan(given))
    files = write_workbook(tmp_path / "plan.xlsx", pages, most_enrolments=5)
    folder = tmp_path / "plan-lists"
    assert files == (
        tmp_path / "plan.xlsx", folder / "01-TC.xlsx", folder / "02-CN.xlsx",
    )  # fmt: skip
    index = [row[0] for row in by_openpyxl(files[0])["Index"]]
    assert index[-2:] == ["plan-lists/01-TC.xlsx", "plan-lists/02-CN.xlsx"]
    within = tmp_path / "within"
    write_workbook(within / "plan.xlsx", pages)
    alone = by_openpyxl(within / "plan.xlsx")
    for path, names in zip(
        files[1:], (["TC 2026", "TC 2027"], ["CN 2026", "CN 2028"]), strict=True
    ):
        apart = by_openpyxl(path)
        assert list(apart) == names
        assert all(
            table(apart[name], "No.") == table(alone[name], "No.") for name in names
        )


@pytest.mark.parametrize("most_enrolments", [5, 20_000])
def test_lists_of_another_plan_are_not_left_beside_the_new_ones(
    tmp_path: Path, most_enrolments: int
) -> None:
    given = small.scenario()
    pages = shown(given, small.plan(given))
    folder = tmp_path / "plan-lists"
    folder.mkdir()
    (folder / "03-OLD.xlsx").write_bytes(b"")
    with pytest.raises(InvalidInput, match=r"03-OLD\.xlsx"):
        write_workbook(tmp_path / "plan.xlsx", pages, most_enrolments=most_enrolments)
    assert not (tmp_path / "plan.xlsx").exists()


def test_a_list_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    given = builders.scenario(builders.officials(*(f"P{n}" for n in range(7))))
    rows = [(f"P{n}", "C", 2026) for n in range(7)]
    path = tmp_path / "plan.xlsx"
    # 30 rows are kept for what stands around the names, so 3 names a sheet.
    write_workbook(path, shown(given, builders.plan(given, *rows)), most_rows=33)
    sheets = by_openpyxl(path)
    parts = ["C 2026", "C 2026 (2)", "C 2026 (3)"]
    assert list(sheets)[-3:] == parts
    numbers = [[row["No."] for row in table(sheets[name], "No.")] for name in parts]
    assert numbers == [[1, 2, 3], [4, 5, 6], [7]]


def test_recruits_have_a_sheet_and_a_note_in_the_lists(tmp_path: Path) -> None:
    # D, born on 1-1-1970, leaves in the first year and is replaced.
    given = small.recruiting()
    given = replace(
        given, roster=replace(given.roster.without_potential(), leaves=_leaving(given))
    )
    new = str(given.roster.ids[given.roster.named])
    decided = small.plan(given, (new, "TC", 2027, "x", "city"), recruits=[new])
    sheets = written(tmp_path, given, decided)
    (row,) = table(sheets["Recruits"], "Year")
    assert (row["Recruit"], row["Stream"], row["Unit"]) == (new, "a stream", "binh")
    assert table(sheets["TC 2027"], "No.")[0]["Note"] == "newly recruited"


def _leaving(given: Scenario) -> Any:
    leaves = given.roster.without_potential().leaves.copy()
    leaves[3] = "2026-06-01"
    return leaves
