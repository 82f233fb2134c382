import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.result import SolveStatus
from models.scenario import Scenario
from planner.engine import process
from planner.engine.child import Ready
from planner.engine.engines import Search
from planner.engine.messages import Bounds, Found, Message, Progress
from planner.engine.process import Ending, EngineFault, Outcome
from planner.engine.settings import SolveSettings
from tests import builders
from tests.engine import searches
from tests.engine.run_search import small

ROOT = Path(__file__).parents[2]


def run(
    search: Search,
    limit: float | None = None,
    heard: list[Message] | None = None,
    scenario: Scenario | None = None,
    or_nobody: bool = False,
    ready: Ready | None = None,
) -> Outcome:
    def watch(message: Message, elapsed: float) -> None:
        if heard is not None:
            heard.append(message)

    return process.run(
        scenario or small(),
        SolveSettings(time_limit=limit),
        watch,
        search=search,
        started=time.monotonic(),
        or_nobody=or_nobody,
        ready=ready,
    )


def open_files() -> set[str]:
    folder = Path(f"/proc/{os.getpid()}/fd")
    return {entry.name for entry in folder.iterdir()} if folder.exists() else set()


def program(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.engine.run_search", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that a signal can go to the whole group
    )


@pytest.fixture
def no_trace() -> Iterator[None]:
    """No process, no pipe and no signal handler is left behind."""
    run(searches.finishes)  # the helper process of multiprocessing starts once
    before = open_files(), signal.getsignal(signal.SIGINT)
    yield
    assert multiprocessing.active_children() == []
    assert (open_files(), signal.getsignal(signal.SIGINT)) == before


def test_a_finished_search_returns_its_best_plan_and_what_was_proven() -> None:
    heard: list[Message] = []
    outcome = run(searches.finishes, heard=heard)
    assert len(outcome.plan or ()) == 1
    assert outcome.stages == (searches.stage(1, 1),)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.limits_hit == ("cost",)
    assert not outcome.cut_short
    kinds = [type(message) for message in heard[:4]]
    assert kinds == [Progress, Found, Found, Bounds]


def test_the_plan_crosses_unchanged() -> None:
    outcome = run(searches.finishes)
    assert outcome.plan is not None
    expected = searches.first_plan(small()).enrolments
    assert outcome.plan.enrolments.to_dict("list") == expected.to_dict("list")


def test_infeasible_comes_with_the_conflict() -> None:
    outcome = run(searches.proves_infeasible)
    assert outcome.status is SolveStatus.INFEASIBLE
    assert outcome.conflict == ("pin:A/C@2026", "pin:A/C")
    assert outcome.plan is None
    assert not outcome.cut_short


@pytest.mark.usefixtures("no_trace")
@pytest.mark.parametrize(
    "search", [searches.finds_then_hangs, searches.finds_then_resists]
)
def test_the_time_limit_keeps_the_best_plan_even_of_a_stuck_search(
    search: Search,
) -> None:
    begun = time.monotonic()
    outcome = run(search, limit=8)
    assert time.monotonic() - begun < 8 + 1
    assert len(outcome.plan or ()) == 1
    assert outcome.ending is Ending.TIME_LIMIT
    assert outcome.status is SolveStatus.FEASIBLE
    assert outcome.cut_short


@pytest.mark.usefixtures("no_trace")
def test_a_plan_that_sends_nobody_is_a_plan() -> None:
    outcome = run(searches.sends_nobody_then_raises)
    assert outcome.plan is not None
    assert len(outcome.plan) == 0
    assert outcome.status is SolveStatus.FEASIBLE


def test_time_is_kept_for_verifying_and_writing() -> None:
    begun = time.monotonic()
    run(searches.hangs, limit=3)
    # At least one second of the three is left for the caller.
    assert time.monotonic() - begun < 3 - 1 + 0.5


@pytest.mark.usefixtures("no_trace")
def test_time_without_a_plan_is_no_solution_and_not_infeasible() -> None:
    outcome = run(searches.hangs, limit=2)
    assert outcome.plan is None
    assert outcome.status is SolveStatus.NO_SOLUTION


@pytest.mark.usefixtures("no_trace")
def test_on_request_it_leaves_the_plan_that_enrols_nobody() -> None:
    outcome = run(searches.hangs, limit=2, or_nobody=True)
    assert outcome.plan is not None
    assert len(outcome.plan) == 0
    assert outcome.status is SolveStatus.FEASIBLE
    assert outcome.ending is Ending.TIME_LIMIT
    assert outcome.stages
    assert all(stage.bound is None for stage in outcome.stages)


@pytest.mark.usefixtures("no_trace")
def test_where_somebody_has_to_be_enrolled_there_is_none_and_that_proves_nothing() -> (
    None
):
    pinned = builders.scenario(
        builders.officials("A", "B"),
        {"T": builders.course()},
        pins=[("A", "T", 2026, True)],
    )
    outcome = run(searches.hangs, limit=2, scenario=pinned, or_nobody=True)
    assert outcome.plan is None
    assert outcome.status is SolveStatus.NO_SOLUTION


