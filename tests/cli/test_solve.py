import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.io.read_plan import read_plan
from planner.io.read_scenario import load
from tests.cli import searches
from tests.cli.conftest import Planner
from tests.cli.folders import pin

ROOT = Path(__file__).parents[2]


def test_a_plan_is_written_where_the_summary_says(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, search=searches.good)
    assert done.exit_code == 0, done.output
    (folder,) = (hamlet.parent / "runs").iterdir()
    short_hash = load(hamlet).scenario.content_hash[:8]
    assert folder.name == f"hamlet-baseline-{short_hash}"
    assert f"The result was written to runs/{folder.name}" in done.stdout
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert result["status"] == "optimal"
    assert result["cost"] == 25
    assert result["settings"]["time_limit"] == 300
    assert not result["cut_short"]
    assert len(read_plan(folder, load(hamlet).scenario)) == 2


def test_the_name_of_the_folder_tells_the_what_ifs(
    planner: Planner, hamlet: Path
) -> None:
    options = ("--what-if", "poor", "--set", "budget.city.amount=50")
    done = planner("solve", hamlet, *options, search=searches.good)
    assert done.exit_code == 0, done.output
    (folder,) = (hamlet.parent / "runs").iterdir()
    assert folder.name.startswith("hamlet-poor+changed-")
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert result["scenario"]["overrides"] == ["poor", "budget.city.amount=50"]


def test_results_go_to_stdout_and_progress_to_stderr(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, "--out", "here", search=searches.good)
    assert "Targets" in done.stdout
    assert "tier-1: first plan (best 2, at least 0, gap 100.0%)" in done.stderr
    assert "plan with 2 enrolments" in done.stderr
    assert "first plan" not in done.stdout


def test_the_summary_says_what_was_proven(planner: Planner, hamlet: Path) -> None:
    done = planner("solve", hamlet, "--out", "here", search=searches.good)
    assert (
        "tier-1 · Tier 1: shortfall 0 officials; "
        "proven: no plan is better." in done.stdout
    )
    assert "cost · Cost: 25 million dong; proven" in done.stdout
    assert "officials are synthetic" in done.stdout


def test_infeasible_is_3_and_names_the_conflict(planner: Planner, hamlet: Path) -> None:
    done = planner("solve", hamlet, search=searches.infeasible)
    assert done.exit_code == 3
    assert (
        "pin:A/TC\n  absence:A@2026\nChange or remove at least one of them."
        in done.stderr
    )
    assert not (hamlet.parent / "runs").exists()


def test_without_a_plan_in_time_one_that_enrols_nobody_is_written(
    planner: Planner, hamlet: Path
) -> None:
    done = planner(
        "solve", hamlet, "--time-limit", 3, "--out", "here", search=searches.nothing
    )
    assert done.exit_code == 0
    assert "no plan that enrols anybody was found until then" in done.stderr
    assert "more time with --time-limit" in done.stderr
    result = json.loads(Path("here/result.json").read_text(encoding="utf-8"))
    assert result["status"] == "feasible"
    assert all(stage["bound"] is None for stage in result["stages"])
    assert planner("verify", hamlet, "here").exit_code == 0


def test_no_plan_in_time_is_4(planner: Planner, hamlet: Path) -> None:
    pin(hamlet)
    done = planner("solve", hamlet, "--time-limit", 3, search=searches.nothing)
    assert done.exit_code == 4
    assert "No plan: the time limit ended the search" in done.stderr
    assert "more time with --time-limit" in done.stderr
    assert not (hamlet.parent / "runs").exists()


def test_the_time_limit_writes_the_best_plan_within_the_limit(
    planner: Planner, hamlet: Path
) -> None:
    begun = time.monotonic()
    done = planner(
        "solve", hamlet, "--out", "here", "--time-limit", 8, search=searches.slow
    )
    assert time.monotonic() - begun < 8 + 1
    assert done.exit_code == 0
    assert "the time limit ended the search" in done.stderr
    result = json.loads((hamlet.parent / "here" / "result.json").read_text())
    assert (result["status"], result["cut_short"]) == ("feasible", True)
    assert "at least 0" in done.stdout
    assert "The search was cut short" in done.stdout


def test_a_plan_that_breaks_a_rule_is_refused_and_the_rule_is_named(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, "--out", "here", search=searches.breaks_rules)
    assert done.exit_code == 1
    assert "The plan breaks rules (once_per_course, grants_more)" in done.stderr
    assert not (hamlet.parent / "here").exists()


