"""A real scheduler and two workers on this machine, one of which is killed midway."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.io.read_run import read_result
from planner.sweep.cluster import on_worker
from planner.sweep.task import Answer
from tests.cli.folders import write_scenario

pytest.importorskip("distributed")

FACTORS = "budget.*.amount=0,0.1,0.15,0.2,0.25"


@pytest.fixture
def hamlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_scenario(tmp_path / "hamlet")


def started(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler, and its two workers."""
    file = tmp_path / "scheduler.json"
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
        "--no-dashboard", "--scheduler-file", str(file),
    )  # fmt: skip
    processes = [scheduler]
    try:
        while not file.exists() or not file.read_text(encoding="utf-8"):
            assert scheduler.poll() is None
            time.sleep(0.1)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        workers = []
        for name in "ab":
            folder = tmp_path / name
            folder.mkdir()
            worker = started(
                "distributed.cli.dask_worker", address, "--host", "127.0.0.1",
                "--no-nanny", "--nthreads", "1", "--no-dashboard",
                "--local-directory", str(folder),
            )  # fmt: skip
            workers.append(worker)
            processes.append(worker)
        wait_for_workers(address, 2)
        yield address, workers
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for_workers(address: str, number: int) -> None:
    import distributed

    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=120)


def test_a_sweep_ends_as_on_one_machine_though_a_worker_is_killed(
    hamlet: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    command = [sys.executable, "-c", "from planner.cli import main; main()", "sweep"]
    words = ["hamlet", "--scale", FACTORS]
    with Path("log").open("wb") as log:
        running = subprocess.Popen(
            [*command, *words, "--out", "far", "--dask", address],
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        # One run is the first that all others start from, then both workers are busy.
        while len(list(Path("far").glob("points/[!.]*"))) < 2:
            assert running.poll() is None, Path("log").read_text(encoding="utf-8")
            time.sleep(0.05)
        workers[0].send_signal(signal.SIGKILL)
        assert running.wait(timeout=300) == 0, Path("log").read_text(encoding="utf-8")
    near = CliRunner().invoke(main, ["sweep", *words, "--out", "near", "--jobs", "2"])
    assert near.exit_code == 0, near.output
    expected = Path("near/sweep.csv").read_text(encoding="utf-8")
    found = Path("far/sweep.csv").read_text(encoding="utf-8")
    assert found == expected.replace("near/", "far/")
    for run in Path("far/points").iterdir():
        assert read_result(run).scenario.folder == "hamlet"
        plan = (run / "enrolments.csv").read_bytes()
        assert plan == (Path("near/points") / run.name / "enrolments.csv").read_bytes()


def test_where_no_scheduler_answers_that_is_said(
    hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.sweep.cluster._WAIT", 1)
    words = ["sweep", "hamlet", "--scale", "budget.*.amount=0,1", "--out", "out"]
    done = CliRunner().invoke(main, [*words, "--dask", "tcp://127.0.0.1:1"])
    assert done.exit_code == 2, done.output
    assert "--dask" in done.stderr


def test_a_worker_of_another_version_refuses() -> None:
    answer, run = on_worker("", {}, "0")
    assert Answer.from_text(answer).ending == "fault"
    assert run == {}
