import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from planner.cli import COMMANDS
from planner.cli.exit_codes import ExitCode
from tests.cli.conftest import Planner
from tests.cli.folders import SCENARIO, write_scenario


def test_version_is_that_of_the_package(planner: Planner) -> None:
    done = planner("--version")
    assert done.stdout == f"planner, version {version('training-planner')}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(planner: Planner, command: str) -> None:
    done = planner(command, "--help")
    assert done.exit_code == 0
    example = done.stdout.partition("Example:\n")[2]
    assert example.strip().startswith(f"planner {command} ")


def test_the_list_of_commands_is_the_modules(planner: Planner) -> None:
    done = planner("--help")
    listed = done.stdout.partition("Commands:")[2].partition("Example")[0]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == [
        *COMMANDS
    ]


def test_help_tells_every_exit_code(planner: Planner) -> None:
    text = " ".join(planner("--help").stdout.split())
    codes = text.partition("Exit codes: ")[2]
    for code in ExitCode:
        assert f"{code.value} " in codes


@pytest.mark.parametrize(
    "words", [("fly",), ("solve",), ("verify", "only-one"), ("solve", "x", "--fast")]
)
def test_wrong_usage_is_2(planner: Planner, words: tuple[str, ...]) -> None:
    done = planner(*words)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["validate", "solve"])
def test_a_missing_folder_is_2(planner: Planner, command: str) -> None:
    done = planner(command, "nowhere")
    assert done.exit_code == 2
    assert "scenario.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_problems_are_shown_at_once(planner: Planner, tmp_path: Path) -> None:
    broken = SCENARIO.replace("percent: 100", "percent: 200").replace(
        "weeks: [20]", "weeks: [90]"
    )
    folder = write_scenario(tmp_path / "broken", broken)
    done = planner("validate", folder)
    assert done.exit_code == 2
    assert "targets.theory-100" in done.stderr
    assert "courses.TC" in done.stderr
    assert done.stdout == ""


def test_a_valid_scenario_is_0(planner: Planner, hamlet: Path) -> None:
    done = planner("validate", hamlet)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == (
        "hamlet is valid: 2 officials, 1 course, 1 target, 1 budget line, "
        "2026 to 2027; 0 warnings.\n"
    )


def test_warnings_are_shown_and_the_scenario_is_valid(
    planner: Planner, tmp_path: Path
) -> None:
    folder = write_scenario(tmp_path / "w", SCENARIO.replace("    source: ", "    #"))
    done = planner("validate", folder)
    assert done.exit_code == 0
    assert "warning: " in done.stderr


def test_the_next_step_repeats_the_what_ifs(planner: Planner, hamlet: Path) -> None:
    options = ("--what-if", "poor", "--set", "budget.city.amount=5")
    done = planner("validate", hamlet, *options)
    assert done.stderr.endswith(
        f'Next: planner solve {hamlet} --what-if poor --set "budget.city.amount=5"\n'
    )


def test_a_missing_scenario_is_named_with_its_folder(planner: Planner) -> None:
    assert "nowhere has not" in planner("validate", "nowhere").stderr


def test_a_what_if_that_does_not_exist_is_2(planner: Planner, hamlet: Path) -> None:
    done = planner("validate", hamlet, "--what-if", "por")
    assert done.exit_code == 2
    assert "poor" in done.stderr  # the nearest name


def test_new_writes_a_scenario_that_is_valid(planner: Planner, tmp_path: Path) -> None:
    done = planner("new", "mine")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "mine\n"
    assert planner("validate", "mine").exit_code == 0


def test_new_refuses_a_folder_in_use(planner: Planner, hamlet: Path) -> None:
    done = planner("new", hamlet)
    assert done.exit_code == 2
    assert "not empty" in done.stderr


def test_synthesize_without_a_description_is_2(planner: Planner, hamlet: Path) -> None:
    done = planner("synthesize", hamlet)
    assert done.exit_code == 2
    assert "population.yaml" in done.stderr
    assert planner("synthesize", "nowhere").exit_code == 2


def test_synthesize_says_what_cannot_be_read_or_written(
    planner: Planner, tmp_path: Path
) -> None:
    (tmp_path / "s" / "population.yaml").mkdir(parents=True)
    (tmp_path / "s" / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    done = planner("synthesize", "s")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ") and "population.yaml" in done.stderr
    assert done.stdout == ""


def test_synthesize_tells_every_wrong_entry_on_a_line_of_its_own(
    planner: Planner, tmp_path: Path
) -> None:
    folder = write_scenario(tmp_path / "s")
    (folder / "population.yaml").write_text('title: x\nsize: many\nnew: "\\e[2J"\n')
    done = planner("synthesize", folder)
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert f"{folder / 'population.yaml'}: baseline: Field required" in "\n".join(lines)
    assert any("population.yaml: size: Input should be" in line for line in lines)
    assert "\x1b" not in done.output and "pydantic" not in done.output


def test_an_unexpected_fault_has_no_traceback(
    planner: Planner, hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "runs")

    monkeypatch.setattr("planner.cli.validate.load", fail)
    done = planner("validate", hamlet)
    assert done.exit_code == 1
    assert "Permission denied: 'runs'" in done.stderr
    assert "--debug" in done.stderr
    assert "Traceback" not in done.output


def test_the_installed_command_answers() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("planner"), "--version"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith("planner, version ")
