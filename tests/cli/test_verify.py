import csv
import json
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


def test_a_plan_that_enrols_nobody_obeys_every_rule(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("verify", hamlet, by_hand(hamlet))
    assert done.exit_code == 0
    assert done.stdout == (
        "The plan obeys every rule: 0 enrolments. It enrols nobody.\n"
    )


def test_without_budget_lines_no_line_is_named(planner: Planner, hamlet: Path) -> None:
    change = ("--set", "budget={}")
    plan = by_hand(hamlet, "A,TC,2026,x")
    done = planner("verify", hamlet, plan, *change)
    assert done.exit_code == 0, done.output
    assert done.stdout == "The plan obeys every rule: 1 enrolment.\n"


def test_how_to_see_all_violations_is_told(planner: Planner, hamlet: Path) -> None:
    path = by_hand(hamlet, *(f"Z{number},TC,2026,x" for number in range(25)))
    assert "--all prints every violation" in planner("verify", hamlet, path).stderr
    for option in (("--all",), ("--csv", "v.csv")):
        assert "--all" not in planner("verify", hamlet, path, *option).stderr


def test_the_row_is_that_of_the_spreadsheet(planner: Planner, hamlet: Path) -> None:
    done = planner("verify", hamlet, by_hand(hamlet, "A,TC,2026,x", "Z,TC,2026,x"))
    assert "row 3: the scenario has no official `Z`" in done.stdout


def test_the_plan_itself_is_never_overwritten(planner: Planner, hamlet: Path) -> None:
    path = by_hand(hamlet, "Z,TC,2026,x")
    before = path.read_bytes()
    done = planner("verify", hamlet, path, "--csv", path)
    assert done.exit_code == 2
    assert "something else than violations" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["[red]x[/red]", "[/]", "[bold", ":skull:"])
def test_names_in_a_plan_are_shown_as_they_are(
    planner: Planner, hamlet: Path, name: str
) -> None:
    line = f"{name},{name},2026,{name}"
    done = planner("verify", hamlet, by_hand(hamlet, line, f"A,TC,2026,{name}"))
    assert done.exit_code == 5
    assert f"reference:{name}/{name}@2026: row 2: the scenario has no" in done.stdout


def test_a_foreign_result_cannot_steer_the_terminal(
    planner: Planner, hamlet: Path, run: Path
) -> None:
    path = run / "result.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["scenario"]["overrides"] = ["\x1b[2J[/red]"]
    path.write_text(json.dumps(content), encoding="utf-8")
    done = planner("verify", hamlet, run)
    assert done.exit_code == 2
    assert "with the overrides of the plan: �[2J[/red]" in done.stderr
    assert "\x1b" not in done.output


def test_a_table_that_cannot_be_read_is_2(planner: Planner, hamlet: Path) -> None:
    done = planner("verify", hamlet, by_hand(hamlet, "A,TC,soon,x"))
    assert done.exit_code == 2
    assert "row 2, column start_year" in done.stderr
    assert done.stdout == ""
