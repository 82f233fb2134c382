"""The picture of a comparison, for notebooks and for `planner compare --picture`."""

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from planner.api.canvas import colours, panels, words
from planner.language import _
from planner.reports import labels
from planner.reports.compare import Comparison

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_BARS = 20  # the largest changes; the rest is in the tables
FORMATS = ("svg", "png", "pdf")
"""Formats in which pictures are written."""


def differences(comparison: Comparison) -> "Figure":
    """Draw how attainment, spending and people differ from the reference."""
    targets = comparison.targets[comparison.targets["figure"] == "attained"]
    money = comparison.money[comparison.money["figure"] == "spent"]
    people = comparison.people.groupby(["run", "change"], sort=False).size()
    parts = (
        (
            _("Officials who attain a target, change from {reference}"),
            _named(targets, "target", "year"),
        ),
        (
            _("Spent (million dong), change from {reference}"),
            _named(money, "line", "year"),
        ),
        (
            _("Enrolments that differ from {reference}"),
            _of_people(people.rename("change_").reset_index()),
        ),
    )
    figure, axes = panels(len(parts), height=4.0)
    runs = comparison.runs["run"].tolist()[1:]
    for axis, (title, bars) in zip(axes, parts, strict=True):
        axis.set_title(title.format(reference=words(comparison.reference)), fontsize=10)
        _draw(axis, bars, runs)
    return figure


def content_of(figure: "Figure", ending: str) -> bytes:
    """Return a picture in a format, the same bytes each time."""
    import matplotlib as mpl

    content = io.BytesIO()
    # Dates and random marks would make equal pictures differ.
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(ending)
    with mpl.rc_context({"svg.hashsalt": "planner"}):
        figure.savefig(content, format=ending, metadata=metadata)
    return content.getvalue()


def _named(table: pd.DataFrame, name: str, year: str) -> pd.DataFrame:
    """Return bars: label, run and height."""
    return pd.DataFrame(
        {
            "label": [
                f"{item} {when}"
                for item, when in zip(table[name], table[year], strict=True)
            ],
            "run": table["run"].to_numpy(),
            "height": table["change"].astype(float).to_numpy(),
        }
    )


def _of_people(counts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [_(labels.PEOPLE[change]) for change in counts["change"]],
            "run": counts["run"].to_numpy(),
            "height": counts["change_"].astype(float).to_numpy(),
        }
    )


def _draw(axis: "Axes", bars: pd.DataFrame, runs: list[str]) -> None:
    bars = bars.dropna(subset=["height"])
    if bars.empty:
        axis.text(0.5, 0.5, _("No difference."), ha="center", transform=axis.transAxes)
        axis.set_axis_off()
        return
    largest = bars["height"].abs().groupby(bars["label"]).max()
    shown = largest.sort_values(ascending=False, kind="stable").index[:_MOST_BARS]
    heights = bars.pivot_table(index="label", columns="run", values="height")
    heights = heights.reindex(index=shown, columns=runs)
    thickness = 0.8 / len(runs)
    rows = np.arange(len(heights))
    for at, (run, colour) in enumerate(zip(runs, colours(len(runs)), strict=True)):
        axis.barh(
            rows + at * thickness,
            heights[run].to_numpy(),
            height=thickness,
            label=words(run, 40),
            color=colour,
        )
    axis.set_yticks(rows + 0.4 - thickness / 2, [words(text) for text in heights.index])
    axis.invert_yaxis()
    axis.axvline(0, color="black", linewidth=0.8)
    if len(runs) <= _MOST_BARS:
        axis.legend(frameon=False, fontsize=8)
