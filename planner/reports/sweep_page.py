"""What a sweep shows, on a terminal: one line for each point."""

from collections.abc import Sequence

import pandas as pd
from rich.console import Console

from planner.language import _
from planner.language.numbers import shortest
from planner.reports.layout import line, new_table, row
from planner.reports.numbers import count


def print_frontier(console: Console, table: pd.DataFrame, axes: Sequence[str]) -> None:
    """Print the table of the frontiers.

    Parameters
    ----------
    table
        As written to `frontier.csv`.
    axes
        Columns that hold the labels of axes.
    """
    names = map(str, table.columns)
    tiers = [name for name in names if name.startswith("tier-") and "_" not in name]
    heads = [
        _("Shortfall\ntier {tier}").format(tier=name.removeprefix("tier-"))
        for name in tiers
    ]
    page = new_table(
        _("Money and attainment"),
        [
            *axes,
            _("Money\n(million dong)"),
            _("Attained\n(%)"),
            *heads,
            _("Proven"),
            "",
        ],
        texts=len(axes),
    )
    for item in table.to_dict("records"):
        note = _("◄ knee: more money brings less from here on")
        if item["knee"] != "yes":
            note = ""
        if item["frontier"] == "no":
            note = _("= less money attains as much")
        row(
            page,
            *(str(item[name]) for name in axes),
            shortest(item["budget"], 2),
            shortest(item["percent"], 2),
            *(count(item[name]) for name in tiers),
            _("yes") if item["proven"] == "yes" else _("no"),
            note,
            style="bold" if item["knee"] == "yes" else "",
        )
    console.print(page)


def print_without_plan(console: Console, name: str, why: str) -> None:
    """Print that a point has no plan."""
    line(console, _("There is no plan: {name} ({why})").format(name=name, why=_(why)))
