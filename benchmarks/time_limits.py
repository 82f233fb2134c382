"""Whether `planner solve` keeps its time limit, and leaves a plan that verifies.

Usage: python -m benchmarks.time_limits --runs 100 --seed 1
"""

import json
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.cases import Case
from benchmarks.measure import measure
from benchmarks.rows import (
    RESULTS,
    machine,
    phases_of,
    planner_command,
    violations_of,
    why_none,
    write_rows,
)

LATEST = 5.0
"""A command may end so long after its limit [s]."""

_LIMITS = (1.0, 20.0)  # drawn between these [s]
_GRACE = 300.0  # beyond the limit before a command is ended [s]


OFTEN = {
    Case("can-tho-2024-2030"): 4,
    Case("chuong-my-2024-2025"): 3,
    Case("thai-nguyen-2022-2025"): 3,
    Case("cao-bang-2013-2020"): 3,
    Case("ha-noi-2021-2025"): 1,
    Case("base", 300): 3,
    Case("base", 1697): 3,
    Case("very-short", 1697): 3,
    Case("hard-5", 1697): 3,
    Case("refreshers", 1697): 3,
    Case("generous", 10_000): 3,
}
"""How often each scenario is drawn, compared with the others [-]."""


def drawn(often: dict[Case, int], runs: int, seed: int) -> list[tuple[Case, float]]:
    """Return so many scenarios, each with a limit [s]; the same for a seed."""
    source = random.Random(seed)
    cases = source.choices(list(often), list(often.values()), k=runs)
    return [(case, round(source.uniform(*_LIMITS), 1)) for case in cases]


def rows_of(
    often: dict[Case, int], runs: int, seed: int, work: Path
) -> Iterator[dict[str, Any]]:
    """Yield what became of each of so many commands, drawn with a seed.

    Columns: run, scenario, limit [s], load_before (of the minute before), wall_seconds
    from the start of the process to its end [s], late_seconds (wall less limit; below 0 if
    it ended before) [s], exit_code, status, cut_short, enrolments, violations (counted by
    `planner verify`), phases, and the machine.
    """
    for run, (case, limit) in enumerate(drawn(often, runs, seed), 1):
        yield {
            "date": f"{datetime.now():%Y-%m-%d %H:%M}",
            "seed": seed,
            "run": run,
            "scenario": case.name,
            "limit": limit,
            "load_before": round(os.getloadavg()[0], 2),
            **_solved(case.folder(work), limit, work / f"out-{run}"),
            **machine(),
        }


def _solved(folder: Path, limit: float, out: Path) -> dict[str, Any]:
    settings = ("--time-limit", str(limit), "--out", str(out))
    done = measure(planner_command("solve", str(folder), *settings), limit + _GRACE)
    row: dict[str, Any] = {
        "wall_seconds": done.seconds,
        "late_seconds": round(done.seconds - limit, 2),
        "exit_code": done.exit_code,
    }
    if done.exit_code != 0:
        return {**row, "status": why_none(done)}
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    verified = measure(planner_command("verify", str(folder), str(out)), _GRACE)
    return {
        **row,
        "status": result["status"],
        "cut_short": result["cut_short"],
        "enrolments": result["enrolments"],
        "violations": violations_of(verified),
        **phases_of(result["phases"]),
    }


@click.command()
@click.option("--runs", type=click.IntRange(1), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawing.")
@click.option("--only", multiple=True, help="Just these scenarios; may be repeated.")
@click.option("--name", default="time-limits", help="Last part of the result's name.")
def main(runs: int, seed: int, only: tuple[str, ...], name: str) -> None:
    """Try time limits and write benchmarks/results/YYYY-MM-DD-NAME.csv, run after run."""
    often = {case: OFTEN[case] for case in OFTEN if not only or case.name in only}
    if not often:
        known = ", ".join(case.name for case in OFTEN)
        raise click.BadParameter(f"scenarios are: {known}", param_hint="--only")
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as work:
        for row in rows_of(often, runs, seed, Path(work)):
            rows.append(row)
            write_rows(path, rows)
            told = (row["run"], row["scenario"], f"limit {row['limit']} s:")
            ending = f"{row['wall_seconds']} s, exit code {row['exit_code']}"
            click.echo(" ".join(map(str, (*told, ending))), err=True)
    late = sum(row["late_seconds"] > LATEST for row in rows)
    without = sum(row["exit_code"] != 0 for row in rows)
    broken = sum(row.get("violations", 0) != 0 for row in rows)
    click.echo(
        f"{len(rows)} runs: {late} ended later than limit + {LATEST:g} s, {without} left "
        f"no plan, {broken} a plan that does not verify; {path}"
    )


if __name__ == "__main__":
    main()
