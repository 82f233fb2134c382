"""What people read of a plan: time and memory of each output of `planner report`.

Usage: python -m benchmarks.outputs RUN [--scenario DIR] [--repeats 3] [--name outputs]
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.measure import measure
from benchmarks.rows import RESULTS, machine, write_rows
from planner.io.read_run import read_result

OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "page": (),
    "tables": ("--out", "tables"),
    "workbook": ("--xlsx", "plan.xlsx"),
    "html": ("--html", "plan.html"),
    "forms": ("--forms", "forms"),
    "workbook and html": ("--xlsx", "plan.xlsx", "--html", "plan.html"),
}
"""Options of each output; every command reads plan and scenario and prints the page."""

_LONGEST = 600.0  # time that an output may take [s]


def rows_of(run: Path, scenario: Path | None, repeats: int) -> Iterator[dict[str, Any]]:
    """Yield what each output of a result folder took, run after run.

    Columns: output, officials, enrolments, repeat, load_before (of the minute before),
    exit_code, wall_seconds [s], peak_mb [MB], files, size_mb (of all files [MB]), and the
    machine.
    """
    result = read_result(run)
    planner = str(Path(sys.executable).with_name("planner"))
    command = (planner, "report", str(run))
    where = () if scenario is None else ("--scenario", str(scenario.resolve()))
    for repeat in range(repeats):
        for name, options in OUTPUTS.items():
            with tempfile.TemporaryDirectory() as folder:
                placed = [_below(Path(folder), option) for option in options]
                load = os.getloadavg()[0]
                done = measure((*command, *where, *placed), _LONGEST)
                files = [path for path in Path(folder).rglob("*") if path.is_file()]
                size = sum(path.stat().st_size for path in files)
            yield {
                "output": name,
                "officials": result.scenario.officials,
                "enrolments": result.enrolments,
                "repeat": repeat,
                "load_before": round(load, 2),
                "exit_code": done.exit_code,
                "wall_seconds": done.seconds,
                "peak_mb": done.peak_mb,
                "files": len(files),
                "size_mb": round(size / 1e6, 2),
                **machine(),
            }


def _below(folder: Path, option: str) -> str:
    """Return an option as it is, and the name of a file or folder below a folder."""
    return option if option.startswith("--") else str(folder / option)


@click.command()
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--scenario", type=click.Path(path_type=Path), help="If it has moved.")
@click.option("--repeats", default=3, show_default=True)
@click.option("--name", default="outputs", help="Last part of the name of the result.")
def main(run: Path, scenario: Path | None, repeats: int, name: str) -> None:
    """Measure the outputs of RUN and write benchmarks/results/YYYY-MM-DD-NAME.csv."""
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    for row in rows_of(run, scenario, repeats):
        rows.append(row)
        write_rows(path, rows)
        seconds, peak = row["wall_seconds"], row["peak_mb"]
        click.echo(f"{row['output']}: {seconds} s, {peak} MB", err=True)
    click.echo(str(path))


if __name__ == "__main__":
    main()
