import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from models.measures import budget_figures, quotas, target_figures
from models.plan import Plan
from models.result import SolveStatus
from models.scenario import Scenario
from planner.io.problems import InvalidInput
from planner.reports.compare import differing_people
from planner.workbooks.write import write_workbook
from tests import builders
from tests.workbooks import small
from tests.workbooks.small import TITLE, by_calamine, by_openpyxl, shown, table

Sheets = dict[str, list[list[Any]]]


@pytest.fixture(params=[by_openpyxl, by_calamine])
def sheets(request: pytest.FixtureRequest, tmp_path: Path) -> Sheets:
    """The workbook of the small plan, as two programs read it."""
    given = small.scenario()
    write_workbook(tmp_path / "plan.xlsx", shown(given, small.plan(given)))
    found: Sheets = request.param(tmp_path / "plan.xlsx")
    return found


def written(folder: Path, given: Scenario, decided: Plan, **changes: Any) -> Sheets:
    path = folder / "plan.xlsx"
    write_workbook(path, shown(given, decided, **changes))
    return by_openpyxl(path)


def facts(sheets: Sheets) -> dict[str, Any]:
    return {str(row[0]): row[1] for row in sheets["Cover"] if row[0] is not None}


def test_there_is_a_sheet_for_everything_and_for_each_list(sheets: Sheets) -> None:
    assert list(sheets) == [
        "Cover", "Index", "Targets", "Money", "Intakes", "Charts", "Classes", "Quotas",
        "TC 2026", "TC 2027", "CN 2026", "CN 2028",
    ]  # fmt: skip


def test_the_cover_says_which_plan_it_is(sheets: Sheets) -> None:
    cover = facts(sheets)
    assert "Training plan: Test" in cover
    assert cover["Years planned"] == "2026–2028"
    assert pd.Timestamp(cover["Data as of"]) == pd.Timestamp("2025-12-31")
    assert cover["Officials"] == 5 and cover["Enrolments"] == 6
    # Seats: 3 · (2.5 + 1.234) and 3 · 0.5; classes: 2 · 7.
    assert cover["Cost, million dong"] == pytest.approx(26.702)
    assert cover["Version"] == "0.1.0"
    assert any("synthetic" in name for name in cover)


def test_targets_stand_as_the_measures_count_them(sheets: Sheets) -> None:
    given = small.scenario()
    figures = target_figures(given, small.plan(given))
    rows = table(sheets["Targets"], "Target")
    assert [
        tuple(row[name] for name in ("Name", "Year", "Tier", "Group", "Required",
              "Without the plan", "With the plan", "Missing"))
        for row in rows
    ] == [
        (f.name, f.year, f.tier, f.group_size, f.required, f.baseline, f.attained,
         f.shortfall)
        for f in figures
    ]  # fmt: skip
    # 3 of 5 hold the level in the end: 60 %.
    assert [row["Standing"] for row in rows] == [
        "✘ Not met", "✔ Met", "○ Monitored only",
    ]  # fmt: skip
    assert rows[0]["Attained, %"] == 60


@pytest.mark.parametrize(
    ("percent", "standing"),
    [(95, "✔ Met"), (99, "◐ Nearly met"), (100, "◐ Nearly met")],
)
def test_one_in_twenty_missing_is_nearly_met(
    tmp_path: Path, percent: int, standing: str
) -> None:
    # 19 of 20 hold it: of 20 required, 1 is missing, which is 5 %.
    people = builders.officials(*(f"P{n}" for n in range(19)), theory="so_cap")
    people += builders.officials("Q")
    targets = {"t": builders.level("theory", "so_cap", percent=percent)}
    given = builders.scenario(people, targets=targets)
    rows = table(written(tmp_path, given, Plan.empty())["Targets"], "Target")
    assert [row["Standing"] for row in rows] == [standing]


