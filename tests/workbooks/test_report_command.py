import csv
import json
from pathlib import Path

import pytest

from planner.cli.exit_codes import ExitCode
from tests.cli.conftest import Planner, hamlet, planner
from tests.cli.searches import empty
from tests.workbooks.small import by_openpyxl, table

__all__ = ["hamlet", "planner"]

ENROLMENT = "A,TC,2026,2026,TC@2026#1,city,12.5\n"


@pytest.fixture
def run(planner: Planner, hamlet: Path) -> Path:
    """A result folder of a plan that sends nobody."""
    result = planner("solve", hamlet, "--out", "run", search=empty)
    assert result.exit_code == ExitCode.OK, result.output
    return Path("run")


def test_the_workbook_shows_what_the_result_folder_has(
    planner: Planner, run: Path
) -> None:
    result = planner("report", run, "--xlsx", "plan.xlsx")
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stdout.splitlines()[-1] == "plan.xlsx"
    sheets = by_openpyxl(Path("plan.xlsx"))
    content = json.loads((run / "result.json").read_text("utf-8"))
    facts = {row[0]: row[1] for row in sheets["Cover"]}
    assert facts["Run"] == content["id"]
    assert facts["Content hash of the scenario"] == content["scenario"]["content_hash"]
    stages = table(sheets["Cover"], "Objective, in order")
    assert [
        (row["Objective, in order"], row["Value of the plan"]) for row in stages
    ] == [(stage["name"], stage["incumbent"]) for stage in content["stages"]]
    with (run / "targets.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    rows = table(sheets["Targets"], "Target")
    assert [
        (row["Name"], str(row["Required"]), str(row["With the plan"])) for row in rows
    ] == [(row["name"], row["required"], row["attained"]) for row in expected]


def test_nothing_is_claimed_once_the_enrolments_were_edited(
    planner: Planner, run: Path
) -> None:
    with (run / "enrolments.csv").open("a", encoding="utf-8") as file:
        file.write(ENROLMENT)
    planner("report", run, "--xlsx", "plan.xlsx")
    sheets = by_openpyxl(Path("plan.xlsx"))
    texts = [str(row[0]) for row in sheets["Cover"]]
    assert any(text.startswith("Nothing about this plan") for text in texts)
    assert [row["Id"] for row in table(sheets["TC 2026"], "No.")] == ["A"]


def test_changes_are_listed_against_another_run(planner: Planner, run: Path) -> None:
    edited = Path("edited.csv")
    header = (run / "enrolments.csv").read_text("utf-8")
    edited.write_text(header + ENROLMENT, "utf-8")
    result = planner(
        "report",
        edited,
        "--scenario",
        "hamlet",
        "--xlsx",
        "plan.xlsx",
        "--against",
        run,
    )
    assert result.exit_code == ExitCode.OK, result.output
    (row,) = table(by_openpyxl(Path("plan.xlsx"))["Changes"], "Id")
    assert (row["Id"], row["Change"], row["Year now"]) == ("A", "added", 2026)


def test_forms_are_written_into_a_folder(planner: Planner, run: Path) -> None:
    result = planner("report", run, "--forms", "forms")
    assert result.exit_code == ExitCode.OK, result.output
    assert sorted(path.name for path in Path("forms").iterdir()) == [
        "bieu-10-btctw.xlsx", "danh-sach-lop.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--xlsx", "plan.xls"), ".xlsx"),
        (("--against", "run"), "--xlsx"),
        (("--xlsx", "plan.xlsx", "--against", "nowhere"), "nowhere"),
        (("--xlsx", "run"), ".xlsx"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    planner: Planner, run: Path, options: tuple[str, ...], told: str
) -> None:
    result = planner("report", run, *options)
    assert result.exit_code == ExitCode.INVALID
    assert told in result.stderr
    assert not Path("plan.xlsx").exists()
