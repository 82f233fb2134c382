"""Whether the least budget found is one: its plan again, and one per cent less.

Usage: python -m benchmarks.least_budgets [--only chuong-my-2024-2025] [--time-limit 300]
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pandas as pd

import planner
from benchmarks.cases import PLACES
from benchmarks.measure import measure
from benchmarks.rows import RESULTS, machine, planner_command, why_none, write_rows
from planner.goals.asking import of_tiers, without_others
from planner.goals.money import budget_changes

CASES = (
    ("chuong-my-2024-2025", (1,)),
    ("chuong-my-2024-2025", (1, 2)),
    ("thai-nguyen-2022-2025", (1,)),
    ("thai-nguyen-2022-2025", (1, 2, 3)),
    ("can-tho-2024-2030", (1,)),
    ("can-tho-2024-2030", (1, 2)),
)
"""Scenarios with the tiers whose targets are to be met."""
_LESS = 0.99


def row_of(
    folder: Path, tiers: Sequence[int], time_limit: float, out: Path
) -> dict[str, Any]:
    """Return the least budget of some tiers and what solving again with it comes to.

    Columns: scenario, tiers, wall_seconds of asking [s], least and bound [million dong],
    missing (officials of each tier that no money brings, as far as `missing_proven`), and
    for three budgets: `again` (the least, year by year), `less` (each amount one per cent
    lower) and `free` (one per cent less of each line, all of it from the first year on,
    so that it may be split over the years in any way) what the plan leaves missing in each
    tier, what is proven (`_bound`), and `_rejected`: proven that it meets less.
    """
    words = ("--tiers", ",".join(map(str, tiers)), "--time-limit", str(time_limit))
    command = ("solve", str(folder), "--goal", "min-budget", *words, "--out", str(out))
    asked = measure(planner_command(*command), 2 * time_limit)
    row = {
        "date": f"{datetime.now():%Y-%m-%d %H:%M}",
        "scenario": folder.name,
        "tiers": " ".join(map(str, tiers)),
        "wall_seconds": asked.seconds,
        "exit_code": asked.exit_code,
    }
    if asked.exit_code != 0:
        return {**row, "status": why_none(asked)}
    reply = json.loads((out / "goal.json").read_text(encoding="utf-8"))
    row |= {"status": reply["status"], "least": reply["incumbent"]}
    row |= {"bound": reply["bound"], "missing": _text(reply["missing"])}
    row["missing_proven"] = reply["missing_proven"]
    given = planner.load(folder)
    others = without_others(given.data, of_tiers(given.data, tiers))
    split = pd.DataFrame(reply["split"])
    cut = split.assign(amount=(split["amount"] * _LESS).round(3))
    # Money for recruits cannot be kept for later.
    kept = [
        name
        for name, line in given.data.spec.budget.items()
        if all(rule.recruitment is None for rule in line.pays)
    ]
    carried = [f"budget.{name}.carry_over=true" for name in kept]
    budgets: dict[str, list[str]] = {
        "again": [*budget_changes(split)],
        "less": [*budget_changes(cut)],
        "free": [*budget_changes(_at_once(cut, kept)), *carried],
    }
    for name, changes in budgets.items():
        plan = given.with_changes(*others, *changes).solve(
            time_limit=time_limit, tiers_only=True, progress=False
        )
        stages = plan.stages[plan.stages["name"].str.startswith("tier-")]
        left = [int(value) for value in stages["incumbent"]]
        proven = [None if pd.isna(value) else int(value) for value in stages["bound"]]
        row |= {name: _text(left), f"{name}_bound": _text(proven)}
        row[f"{name}_rejected"] = _rejected(left, proven, reply["missing"])
    return row


def _at_once(split: pd.DataFrame, kept: Sequence[str]) -> pd.DataFrame:
    """Return all money of the lines that keep it in their first year."""
    total = split.groupby("line")["amount"].transform("sum")
    first = split.groupby("line")["year"].transform("min")
    moved = total.where(split["year"] == first, 0.0).round(3)
    return split.assign(amount=moved.where(split["line"].isin(kept), split["amount"]))


def _rejected(
    left: Sequence[int], proven: Sequence[int | None], wanted: Sequence[int]
) -> bool:
    """Return whether it is proven that no plan leaves so few missing, tier by tier."""
    for value, bound, allowed in zip(left, proven, wanted, strict=True):
        if bound is not None and bound > allowed:
            return True
        if value != allowed:
            return False  # later bounds hold for this value of the tier only
    return False


def _text(values: Sequence[int | None]) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


def rows_of(only: Sequence[str], time_limit: float) -> Iterator[dict[str, Any]]:
    """Yield the row of each case."""
    with tempfile.TemporaryDirectory() as work:
        for at, (place, tiers) in enumerate(CASES):
            if not only or place in only:
                row = row_of(PLACES / place, tiers, time_limit, Path(work, str(at)))
                yield {**row, **machine()}


@click.command()
@click.option("--only", multiple=True, help="Just these scenarios; may be repeated.")
@click.option(
    "--time-limit", default=300.0, show_default=True, help="Of each search [s]"
)
@click.option("--name", default="least-budgets", help="Last part of the result's name.")
def main(only: tuple[str, ...], time_limit: float, name: str) -> None:
    """Check least budgets and write benchmarks/results/YYYY-MM-DD-NAME.csv."""
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    for row in rows_of(only, time_limit):
        rows.append(row)
        write_rows(path, rows)
        told = {key: value for key, value in row.items() if key not in machine()}
        click.echo(", ".join(f"{key} {value}" for key, value in told.items()))
    click.echo(str(path))


if __name__ == "__main__":
    main()