def test_two_in_thirty_nine_missing_is_not_nearly_met(tmp_path: Path) -> None:
    people = builders.officials(*(f"P{n}" for n in range(37)), theory="so_cap")
    people += builders.officials("Q", "R")
    given = builders.scenario(people)
    rows = table(written(tmp_path, given, Plan.empty())["Targets"], "Target")
    assert rows[0]["Missing"] == 2 and rows[0]["Standing"] == "✘ Not met"


def test_money_is_that_of_the_measures_in_million_dong(sheets: Sheets) -> None:
    given = small.scenario()
    rows = table(sheets["Money"], "Budget line")
    figures = budget_figures(given, small.plan(given))
    assert [
        (row["Year"], row["Granted"], row["Available"], row["Spent"]) for row in rows
    ] == [
        (f.year, f.amount / 1000, f.available / 1000, f.spent / 1000) for f in figures
    ]
    # City: 20 less two seats of 2.5 carries 15 over to 15.5.
    assert rows[1]["From the year before"] == 15 and rows[1]["Available"] == 30.5
    assert all(
        row["Left"] == pytest.approx(row["Available"] - row["Spent"]) for row in rows
    )


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


def test_quotas_are_those_of_the_measures(sheets: Sheets) -> None:
    given = small.scenario()
    titles = {name: course.title for name, course in given.spec.courses.items()}
    expected = {
        (row.unit, titles[row.course], row.start_year): row.officials
        for row in quotas(given, small.plan(given)).itertuples()
    }
    rows = table(sheets["Quotas"], "Unit")
    found = {
        (row["Unit"], row["Course"], year): row[str(year)]
        for row in rows
        for year in (2026, 2027, 2028)
        if row[str(year)]
    }
    assert found == expected
    assert sum(row["Total"] for row in rows) == 6


def test_classes_and_intakes_are_counted(sheets: Sheets) -> None:
    classes = table(sheets["Classes"], "Class")
    assert [(row["Class"], row["People"], row["Fixed cost"]) for row in classes] == [
        ("TC-1", 1, 0), ("TC-2", 1, 0), ("TC-3", 1, 0), ("CN-1", 2, 7), ("CN-2", 1, 7),
    ]  # fmt: skip
    intakes = table(sheets["Intakes"], "Course")
    assert [
        (row["Course"], row["Start"], row["People"], row["Classes"], row["Seats offered"])
        for row in intakes
    ] == [
        (TITLE, 2026, 2, 2, None), (TITLE, 2027, 1, 1, None),
        ("Cập nhật", 2026, 2, 1, 40), ("Cập nhật", 2028, 1, 1, 40),
    ]  # fmt: skip


def test_what_was_proven_is_told_in_order(tmp_path: Path) -> None:
    given = small.scenario()
    decided = small.plan(given)
    result = small.proven(given, decided)
    half = result.stages[1].model_copy(
        update={"bound": None, "gap": None, "status": SolveStatus.FEASIBLE}
    )
    stages = (result.stages[0], half)
    status = SolveStatus.FEASIBLE
    result = result.model_copy(
        update={"stages": stages, "status": status, "cut_short": True}
    )
    sheets = written(tmp_path, given, decided, result=result)
    rows = table(sheets["Cover"], "Objective, in order")
    assert [tuple(row.values())[:4] for row in rows] == [
        ("tier-1", 2, 2, 0), ("tier-2", 0, "–", "–"),
    ]  # fmt: skip
    texts = " ".join(str(row[0]) for row in sheets["Cover"])
    assert "not proven" in texts and "ended early" in texts


