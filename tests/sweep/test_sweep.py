"""Sweeps of a hamlet: two officials, one course of 12.5 million dong a seat."""

import contextlib
import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models import rules
from planner.cli import main
from planner.engine import process
from planner.io.read_plan import read_plan, recorded_overrides
from planner.io.read_run import read_result
from planner.io.read_scenario import load
from planner.sweep import point
from planner.sweep.axes import scale_axis
from planner.sweep.gather import gather
from planner.sweep.local import Local
from planner.sweep.run import Count, Request, plan, solve
from planner.sweep.tables import frontiers
from planner.sweep.task import Answer, Effort, Task
from tests.cli import searches
from tests.cli.folders import write_scenario

# A seat costs 12.5: nobody, one and both officials can be trained.
FACTORS = "budget.*.amount=0,0.15,0.25"


@pytest.fixture
def hamlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_scenario(tmp_path / "hamlet")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder around a finished sweep `out`."""
    around = tmp_path_factory.mktemp("swept")
    write_scenario(around / "hamlet")
    with contextlib.chdir(around):
        done = sweep("--scale", FACTORS, "--set", "seed=7", "--out", "out", "--jobs", 2)
    assert done.exit_code == 0, done.output
    return around


def sweep(*words: object) -> Result:
    return CliRunner().invoke(main, ["sweep", "hamlet", *map(str, words)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_frontier_is_what_each_amount_buys(swept: Path) -> None:
    table = rows(swept / "out/frontier.csv")
    # 100 million dong in each of two years, so 0, 30 and 50 in all.
    assert [(row["budget"], row["tier-1"], row["proven"]) for row in table] == [
        ("0.0", "2", "yes"),
        ("30.0", "0", "yes"),
        ("50.0", "0", "yes"),
    ]
    assert [row["frontier"] for row in table] == ["yes", "yes", "no"]
    assert "<svg" in (swept / "out/frontier.svg").read_text(encoding="utf-8")
    stages = rows(swept / "out/sweep.csv")
    assert {row["stage"] for row in stages} == {"tier-1", "cost"}
    assert len({row["point"] for row in stages}) == 3


def test_every_point_is_a_run_like_any_other(swept: Path) -> None:
    for row in rows(swept / "out/frontier.csv"):
        run = swept / row["run"]
        scenario = load(swept / "hamlet", *recorded_overrides(run)).scenario
        assert scenario.spec.seed == 7
        assert len(rules.violations(scenario, read_plan(run, scenario))) == 0
        assert scenario.content_hash == read_result(run).scenario.content_hash


def test_points_with_equal_scenarios_are_solved_once(hamlet: Path) -> None:
    words = ("--what-if", "poor", "--what-if", "baseline", "--scale", FACTORS)
    done = sweep(*words, "--out", "out")
    # Scaling no money gives no money: 0, 30 and 50 in all; and the start.
    assert "of 4" in done.stderr, done.output
    assert len(list(Path("out/points").iterdir())) == 4
    assert len(rows(Path("out/frontier.csv"))) == 6


def test_finished_points_are_kept_and_more_can_be_added(hamlet: Path) -> None:
    sweep("--scale", "budget.*.amount=0", "--out", "out")
    before = {path: path.stat().st_mtime_ns for path in Path("out/points").iterdir()}
    done = sweep("--scale", "budget.*.amount=0,0.15", "--out", "out")
    assert "2 of 3 runs were there already" in done.stderr, done.output
    after = {path: path.stat().st_mtime_ns for path in Path("out/points").iterdir()}
    assert before.items() < after.items()


def test_whatever_decides_a_result_is_part_of_its_name(hamlet: Path) -> None:
    axes = (scale_axis("budget.*.amount=0,1"),)
    usual = Request(hamlet, axes, (), Effort(), Path("out"))
    longer = Request(hamlet, axes, (), Effort(time_limit=9.0), Path("out"))
    seeded = Request(hamlet, axes, (), Effort(seed=1), Path("out"))
    keys = {item.key for item in plan(usual)[1]}
    assert keys == {item.key for item in plan(longer)[1]}
    assert keys.isdisjoint(item.key for item in plan(seeded)[1])
    text = (hamlet / "scenario.yaml").read_text(encoding="utf-8")
    (hamlet / "scenario.yaml").write_text(text.replace("[12.5]", "[12]"), "utf-8")
    assert keys.isdisjoint(item.key for item in plan(usual)[1])


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 elsewhere")
def test_a_killed_sweep_goes_on_without_losing_or_repeating_a_point(
    hamlet: Path, swept: Path
) -> None:
    words = ["--scale", FACTORS, "--set", "seed=7"]
    command = [sys.executable, "-c", "from planner.cli import main; main()"]
    running = subprocess.Popen(
        [*command, "sweep", "hamlet", *words, "--out", "out"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while len(finished := list(Path("out").glob("points/[!.]*"))) < 2:
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    before = {path: path.stat().st_mtime_ns for path in finished}
    done = sweep(*words, "--out", "out")
    assert done.exit_code == 0, done.output
    assert "of 4 runs were there already" in done.stderr
    after = {path: path.stat().st_mtime_ns for path in Path("out").glob("points/*")}
    assert before.items() < after.items()
    for name in ("sweep.csv", "frontier.csv"):
        assert Path("out", name).read_bytes() == (swept / "out" / name).read_bytes()


class OneWorse:
    """Finds one enrolment too few where there is most money."""

    jobs = 1

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch
        self.run_search = process.run

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        for task in tasks:
            rich = any(change.endswith("=2") for change in task.changes)
            search = searches.empty if rich else searches.good
            self.patch.setattr(process, "run", partial(self.run_search, search=search))
            yield task, point.solve(task, time.monotonic())


def test_more_money_is_never_worse(
    hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    axes = (scale_axis("budget.*.amount=1,2"),)
    request = Request(hamlet, axes, (), Effort(), Path("out"))
    first, planned = plan(request)

    def watch(at: object, answer: Answer, count: Count) -> None:
        assert answer.ending == "plan"

    answers = solve(request, first, planned, OneWorse(monkeypatch), watch)
    rich = planned[1]
    own = read_result(Path("out/points") / rich.key)
    assert own.stages[0].incumbent == 2
    reached = gather(request, planned, answers)
    assert reached[1].plan_of == planned[0].key
    assert reached[1].run is not None
    taken = read_result(reached[1].run)
    # Nothing had been held at the first stage, so its bound stays; cost was, at less.
    assert [(s.incumbent, s.bound) for s in taken.stages] == [(0, 0), (25_000, 0)]
    assert taken.stages[0].status == "optimal"
    scenario = load(hamlet, *recorded_overrides(reached[1].run)).scenario
    assert (
        scenario.content_hash
        == taken.scenario.content_hash
        == own.scenario.content_hash
    )
    assert len(rules.violations(scenario, read_plan(reached[1].run, scenario))) == 0
    assert read_result(Path("out/points") / rich.key) == own
    (line,) = frontiers(axes, reached)
    assert line.on == (True, False)


def test_a_quick_sweep_claims_no_more_than_the_relaxation_proves(
    hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hamlet.parent)
    for out, quick in (("thorough", ()), ("quick", ("--quick",))):
        done = sweep("--scale", FACTORS, "--out", out, *quick)
        assert done.exit_code == 0, done.output
    pairs = zip(
        *(rows(Path(out) / "frontier.csv") for out in ("thorough", "quick")),
        strict=True,
    )
    for exact, quick_row in pairs:
        assert int(quick_row["tier-1"]) >= int(exact["tier-1"])
    points = list(Path("quick").glob("points/*"))
    assert points
    for run in points:
        stage = read_result(run).stages[0]
        assert stage.bound is not None
        assert stage.incumbent is not None
        assert stage.bound <= stage.incumbent
        what_ifs, changes = recorded_overrides(run)
        scenario = load(Path("hamlet"), what_ifs, changes).scenario
        assert rules.violations(scenario, read_plan(run, scenario)).empty


def test_a_folder_of_something_else_is_refused(hamlet: Path) -> None:
    done = sweep("--scale", FACTORS, "--out", "hamlet")
    assert done.exit_code == 2
    assert "the folder exists and is not empty" in done.stderr


def test_what_is_wrong_at_any_point_is_told_before_anything_is_solved(
    hamlet: Path,
) -> None:
    done = sweep("--vary", "targets.theory-100.percent=[50, 500]", "--out", "out")
    assert done.exit_code == 2
    assert "500" in done.stderr
    assert not Path("out").exists()
    assert sweep("--out", "out").exit_code == 2
    assert sweep("--scale", "budget=x", "--out", "out").exit_code == 2


def test_points_without_a_plan_are_told_and_kept(hamlet: Path) -> None:
    pins = "official,course,start_year,decision\nA,TC,2026,enrol\n"
    (hamlet / "tables/pins.csv").write_text(pins, encoding="utf-8")
    words = ("--scale", "budget.*.amount=0,1", "--set", "tables.pins=tables/pins.csv")
    for _ in range(2):
        done = sweep(*words, "--out", "out")
        assert done.exit_code == 0, done.output
        assert "There is no plan: tables.pins=tables/pins.csv+budget.*" in done.stdout
    assert [row["ending"] for row in rows(Path("out/sweep.csv"))] == [
        "infeasible", "plan", "plan",
    ]  # fmt: skip


def test_a_scenario_that_changes_meanwhile_is_not_solved_under_its_old_name(
    hamlet: Path,
) -> None:
    request = Request(
        hamlet, (scale_axis("budget.*.amount=0,1"),), (), Effort(), Path("out")
    )
    first, planned = plan(request)
    text = (hamlet / "scenario.yaml").read_text(encoding="utf-8")
    (hamlet / "scenario.yaml").write_text(text.replace("[12.5]", "[12]"), "utf-8")
    ended: list[Answer] = []
    with Local(1) as workers:
        solve(
            request, first, planned, workers, lambda at, answer, _: ended.append(answer)
        )
    assert {answer.ending for answer in ended} == {"fault"}
    assert "has changed" in ended[0].text
