"""Whether a sweep killed at random moments comes to the same, and repeats no point.

Usage: python -m benchmarks.killed_sweeps [SCENARIO] [--kills 3] [--seed 1]
"""

import random
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import psutil

from benchmarks.cases import PLACES
from benchmarks.rows import RESULTS, machine, planner_command, write_rows

_TABLES = ("sweep.csv", "frontier.csv")
_PATIENCE = 15.0  # for what a killed process has begun to end by itself [s]


def rows_of(
    sweep: Sequence[str], kills: int, seed: int, work: Path
) -> Iterator[dict[str, Any]]:
    """Yield a row for the undisturbed sweep, for each killed one and for the last.

    Columns: part (`undisturbed`, `killed`, `resumed`), killed_after [s], wall_seconds [s],
    exit_code, done_before and done_after (finished runs), kept (finished runs whose folder
    is the very same as before: none was written again), outlived_seconds (until every
    process below the killed one had ended by itself) and left_running (those that had
    not), same (tables equal those of the undisturbed sweep),
    and the machine.
    """
    whole, other = work / "whole", work / "killed"
    began = time.monotonic()
    first = subprocess.run([*sweep, "--out", whole], check=False, capture_output=True)
    usual = time.monotonic() - began
    yield _row("undisturbed", usual, first.returncode, {}, _finished(whole))
    drawn = random.Random(seed)
    for _ in range(kills):
        before = _finished(other)
        after = drawn.uniform(0.1, 0.9) * usual / kills
        began = time.monotonic()
        running = psutil.Popen(
            [*sweep, "--out", str(other)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            running.wait(after)
            begun = []
        except psutil.TimeoutExpired:
            begun = running.children(recursive=True)
            running.kill()
            running.wait()
        seconds = time.monotonic() - began
        killed = time.monotonic()
        _, alive = psutil.wait_procs(begun, timeout=_PATIENCE)
        outlived = round(time.monotonic() - killed, 1)
        row = _row("killed", seconds, running.returncode, before, _finished(other))
        row |= {"killed_after": round(after, 1), "left_running": len(alive)}
        yield {**row, "outlived_seconds": outlived}
    before, began = _finished(other), time.monotonic()
    last = subprocess.run([*sweep, "--out", other], check=False, capture_output=True)
    seconds = time.monotonic() - began
    row = _row("resumed", seconds, last.returncode, before, _finished(other))
    yield {**row, "same": all(_same(whole / name, other / name) for name in _TABLES)}


def _row(
    part: str,
    seconds: float,
    exit_code: int | None,
    before: dict[str, tuple[int, int]],
    after: dict[str, tuple[int, int]],
) -> dict[str, Any]:
    return {
        "date": f"{datetime.now():%Y-%m-%d %H:%M}",
        "part": part,
        "wall_seconds": round(seconds, 1),
        "exit_code": exit_code,
        "done_before": len(before),
        "done_after": len(after),
        "kept": sum(after.get(name) == stamp for name, stamp in before.items()),
    }


def _finished(out: Path) -> dict[str, tuple[int, int]]:
    """Return name -> (inode, time written [ns]) of every finished run."""
    found = {}
    for run in (out / "points").glob("[!.]*"):
        place = run / "result.json" if run.is_dir() else run
        status = place.stat()
        found[run.name] = status.st_ino, status.st_mtime_ns
    return found


def _same(one: Path, other: Path) -> bool:
    """Return whether two tables differ in the names of their folders only."""
    texts = [
        path.read_text(encoding="utf-8").replace(str(path.parent), "")
        for path in (one, other)
    ]
    return texts[0] == texts[1]


@click.command()
@click.argument(
    "scenario",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=PLACES / "can-tho-2024-2030",
)
@click.option("--scale", default="budget.*.amount=0.6:1.2:13", show_default=True)
@click.option("--kills", default=3, show_default=True)
@click.option("--seed", default=1, show_default=True, help="Of the moments.")
@click.option("--name", default="killed-sweeps", help="Last part of the result's name.")
def main(scenario: Path, scale: str, kills: int, seed: int, name: str) -> None:
    """Kill a sweep of SCENARIO and write benchmarks/results/YYYY-MM-DD-NAME.csv."""
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    words = ("sweep", str(scenario), "--scale", scale, "--quick", "--tiers-only")
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as work:
        for row in rows_of(planner_command(*words), kills, seed, Path(work)):
            rows.append({**row, "scenario": scenario.name, "scale": scale, **machine()})
            write_rows(path, rows)
            click.echo(", ".join(f"{key} {value}" for key, value in row.items()))
    click.echo(str(path))


if __name__ == "__main__":
    main()
