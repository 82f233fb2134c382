from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from models.measures import budget_figures, quotas, target_figures
from models.plan import Plan
from models.result import SolveStatus
from planner.reports.compare import differing_people
from planner.workbooks.write import write_workbook
from tests import builders
from tests.workbooks import small
from tests.workbooks.small import TITLE, Sheets, by_openpyxl, shown, table, written


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
