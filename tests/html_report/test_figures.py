"""Figures on the page are those of the result folder."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Planner
from tests.cli.searches import empty, good
from tests.html_report.conftest import Reader

DASH = "–"


def rows(reader: Reader, table: str) -> list[list[str]]:
    found: list[list[str]] = reader.page.evaluate(
        """table => [...document.querySelector(table).tBodies[0].rows]
           .map(row => [...row.cells].map(cell => cell.textContent))""",
        table,
    )
    return found


@pytest.fixture
def run(planner: Planner, hamlet: Path) -> Path:
    assert planner("solve", hamlet, "--out", "run", search=good).exit_code == 0
    return Path("run")


def test_targets_and_money_equal_the_result(
    planner: Planner,
    run: Path,
    reader: Reader,
) -> None:
    done = planner("report", run, "--html", "report.html")
    assert done.exit_code == 0, done.output
    assert "report.html" in done.stdout.splitlines()
    result: dict[str, Any] = json.loads((run / "result.json").read_text("utf-8"))
    reader.open(Path("report.html").resolve())
    names = ("year", "tier", "group_size", "required", "baseline", "attained",
             "shortfall")  # fmt: skip
    assert [row[2:9] for row in rows(reader, "#overview table")] == [
        [str(target[name]) for name in names] for target in result["targets"]
    ]
    cards = dict(
        reader.page.locator(".cards div").evaluate_all(
            "all => all.map(c => [c.querySelector('dt').textContent,"
            " c.querySelector('dd').textContent])"
        )
    )
    assert cards["million dong spent"] == f"{result['cost']:g}" == "25"
    assert cards["enrolments in all"] == str(result["enrolments"]) == "2"
    with (run / "budget.csv").open(encoding="utf-8", newline="") as file:
        written = [
            [float(line["amount"]), float(line["spent"])]
            for line in csv.DictReader(file)
        ]
    shown = [[float(row[2]), float(row[4])] for row in rows(reader, "#money table")]
    assert shown == written
    assert reader.text(".headline").startswith("Proven: in the order of the tiers")
    assert reader.noticed == []


def test_what_a_changed_plan_had_proven_is_not_claimed(
    planner: Planner,
    run: Path,
    reader: Reader,
) -> None:
    path = run / "enrolments.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert planner("report", run, "--html", "report.html").exit_code == 0
    reader.open(Path("report.html").resolve())
    assert reader.text(".headline").startswith("Nothing is proven")
    assert "changed since the plan was found" in reader.text(".doubt")


def test_a_plan_that_breaks_rules_says_so_first(
    planner: Planner,
    hamlet: Path,
    reader: Reader,
) -> None:
    twice = "official,course,start_year,class\nA,TC,2026,k\nA,TC,2027,k\n"
    Path("plan.csv").write_text(twice, encoding="utf-8")
    done = planner("report", "plan.csv", "--scenario", hamlet, "--html", "report.html")
    assert done.exit_code == 0, done.output
    reader.open(Path("report.html").resolve())
    assert "breaks rules in " in reader.text("#overview .doubt")
    assert reader.text(".headline").startswith("Nothing is proven")


def test_differences_from_another_run_are_shown(
    planner: Planner,
    run: Path,
    hamlet: Path,
    reader: Reader,
) -> None:
    solved = planner("solve", hamlet, "--out", "nobody", search=empty)
    assert solved.exit_code == 0, solved.output
    done = planner("report", run, "--html", "report.html", "--against", "nobody")
    assert done.exit_code == 0, done.output
    reader.open(Path("report.html").resolve()).go("changes")
    assert reader.text("#changes h2") == "What differs from nobody"
    title = "Trung cấp lý luận trở lên (theory-100)"
    changed = [title, "attained", "2027", "0", "2", "+2"]
    assert changed in rows(reader, "#changes table")
    assert reader.noticed == []


def test_bad_names_of_files_are_refused(
    planner: Planner,
    run: Path,
) -> None:
    refused = planner("report", run, "--html", "report.txt")
    assert refused.exit_code == 2
    assert "ends in .html" in refused.output
    unwritable = planner("report", run, "--html", run / "result.json" / "x.html")
    assert unwritable.exit_code == 2
    assert "cannot be written" in unwritable.output
    missing = planner("report", run, "--html", "r.html", "--against", "nowhere")
    assert missing.exit_code == 2
    assert not Path("r.html").exists()
