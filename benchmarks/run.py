"""Runs the product and its rivals on scenarios and writes what they took.

Usage: python -m benchmarks.run --sizes 10000,100000 --families base --seeds 1,2
       python -m benchmarks.run --scenario scenarios/can-tho-2024-2030 --cuts 0,20
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import click

from benchmarks.families import FAMILIES, write_scenario
from benchmarks.measure import Measured, measure
from benchmarks.rows import (
    RESULTS,
    machine,
    phases_of,
    planner_command,
    violations_of,
    why_none,
    write_rows,
)
from models.result import gap_of
from planner.io.read_scenario import load

RIVALS = ("reference", "greedy", "highs", "scip")
"""What is run beside the product; `timefold` is asked for by name."""
_GRACE = 120.0  # beyond the time limit before a command is ended [s]


@dataclass(frozen=True)
class Case:
    """One scenario to be planned."""

    family: str
    officials: int
    seed: int
    years: int | None
    cut: float
    """Part of the yearly budget that is taken away [%]."""
    place: Path | None = None
    """Folder of a scenario that is not generated; its name stands for the family."""
    changes: tuple[str, ...] = ()
    """Single changes of the scenario, PATH=VALUE."""

    @property
    def options(self) -> tuple[str, ...]:
        """Every change, as options of `planner solve`."""
        factor = f"{1 - self.cut / 100:.6g}"
        cut = (f"budget.*.amount*={factor}",) if self.cut else ()
        return tuple(
            word for change in (*self.changes, *cut) for word in ("--set", change)
        )


@dataclass(frozen=True)
class Limits:
    """How often and how long each engine may search."""

    repeats: int
    seconds: float
    workers: int


def rows_of(
    case: Case, engines: Sequence[str], limits: Limits, work: Path
) -> Iterator[dict[str, Any]]:
    """Generate the scenario of a case, if it has to be, and yield one row for each run."""
    folder = case.place
    if folder is None:
        folder = work / f"{case.family}-{case.officials}-{case.seed}-{case.years}"
        if not folder.exists():
            write_scenario(folder, case.family, case.officials, case.seed, case.years)
    for engine, repeat in product(engines, range(1, limits.repeats + 1)):
        yield {
            "date": f"{datetime.now():%Y-%m-%d %H:%M}",
            "engine": engine,
            "family": case.family,
            "officials": case.officials,
            "seed": case.seed,
            "years": case.years or FAMILIES[case.family].years,
            "cut_percent": case.cut,
            "repeat": repeat,
            "time_limit": limits.seconds,
            "workers": limits.workers,
            "load_before": round(os.getloadavg()[0], 2),
            **_run(engine, folder, case, limits, work / "out"),
            **machine(),
        }


def _run(
    engine: str, folder: Path, case: Case, limits: Limits, out: Path
) -> dict[str, Any]:
    changes = case.options
    if engine not in ("default", "reference"):
        return _rival(engine, folder, changes, limits)
    settings = ("--time-limit", str(limits.seconds), "--workers", str(limits.workers))
    files = ("--out", str(out), "--format", "parquet")
    command = ("solve", str(folder), *settings, "--engine", engine, *changes, *files)
    done = measure(planner_command(*command), limits.seconds + _GRACE)
    row = _taken(done)
    if done.exit_code != 0:
        return {**row, "status": why_none(done)}
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    verify = planner_command("verify", str(folder), str(out))
    verified = measure(verify, 10 * _GRACE)
    return {
        **row,
        "status": result["status"],
        "cut_short": result["cut_short"],
        "enrolments": result["enrolments"],
        "violations": violations_of(verified),
        "verify_seconds": verified.seconds,
        "verify_peak_mb": verified.peak_mb,
        **phases_of(result.get("phases", {})),
        **_stages(result["stages"]),
    }


def _rival(
    engine: str, folder: Path, changes: Sequence[str], limits: Limits
) -> dict[str, Any]:
    options = ("--time-limit", str(limits.seconds), *changes)
    command = (sys.executable, "-m", "benchmarks.rivals", engine, str(folder), *options)
    # Building one variable for each person takes time of its own.
    done = measure(command, 3 * limits.seconds + _GRACE)
    if done.exit_code != 0:
        return {**_taken(done), "status": why_none(done)}
    told = json.loads(done.output)
    return {
        **_taken(done),
        "status": told["status"],
        "enrolments": told.get("enrolments"),
        "violations": told.get("violations"),
        **phases_of(told["phases"]),
        **_stages(told["stages"]),
    }


def _taken(done: Measured) -> dict[str, Any]:
    return {
        "exit_code": done.exit_code,
        "wall_seconds": done.seconds,
        "peak_mb": done.peak_mb,
    }


def _stages(stages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    row = {}
    for stage in stages:
        name, incumbent, bound = stage["name"], stage["incumbent"], stage["bound"]
        row[f"{name}_incumbent"] = incumbent
        row[f"{name}_bound"] = bound
        row[f"{name}_gap"] = gap_of(incumbent, bound)
        row[f"{name}_seconds"] = stage.get("seconds")
    return row


def _list(of: type) -> Any:
    def read(_context: click.Context, _option: click.Parameter, text: str) -> list[Any]:
        try:
            return [of(part) for part in text.split(",") if part]
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return read


@click.command()
@click.option("--families", default="base", callback=_list(str), show_default=True)
@click.option("--sizes", default="1697,10000", callback=_list(int), show_default=True)
@click.option("--seeds", default="1", callback=_list(int), show_default=True)
@click.option(
    "--scenario",
    "places",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="This scenario folder, and no generated ones; may be given several times.",
)
@click.option("--set", "changes", multiple=True, help="As of `planner solve`.")
@click.option("--years", type=int, help="Length of the horizon, if not the family's.")
@click.option(
    "--cuts",
    default="0",
    callback=_list(float),
    show_default=True,
    help="Parts of the budget taken away [%], each planned anew.",
)
@click.option("--repeats", default=3, show_default=True)
@click.option("--time-limit", default=60.0, show_default=True, help="[s]")
@click.option("--workers", default=1, show_default=True)
@click.option("--rivals", is_flag=True, help=f"Also {', '.join(RIVALS)}.")
@click.option("--only", default="", callback=_list(str), help="Just these engines.")
@click.option("--name", default="runs", help="Last part of the name of the result.")
def main(
    families: list[str],
    sizes: list[int],
    seeds: list[int],
    places: tuple[Path, ...],
    changes: tuple[str, ...],
    years: int | None,
    cuts: list[float],
    repeats: int,
    time_limit: float,
    workers: int,
    rivals: bool,
    only: list[str],
    name: str,
) -> None:
    """Measure and write benchmarks/results/YYYY-MM-DD-NAME.csv, run after run."""
    unknown = sorted(set(families) - set(FAMILIES))
    if unknown:
        raise click.BadParameter(f"no families: {', '.join(unknown)}")
    engines = only or ["default", *(RIVALS if rivals else ())]
    limits = Limits(repeats, time_limit, workers)
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    cases = [_of_place(*parts, changes) for parts in product(places, cuts)] or [
        Case(family, officials, seed, years, cut, None, changes)
        for family, officials, seed, cut in product(families, sizes, seeds, cuts)
    ]
    with tempfile.TemporaryDirectory() as work:
        for case in cases:
            for row in rows_of(case, engines, limits, Path(work)):
                rows.append(row)
                write_rows(path, rows)
                click.echo(_line(row), err=True)
    click.echo(str(path))


def _of_place(place: Path, cut: float, changes: tuple[str, ...]) -> Case:
    """Return the case of a scenario folder, which says itself what it is."""
    given = load(place, (), changes).scenario
    spec = given.spec
    years = len(spec.horizon.years)
    return Case(spec.name, given.roster.named, spec.seed, years, cut, place, changes)


def _line(row: dict[str, Any]) -> str:
    tiers = [
        f"{name.removesuffix('_incumbent')} {value} ({row[name[:-9] + 'bound']})"
        for name, value in row.items()
        if name.startswith("tier-") and name.endswith("_incumbent")
    ]
    names = ("engine", "family", "officials", "seed", "cut_percent", "repeat", "status")
    told = [str(row[name]) for name in names]
    return " ".join([*told, f"{row.get('wall_seconds')} s", *tiers])


if __name__ == "__main__":
    main()
