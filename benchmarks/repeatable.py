"""Whether the same scenario gives the same enrolments whatever the workers and the load.

Usage: python -m benchmarks.repeatable [--only chuong-my-2024-2025] [--busy 2]
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.cases import Case
from benchmarks.measure import measure
from benchmarks.rows import RESULTS, machine, planner_command, why_none, write_rows

_LIMIT = 600.0  # far more than a search takes that ends by itself [s]
_BUSY = "import os; os.nice(19)\nwhile True: pass"


CASES = (
    (Case("chuong-my-2024-2025"), "default"),
    (Case("thai-nguyen-2022-2025"), "default"),
    (Case("cao-bang-2013-2020"), "default"),
    (Case("base", 1697), "default"),
    (Case("base", 60), "reference"),
)
"""What is planned by which engine; only the solver of the reference has workers."""


def rows_of(case: Case, engine: str, busy: int, work: Path) -> Iterator[dict[str, Any]]:
    """Yield one row for each way of planning a scenario, the usual way first.

    Columns: scenario, engine, workers, busy (processes that only keep the cores busy
    meanwhile), load_before, wall_seconds [s], exit_code, status, cut_short, enrolments,
    sha256 (of `enrolments.csv`), same (as the usual way), and the machine.
    """
    folder = case.folder(work)
    usual = ""
    for workers, others in ((1, 0), (2, 0), (1, busy), (2, busy)):
        row: dict[str, Any] = {
            "date": f"{datetime.now():%Y-%m-%d %H:%M}",
            "scenario": case.name,
            "engine": engine,
            "workers": workers,
            "busy": others,
            "load_before": round(os.getloadavg()[0], 2),
        }
        with _kept_busy(others):
            row |= _solved(folder, engine, workers, work / "out")
        usual = usual or row.get("sha256", "")
        yield {**row, "same": row.get("sha256") == usual, **machine()}


def _solved(folder: Path, engine: str, workers: int, out: Path) -> dict[str, Any]:
    settings = ("--engine", engine, "--workers", str(workers), "--format", "csv")
    files = ("--time-limit", str(_LIMIT), "--out", str(out))
    done = measure(planner_command("solve", str(folder), *settings, *files), 2 * _LIMIT)
    row = {"wall_seconds": done.seconds, "exit_code": done.exit_code}
    if done.exit_code != 0:
        return {**row, "status": why_none(done)}
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    content = (out / "enrolments.csv").read_bytes()
    return {
        **row,
        **{name: result[name] for name in ("status", "cut_short", "enrolments")},
        "sha256": hashlib.sha256(content).hexdigest(),
    }


@contextmanager
def _kept_busy(number: int) -> Iterator[None]:
    """Run so many processes that do nothing but use a core each."""
    running = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(number)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


@click.command()
@click.option("--only", multiple=True, help="Just these scenarios; may be repeated.")
@click.option(
    "--busy", default=2, show_default=True, help="Processes that make a load."
)
@click.option("--name", default="repeatable", help="Last part of the result's name.")
def main(only: tuple[str, ...], busy: int, name: str) -> None:
    """Plan each scenario four ways and write benchmarks/results/YYYY-MM-DD-NAME.csv."""
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as work:
        for case, engine in CASES:
            if only and case.name not in only:
                continue
            for row in rows_of(case, engine, busy, Path(work)):
                rows.append(row)
                write_rows(path, rows)
                told = ("scenario", "engine", "workers", "busy", "wall_seconds", "same")
                click.echo(" ".join(f"{key} {row[key]}" for key in told), err=True)
    others = sum(not row["same"] for row in rows)
    click.echo(f"{len(rows)} runs, {others} with other enrolments; {path}")


if __name__ == "__main__":
    main()
