"""Solve the published instances, print the table and write it as a dated CSV.

Usage: python -m benchmarks.known_answers [--family NAME]... [--time-limit S] [--out FILE]
"""

import datetime
import sys
from pathlib import Path

import click

from benchmarks.known_answers.run import FAMILIES, as_table, solve
from planner.api.version import version

RESULTS = Path(__file__).parents[1] / "results"


@click.command()
@click.option(
    "--family",
    "families",
    multiple=True,
    type=click.Choice(list(FAMILIES)),
    help="Only this family; may be repeated.  [default: all]",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=2),
    default=60.0,
    show_default=True,
    help="Wall time for each instance [s].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the table.  [default: benchmarks/results/known-answers-<date>.csv]",
)
def main(families: tuple[str, ...], time_limit: float, out: Path | None) -> None:
    """Compare the engine with published optima; exit code 1 if a value differs."""
    comparisons = []
    for name in families or FAMILIES:
        for instance in FAMILIES[name]():
            for entry in solve(instance, time_limit):
                comparisons.append(entry)
                click.echo(
                    f"{entry.family:14} {entry.instance:18} {entry.meaning:18} "
                    f"published {entry.published!s:>8}  value {entry.value!s:>8}  "
                    f"bound {entry.bound!s:>8}  {entry.seconds:6.1f} s  {entry.verdict}"
                )
    today = datetime.date.today().isoformat()
    out = out or RESULTS / f"known-answers-{today}.csv"
    out.parent.mkdir(exist_ok=True)
    table = as_table(comparisons).assign(version=version(), time_limit=time_limit)
    table.to_csv(out, index=False)
    sys.exit(int((table["verdict"] != "equal").any()))


if __name__ == "__main__":
    main()