@pytest.mark.parametrize("changes", [{"result": None}, {"as_found": False}])
def test_nothing_is_claimed_of_a_plan_that_was_not_found_so(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    given = small.scenario()
    sheets = written(tmp_path, given, small.plan(given), **changes)
    texts = [str(row[0]) for row in sheets["Cover"]]
    assert any(text.startswith("Nothing") for text in texts)
    assert not any(text.startswith(("tier", "No plan is better")) for text in texts)


def test_changes_name_who_was_added_dropped_and_moved(tmp_path: Path) -> None:
    given = small.scenario()
    before = small.plan(
        given, ("A", "TC", 2027, "x", "city"), ("C", "TC", 2026, "x", "city")
    )
    after = small.plan(
        given, ("A", "TC", 2026, "x", "city"), ("B", "TC", 2026, "x", "city")
    )
    changes = differing_people(before.enrolments, after.enrolments)
    # The other plan may have had somebody whom the scenario does not know any more.
    gone = pd.DataFrame([{"official": "Z", "course": "TC", "change": "dropped",
                          "reference_year": 2026, "start_year": pd.NA}])  # fmt: skip
    changes = pd.concat([changes, gone.astype(changes.dtypes)], ignore_index=True)
    sheets = written(tmp_path, given, after, changes=changes, against="before")
    rows = table(sheets["Changes"], "Id")
    assert [
        (row["Id"], row["Unit"], row["Change"], row["Course"], row["Year before"],
         row["Year now"])
        for row in rows
    ] == [
        ("A", "an", "moved", "TC", 2027, 2026),
        ("B", "an", "added", "TC", None, 2026),
        ("C", "an", "dropped", "TC", 2026, None),
        ("Z", None, "dropped", "TC", 2026, None),
    ]  # fmt: skip


def test_equal_plans_have_no_changes(tmp_path: Path) -> None:
    given = small.scenario()
    decided = small.plan(given)
    none = differing_people(decided.enrolments, decided.enrolments)
    sheets = written(tmp_path, given, decided, changes=none, against="same")
    assert "Nobody's enrolments differ." in [row[0] for row in sheets["Changes"]]


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


def test_sheets_are_ready_to_print(tmp_path: Path) -> None:
    given = small.scenario()
    path = tmp_path / "plan.xlsx"
    write_workbook(path, shown(given, small.plan(given)))
    for sheet in openpyxl.load_workbook(path):
        assert sheet.page_setup.paperSize == 9  # A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide, which is what Excel assumes, and any number of pages high.
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
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


def test_changes_longer_than_a_sheet_go_on_in_the_next(tmp_path: Path) -> None:
    given = small.scenario()
    decided = small.plan(
        given, *((name, "CN", 2026, "x", "district") for name in "ABCDE")
    )
    changes = differing_people(Plan.empty().enrolments, decided.enrolments)
    path = tmp_path / "plan.xlsx"
    pages = shown(given, decided, changes=changes, against="none")
    # 10 rows are kept for title and header, so 3 changes a sheet; lists keep 30.
    write_workbook(path, pages, most_rows=13, most_enrolments=5)
    sheets = by_openpyxl(path)
    parts = [table(sheets[name], "Id") for name in ("Changes", "Changes (2)")]
    assert [[row["Id"] for row in rows] for rows in parts] == [
        ["A", "B", "C"],
        ["D", "E"],
    ]


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


def test_a_plan_that_sends_nobody_has_a_workbook(tmp_path: Path) -> None:
    given = small.scenario()
    sheets = written(tmp_path, given, Plan.empty())
    assert facts(sheets)["Enrolments"] == 0
    assert list(sheets)[-1] == "Quotas"


def test_enrolments_that_refer_to_nothing_are_counted_on_the_cover(
    tmp_path: Path,
) -> None:
    given = small.scenario()
    decided = small.plan(
        given, ("A", "TC", 2026, "x", "city"), ("?", "TC", 2026, "x", "city")
    )
    sheets = written(tmp_path, given, decided)
    assert str(facts(sheets)["Enrolments left out"]).startswith("1 ")
    assert len(table(sheets["TC 2026"], "No.")) == 1


def test_a_workbook_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    given = small.scenario()
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(InvalidInput, match=r"plan\.xlsx"):
        write_workbook(tmp_path / "plan.xlsx", shown(given, small.plan(given)))
