"""Prices against what solving again comes to, at the middle and the end of their range.

Usage: python -m benchmarks.price_checks [--only can-tho-2024-2030] [--confirm 3]
"""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pandas as pd

import planner
from benchmarks.cases import PLACES
from benchmarks.measure import measure
from benchmarks.rows import RESULTS, machine, planner_command, why_none, write_rows

_LONGEST = 1200.0  # for the prices of one scenario [s]


def rows_of(
    folder: Path, confirm: int, time_limit: float, out: Path
) -> Iterator[dict[str, Any]]:
    """Yield a row for each price of a scenario.

    Columns: those of `planner prices`, and middle (more units at about half the range),
    middle_predicted and middle_relaxed (shortfall there, by the price and solved again),
    `..._off` (how far a prediction is from the value solved again, as a share of it) for
    the middle, the end and the confirmed plan.
    """
    words = ("--confirm", str(confirm), "--time-limit", str(time_limit))
    command = planner_command("prices", str(folder), *words, "--out", str(out))
    done = measure(command, _LONGEST)
    row = {
        "date": f"{datetime.now():%Y-%m-%d %H:%M}",
        "scenario": folder.name,
        "command_seconds": done.seconds,
    }
    if done.exit_code != 0:
        yield {**row, "item": why_none(done)}
        return
    given = planner.load(folder)
    for price in pd.read_csv(out).to_dict("records"):
        found = {str(key): value for key, value in price.items()}
        found |= _middle(given, found)
        found["end_off"] = _off(found["predicted"], found["relaxed"])
        if pd.notna(found["plan_before"]):
            moved = found["per_unit"] * found["up_to"]
            found["plan_off"] = _off(found["plan_before"] + moved, found["plan_after"])
        yield {**row, **found}


def _middle(given: planner.Scenario, price: dict[str, Any]) -> dict[str, Any]:
    """Return prediction and relaxation about half-way through the range of a price."""
    path, _, value = price["change"].partition("=")
    is_whole = price["unit"] in ("seat", "class")
    units = price["up_to"] / 2
    units = float(max(1, int(units))) if is_whole else round(units, 3)
    moved = float(value) - price["up_to"] + units
    number = int(moved) if is_whole else round(moved, 3)
    table = given.with_changes(f"{path}={number}").relaxed().set_index("name")
    relaxed = float(table.loc[price["tier"], "shortfall"])
    predicted = price["before"] + price["per_unit"] * units
    return {
        "middle": units,
        "middle_predicted": round(predicted, 6),
        "middle_relaxed": relaxed,
        "middle_off": _off(predicted, relaxed),
    }


def _off(predicted: float, solved: float) -> float:
    """Return the distance as a share of what was solved; of 1 official below that."""
    return round(abs(predicted - solved) / max(abs(solved), 1.0), 6)


@click.command()
@click.option("--only", multiple=True, help="Just these scenarios; may be repeated.")
@click.option("--confirm", default=3, show_default=True, help="Of each, by plans.")
@click.option(
    "--time-limit", default=300.0, show_default=True, help="For the plans [s]"
)
@click.option("--name", default="prices", help="Last part of the result's name.")
def main(only: tuple[str, ...], confirm: int, time_limit: float, name: str) -> None:
    """Check the prices of all scenarios; write benchmarks/results/YYYY-MM-DD-NAME.csv."""
    path = RESULTS / f"{datetime.now():%Y-%m-%d}-{name}.csv"
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as work:
        for place in sorted(PLACES.glob("*/scenario.yaml")):
            folder = place.parent
            if only and folder.name not in only:
                continue
            out = Path(work, f"{folder.name}.csv")
            own = list(rows_of(folder, confirm, time_limit, out))
            rows += [{**row, **machine()} for row in own]
            write_rows(path, rows)
            click.echo(f"{folder.name}: {_summary(pd.DataFrame(own))}")
    click.echo(str(path))


def _summary(own: pd.DataFrame) -> str:
    worst = [
        f"{name} off by at most {own[f'{name}_off'].max():.2%}"
        for name in ("middle", "end", "plan")
        if f"{name}_off" in own
    ]
    return "; ".join([f"{len(own)} prices", *worst])


if __name__ == "__main__":
    main()
