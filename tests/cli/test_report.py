import json
import shutil
from pathlib import Path

from planner.cli.exit_codes import ExitCode
from tests.cli.conftest import Planner
from tests.cli.searches import empty

TABLES = [
    "budget.csv", "classes.csv", "missing.csv", "missing_officials.csv", "quotas.csv",
    "targets_by_year.csv", "unit_cover.csv",
]  # fmt: skip


def made(planner: Planner, hamlet: Path, *options: str) -> Path:
    """A result folder of a plan that sends nobody."""
    assert (
        planner("solve", hamlet, "--out", "run", *options, search=empty).exit_code == 0
    )
    return Path("run")


def test_a_result_folder_is_reported_with_the_scenario_it_names(
    planner: Planner, hamlet: Path
) -> None:
    result = planner("report", made(planner, hamlet))
    assert result.exit_code == ExitCode.OK, result.output
    assert "Trung cấp lý luận trở lên (theory-100), 2027: shortfall 2" in result.stdout
    assert "could be sent, but others came first (TC)" in result.stdout
    assert result.stderr == ""


def test_tables_are_written_and_named(planner: Planner, hamlet: Path) -> None:
    result = planner("report", made(planner, hamlet), "--out", "report")
    assert sorted(path.name for path in Path("report").iterdir()) == TABLES
    assert all(str(Path("report") / name) in result.stdout for name in TABLES)
    people = Path("report/missing_officials.csv").read_text("utf-8").splitlines()
    assert people[1:] == [
        "theory-100,2027,A,an,not_chosen,TC,2026,",
        "theory-100,2027,B,binh,not_chosen,TC,2026,",
    ]


def test_the_overrides_of_the_plan_are_applied(planner: Planner, hamlet: Path) -> None:
    result = planner("report", made(planner, hamlet, "--what-if", "poor"))
    assert "What-ifs and changes to the scenario: poor" in result.stdout
    assert "no money is left (TC)" in result.stdout
    assert result.stderr == ""


def test_a_scenario_that_was_moved_has_to_be_named(
    planner: Planner, hamlet: Path
) -> None:
    run = made(planner, hamlet)
    moved = hamlet.rename(hamlet.with_name("moved"))
    result = planner("report", run)
    assert result.exit_code == ExitCode.INVALID
    assert "is not at" in result.stderr and "--scenario DIR" in result.stderr
    again = planner("report", run, "--scenario", moved)
    assert (again.exit_code, again.stderr) == (ExitCode.OK, "")


def test_a_scenario_that_was_changed_is_warned_of(
    planner: Planner, hamlet: Path
) -> None:
    run = made(planner, hamlet)
    file = hamlet / "scenario.yaml"
    file.write_text(
        file.read_text("utf-8").replace("amount: 100", "amount: 5"), "utf-8"
    )
    result = planner("report", run)
    assert result.exit_code == ExitCode.OK
    assert "Warning: the scenario has changed" in result.stderr
    assert "no money is left (TC)" in result.stdout


def test_a_mere_table_needs_its_scenario(planner: Planner, hamlet: Path) -> None:
    run = made(planner, hamlet)
    table = shutil.copy(run / "enrolments.csv", "mine.csv")
    result = planner("report", table)
    assert result.exit_code == ExitCode.INVALID
    assert "does not say where its scenario is" in result.stderr
    result = planner("report", table, "--scenario", hamlet)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")


def test_an_older_result_that_names_no_folder_is_read(
    planner: Planner, hamlet: Path
) -> None:
    run = made(planner, hamlet)
    content = json.loads((run / "result.json").read_text("utf-8"))
    del content["scenario"]["folder"]
    (run / "result.json").write_text(json.dumps(content), "utf-8")
    assert planner("report", run).exit_code == ExitCode.INVALID
    assert planner("report", run, "--scenario", hamlet).exit_code == ExitCode.OK
