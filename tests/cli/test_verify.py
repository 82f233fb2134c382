import csv
from pathlib import Path

import pytest

from tests.cli import searches
from tests.cli.conftest import Planner


@pytest.fixture
def run(planner: Planner, hamlet: Path) -> Path:
    """A result folder with two enrolments."""
    done = planner("solve", hamlet, "--out", "run", search=searches.good)
    assert done.exit_code == 0, done.output
    return hamlet.parent / "run"


def by_hand(folder: Path, *lines: str) -> Path:
    path = folder / "plan.csv"
    header = "official,course,start_year,class"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_written_plan_obeys_every_rule(
    planner: Planner, hamlet: Path, run: Path
) -> None:
    done = planner("verify", hamlet, run)
    assert done.exit_code == 0
    assert done.stdout == "The plan obeys every rule: 2 enrolments.\n"


def test_violations_are_5_and_grouped_by_rule(planner: Planner, hamlet: Path) -> None:
    path = by_hand(hamlet, "A,TC,2026,x", "A,TC,2027,x", "Z,TC,2026,x")
    done = planner("verify", hamlet, path)
    assert done.exit_code == 5
    lines = done.stdout.splitlines()
    assert lines[0] == "known_references: 1 violation"
    assert "Z" in lines[1]
    assert any(line.startswith("once_per_course: ") for line in lines)
    assert lines[-1].endswith("violations in 3 enrolments.")


def test_a_long_list_is_cut_on_the_terminal_and_never_in_silence(
    planner: Planner, hamlet: Path
) -> None:
    path = by_hand(hamlet, *(f"Z{number},TC,2026,x" for number in range(25)))
    done = planner("verify", hamlet, path)
    assert "known_references: 25 violations" in done.stdout
    assert "and 5 more" in done.stdout
    assert "Z24" not in done.stdout
    complete = planner("verify", hamlet, path, "--all")
    assert "Z24" in complete.stdout
    assert "more" not in complete.stdout


def test_csv_has_every_violation(planner: Planner, hamlet: Path) -> None:
    path = by_hand(hamlet, *(f"=Z{number},TC,2026,x" for number in range(25)))
    done = planner("verify", hamlet, path, "--csv", "all.csv")
    assert done.exit_code == 5
    with (hamlet.parent / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 25
    assert rows[0]["rule"] == "known_references"
    assert rows[0]["official"] == "'=Z0"  # no formula when opened in a spreadsheet


def test_a_plan_is_checked_with_the_overrides_it_was_made_with(
    planner: Planner, hamlet: Path
) -> None:
    """On 30 million dong both may go, on 20 only one."""
    options = ("--set", "budget.city.amount=30")
    done = planner("solve", hamlet, *options, "--out", "r", search=searches.good)
    assert done.exit_code == 0, done.output
    same = planner("verify", hamlet, "r")
    assert same.exit_code == 0
    assert "with the overrides of the plan: budget.city.amount=30" in same.stderr
    other = planner("verify", hamlet, "r", "--set", "budget.city.amount=20")
    assert other.exit_code == 5
    assert "budget_limit: 1 violation\n" in other.stdout


def test_a_table_that_cannot_be_read_is_2(planner: Planner, hamlet: Path) -> None:
    done = planner("verify", hamlet, by_hand(hamlet, "A,TC,soon,x"))
    assert done.exit_code == 2
    assert "row 2, column start_year" in done.stderr
    assert done.stdout == ""
