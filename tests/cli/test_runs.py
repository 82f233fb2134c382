import json
from pathlib import Path

import pytest

from planner.cli.exit_codes import ExitCode
from tests.cli import searches
from tests.cli.conftest import Planner


@pytest.fixture
def run(planner: Planner, hamlet: Path) -> Path:
    """A run of the hamlet that sends A and B."""
    folder = Path("runs/one")
    done = planner("solve", hamlet, "--out", folder, search=searches.good)
    assert done.exit_code == 0, done.output
    return folder


def id_of(run: Path) -> str:
    return str(json.loads((run / "result.json").read_text("utf-8"))["id"])


def test_runs_are_listed_with_their_ids(planner: Planner, run: Path) -> None:
    done = planner("runs", "list")
    assert done.exit_code == ExitCode.OK, done.output
    line = next(line for line in done.stdout.splitlines() if "one" in line)
    assert id_of(run) in line and "optimal" in line and line.split()[-2:] == ["25", "2"]
    assert planner("runs", "list", "--rebuild").stdout == done.stdout


def test_no_runs_is_no_fault(planner: Planner) -> None:
    done = planner("runs", "list", "--in", "nowhere")
    assert (done.exit_code, done.stdout) == (
        0,
        "There are no runs in nowhere.\n",
    )


def test_a_run_is_shown(planner: Planner, run: Path) -> None:
    done = planner("runs", "show", id_of(run)[:6])
    assert done.exit_code == ExitCode.OK, done.output
    assert "theory-100" in done.stdout and "seed=0" in done.stdout
    assert "no plan is better" in done.stdout


def test_an_unknown_id_is_2(planner: Planner, run: Path) -> None:
    done = planner("runs", "show", "ffff0000")
    assert done.exit_code == ExitCode.INVALID
    assert "planner runs list" in done.stderr


def test_an_id_that_two_folders_share_has_to_be_told_apart(
    planner: Planner, hamlet: Path, run: Path
) -> None:
    planner("solve", hamlet, "--out", "runs/two", search=searches.good)
    assert id_of(Path("runs/two")) == id_of(run)
    done = planner("runs", "show", id_of(run))
    assert done.exit_code == ExitCode.INVALID
    assert "one, two" in done.stderr
    assert planner("runs", "show", "two").exit_code == ExitCode.OK


def test_a_run_is_removed_only_when_confirmed(planner: Planner, run: Path) -> None:
    done = planner("runs", "remove", "one")  # nobody answers
    assert done.exit_code == 1 and run.exists()
    done = planner("runs", "remove", "one", "--yes")
    assert done.exit_code == ExitCode.OK and done.stdout == f"{run}\n"
    assert not run.exists()


def test_a_run_with_other_files_in_it_is_kept(planner: Planner, run: Path) -> None:
    (run / "notes.txt").write_text("mine")
    done = planner("runs", "remove", "one", "--yes")
    assert done.exit_code == ExitCode.INVALID
    assert "notes.txt" in done.stderr and run.exists()


def test_a_run_is_reproduced_byte_for_byte(planner: Planner, run: Path) -> None:
    done = planner("runs", "reproduce", id_of(run), search=searches.good)
    assert done.exit_code == ExitCode.OK, done.output
    assert done.stdout == f"{id_of(run)}: the same enrolments, byte for byte.\n"
    assert [path.name for path in Path("runs").iterdir() if path.is_dir()] == ["one"]


def test_what_is_reproduced_can_be_kept(planner: Planner, run: Path) -> None:
    done = planner("runs", "reproduce", "one", "--out", "again", search=searches.good)
    assert done.exit_code == ExitCode.OK, done.output
    assert id_of(Path("again")) == id_of(run)


def test_another_plan_is_1(planner: Planner, run: Path) -> None:
    done = planner("runs", "reproduce", "one", search=searches.empty)
    assert done.exit_code == ExitCode.FAULT
    assert "the enrolments differ" in done.stdout


def test_a_scenario_that_has_changed_is_refused(
    planner: Planner, hamlet: Path, run: Path
) -> None:
    path = hamlet / "scenario.yaml"
    path.write_text(
        path.read_text("utf-8").replace("amount: 100", "amount: 99"), "utf-8"
    )
    done = planner("runs", "reproduce", "one", search=searches.breaks_down)
    assert done.exit_code == ExitCode.INVALID
    assert "content hash" in done.stderr


def test_a_scenario_that_was_moved_has_to_be_named(
    planner: Planner, hamlet: Path, run: Path
) -> None:
    moved = hamlet.rename(hamlet.with_name("moved"))
    done = planner("runs", "reproduce", "one", search=searches.breaks_down)
    assert done.exit_code == ExitCode.INVALID
    assert "--scenario DIR" in done.stderr
    options = ("--scenario", moved)
    done = planner("runs", "reproduce", "one", *options, search=searches.good)
    assert done.exit_code == ExitCode.OK, done.output


@pytest.mark.parametrize(
    ("setting", "message"), [("magic", "another version"), ("earlier", "another run")]
)
def test_settings_that_cannot_be_had_again_are_refused(
    planner: Planner, run: Path, setting: str, message: str
) -> None:
    path = run / "result.json"
    content = json.loads(path.read_text("utf-8"))
    content["settings"][setting] = "7"
    path.write_text(json.dumps(content), "utf-8")
    done = planner("runs", "reproduce", "one", search=searches.breaks_down)
    assert done.exit_code == ExitCode.INVALID
    assert message in done.stderr


@pytest.mark.parametrize("command", ["list", "show", "remove", "reproduce"])
def test_every_command_has_help_with_an_example(planner: Planner, command: str) -> None:
    done = planner("runs", command, "--help")
    assert done.exit_code == 0
    example = done.stdout.partition("Example:\n")[2]
    assert example.strip().startswith(f"planner runs {command}")