def test_a_limit_shorter_than_the_reserve_ends_at_once() -> None:
    outcome = run(searches.hangs, limit=0.01)
    assert outcome.seconds < 2
    assert outcome.ending is Ending.TIME_LIMIT


@pytest.mark.usefixtures("no_trace")
@pytest.mark.parametrize(
    ("search", "words"),
    [
        (searches.raises, "ArithmeticError: no such number"),
        (searches.is_killed, "killed (signal 9)"),
        (searches.ends_without_a_word, "exit code 0"),
    ],
)
def test_a_broken_search_without_a_plan_is_a_fault(search: Search, words: str) -> None:
    with pytest.raises(EngineFault) as caught:
        run(search)
    assert words in str(caught.value)
    assert "No plan had been found" in str(caught.value)


def test_the_fault_carries_the_traceback_of_the_search() -> None:
    with pytest.raises(EngineFault) as caught:
        run(searches.raises)
    assert "in raises" in caught.value.details


@pytest.mark.usefixtures("no_trace")
@pytest.mark.parametrize(
    ("search", "words"),
    [
        (searches.finds_then_raises, "ArithmeticError"),
        (searches.finds_then_is_killed, "signal 9"),
    ],
)
def test_a_broken_search_keeps_the_plan_it_found(search: Search, words: str) -> None:
    outcome = run(search)
    assert len(outcome.plan or ()) == 1
    assert outcome.cut_short
    assert outcome.ending is Ending.FAULT
    assert words in outcome.fault


@pytest.mark.usefixtures("no_trace")
def test_a_watcher_that_fails_leaves_no_process_behind() -> None:
    def watch(message: Message, elapsed: float) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        process.run(
            small(),
            SolveSettings(),
            watch,
            search=searches.finds_then_hangs,
            started=time.monotonic(),
        )


def test_a_search_may_run_outside_the_main_thread() -> None:
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(run(searches.finishes)))
    thread.start()
    thread.join()
    assert outcomes[0].status is SolveStatus.OPTIMAL


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("to_group", [True, False])
def test_an_interrupt_keeps_the_best_plan(
    number: signal.Signals, to_group: bool
) -> None:
    """A terminal sends Ctrl-C to the whole process group, a script to one process."""
    with program("finds_then_hangs") as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Found")
        (os.killpg if to_group else os.kill)(running.pid, number)
        out, err = running.communicate(timeout=20)
    assert (out, err) == ("ending interrupt plan 1\n", "")
    assert running.returncode == 0


def test_ctrl_c_never_reaches_the_search() -> None:
    """Held back from the start: not even importing modules can be interrupted."""
    heard: list[Message] = []
    run(searches.tells_what_it_holds_back, heard=heard)
    assert isinstance(heard[0], Progress)
    assert heard[0].doing == str([signal.SIGINT])


def test_the_search_dies_with_its_parent() -> None:
    with program("tells_its_number") as running:
        assert running.stdout is not None
        child = int(running.stdout.readline().split()[1])
        assert running.stdout.readline().startswith("Found")
        running.kill()
        running.communicate(timeout=20)
    deadline = time.monotonic() + 5
    while is_running(child):
        assert time.monotonic() < deadline, "the search outlives its parent"
        time.sleep(0.05)


def is_running(number: int) -> bool:
    status = Path(f"/proc/{number}/stat")
    if not status.exists():
        return False
    # A process whose end nobody has collected yet is dead all the same.
    return status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.usefixtures("no_trace")
def test_a_process_that_waits_does_the_search() -> None:
    with Ready() as ready:
        process_id = ready.process.pid
        heard: list[Message] = []
        outcome = run(searches.tells_its_process, heard=heard, ready=ready)
    assert len(outcome.plan or ()) == 1
    assert Progress("process", str(process_id)) in heard


@pytest.mark.usefixtures("no_trace")
def test_a_process_that_waits_in_vain_ends() -> None:
    with Ready():
        assert len(multiprocessing.active_children()) == 1


@pytest.mark.usefixtures("no_trace")
def test_a_process_that_dies_while_it_waits_is_told() -> None:
    with Ready() as ready:
        assert ready.process.pid is not None
        os.kill(ready.process.pid, signal.SIGKILL)
        ready.process.join()
        with pytest.raises(EngineFault, match=r"signal 9|tín hiệu 9"):
            run(searches.finishes, ready=ready)


@pytest.mark.parametrize(
    ("loaded", "spared"),
    # The process that waits is started before tables are loaded, and alone loads solvers.
    [("planner.cli", "pandas"), ("planner.cli.solve", "ortools")],
)
def test_a_command_loads_what_it_needs_itself(loaded: str, spared: str) -> None:
    code = f"import sys, {loaded}; sys.exit('{spared}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