def test_a_plan_that_does_not_have_the_values_claimed_is_refused(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, "--out", "here", search=searches.boasts)
    assert done.exit_code == 1
    assert "tier-1: the search says 0, the plan has 1 officials" in done.stderr
    assert not (hamlet.parent / "here").exists()


def test_a_fault_is_1_with_a_short_message(planner: Planner, hamlet: Path) -> None:
    done = planner("solve", hamlet, search=searches.breaks_down)
    assert done.exit_code == 1
    assert "unexpected fault: EngineFault: The search broke down" in done.stderr
    assert "Traceback" not in done.output


def test_debug_keeps_the_traceback_in_a_file(planner: Planner, hamlet: Path) -> None:
    done = planner("--debug", "solve", hamlet, search=searches.breaks_down)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    file = Path(done.stderr.rpartition("written to ")[2].strip())
    text = file.read_text(encoding="utf-8")
    file.unlink()
    assert "in breaks_down" in text  # of the search's own process


def test_a_foreign_folder_is_refused_before_the_search(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, "--out", hamlet, search=searches.breaks_down)
    assert done.exit_code == 2
    assert "the folder exists and is not empty" in done.stderr
    assert (hamlet / "scenario.yaml").exists()


@pytest.mark.parametrize("out", ["file/run", "x" * 300, "hamlet/scenario.yaml"])
def test_a_place_that_cannot_be_written_is_refused_before_the_search(
    planner: Planner, hamlet: Path, out: str
) -> None:
    (hamlet.parent / "file").write_text("mine")
    done = planner("solve", hamlet, "--out", out, search=searches.breaks_down)
    assert done.exit_code == 2
    assert "the folder cannot be written" in done.stderr
    assert (hamlet.parent / "file").read_text() == "mine"


def test_a_link_to_a_foreign_folder_is_refused(planner: Planner, hamlet: Path) -> None:
    (hamlet.parent / "link").symlink_to(hamlet)
    done = planner("solve", hamlet, "--out", "link", search=searches.breaks_down)
    assert done.exit_code == 2
    assert (hamlet / "scenario.yaml").exists()


def test_the_next_steps_can_be_copied(planner: Planner, hamlet: Path) -> None:
    spaced = hamlet.rename(hamlet.parent / "my hamlet")
    done = planner("solve", spaced, "--out", "a b", search=searches.good)
    assert done.exit_code == 0, done.output
    assert f'planner verify "{spaced}" "a b"' in done.stdout
    assert f'planner solve "{spaced}" --what-if poor' in done.stdout


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--time-limit", "0"),
        ("--time-limit", "nan"),
        ("--time-limit", "inf"),
        ("--time-limit", "soon"),
        ("--seed", "-1"),
        ("--workers", "0"),
    ],
)
def test_an_impossible_option_is_2(
    planner: Planner, hamlet: Path, option: str, value: str
) -> None:
    done = planner("solve", hamlet, option, value)
    assert done.exit_code == 2
    assert option in done.stderr


def test_ctrl_c_writes_the_best_plan_so_far(hamlet: Path) -> None:
    with subprocess.Popen(
        [
            sys.executable, "-m", "tests.cli.run_planner", "slow", "solve",
            str(hamlet), "--out", str(hamlet.parent / "here"),
        ],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as running:  # fmt: skip
        assert running.stderr is not None
        while "enrolments" not in running.stderr.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert running.returncode == 0
    assert "the search was interrupted; this is the best plan found so far" in err
    assert "Traceback" not in err
    result = json.loads((hamlet.parent / "here" / "result.json").read_text())
    assert result["cut_short"]
    assert result["enrolments"] == 1


def test_a_run_can_start_from_an_earlier_one(planner: Planner, hamlet: Path) -> None:
    first = planner("solve", hamlet, "--out", "first")
    assert first.exit_code == 0, first.output
    options = ("--set", "budget.city.amount=10", "--out", "second")
    again = planner("solve", hamlet, *options, "--from", "first")
    assert again.exit_code == 0, again.output
    fresh = planner("solve", hamlet, *options[:2], "--out", "fresh")
    assert fresh.exit_code == 0, fresh.output
    told = [
        json.loads((hamlet.parent / name / "result.json").read_text(encoding="utf-8"))
        for name in ("second", "fresh")
    ]
    assert told[0]["settings"]["earlier"] is not None
    assert told[1]["settings"]["earlier"] is None
    second, from_nothing = (
        [(stage["incumbent"], stage["bound"]) for stage in result["stages"]]
        for result in told
    )
    assert second == from_nothing


def test_the_reference_engine_starts_from_nothing(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("solve", hamlet, "--engine", "reference", "--from", "first")
    assert done.exit_code == 2
    assert "--from" in done.output
