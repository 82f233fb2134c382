"""Draws results of `benchmarks.run` as one SVG: time and memory by size, and what is won.

Usage: python -m benchmarks.chart benchmarks/results/DATE-NAME.csv CHART.svg
"""

from pathlib import Path

import click
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure

_TIERS = ("tier-1", "tier-2", "tier-3")


def draw(results: pd.DataFrame) -> Figure:
    """Return three pictures: wall time, peak memory, shortfall of each tier by engine.

    Time and memory are medians over seeds and repeats. The shortfalls are those of the
    largest size that several engines planned, of its first family, seed and cut.
    """
    figure = Figure(figsize=(13, 4.2), layout="constrained")
    time, memory, tiers = figure.subplots(1, 3)
    done = results[results["exit_code"] == 0]
    _by_size(time, done, "wall_seconds", "whole command [s]")
    _by_size(memory, done.assign(gb=done["peak_mb"] / 1000), "gb", "peak memory [GB]")
    _tiers(tiers, done)
    first = results.iloc[0]
    figure.suptitle(
        f"{first['date']}, planner {first['planner']} ({first['commit']}), "
        f"{first['cores']} cores",
        fontsize=9,
    )
    return figure


def _by_size(axes: Axes, done: pd.DataFrame, column: str, label: str) -> None:
    for (engine, family), rows in done.groupby(["engine", "family"]):
        median = rows.groupby("officials")[column].median()
        axes.plot(median.index, median, marker="o", label=f"{engine}, {family}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("officials")
    axes.set_ylabel(label)
    axes.grid(visible=True, which="both", alpha=0.2)
    axes.legend(fontsize=7)


def _tiers(axes: Axes, done: pd.DataFrame) -> None:
    keys = ["officials", "family", "seed", "cut_percent"]
    engines = done.groupby(keys)["engine"].nunique()
    case = engines[engines == engines.max()].sort_index().index[-1]
    same = done.set_index(keys).loc[[case]].groupby("engine", sort=False).first()
    known = [tier for tier in _TIERS if f"{tier}_incumbent" in same]
    for at, tier in enumerate(known):
        places = [place + at / (len(known) + 1) for place in range(len(same))]
        shortfall = same[f"{tier}_incumbent"]
        bars = axes.bar(places, shortfall + 1, width=1 / (len(known) + 1), label=tier)
        axes.bar_label(bars, [f"{value:,.0f}" for value in shortfall], fontsize=6)
    axes.set_yscale("log")
    axes.set_xticks([place + 0.25 for place in range(len(same))], list(same.index))
    axes.tick_params(axis="x", labelsize=7)
    axes.set_ylabel("shortfall + 1 [officials]")
    axes.set_title(f"{case[1]}, {case[0]:,} officials, seed {case[2]}", fontsize=9)
    axes.legend(fontsize=7)


@click.command()
@click.argument("results", type=click.Path(path_type=Path, exists=True))
@click.argument("picture", type=click.Path(path_type=Path))
def main(results: Path, picture: Path) -> None:
    """Draw RESULTS into PICTURE."""
    rcParams["svg.hashsalt"] = "benchmarks"  # the same results give the same file
    draw(pd.read_csv(results)).savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
