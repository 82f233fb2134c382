"""What one more unit is worth, on a terminal."""

import pandas as pd
from rich.console import Console

from planner.language import _, marked
from planner.language.numbers import shortest
from planner.reports.layout import line, new_table, row

_UNITS = {
    "million dong": marked("1 million dong"),
    "seat": marked("1 seat"),
    "class": marked("1 class"),
    "percentage point": marked("1 percentage point"),
}
_PROVEN = "✓"


def print_prices(console: Console, table: pd.DataFrame) -> None:
    """Print prices.

    Parameters
    ----------
    table
        As written to the CSV file.
    """
    if table.empty:
        line(console, _("One more unit of anything lowers no shortfall."))
        return
    page = new_table(
        _("What one more unit is worth (change of the shortfall)"),
        (_("Item"), _("Per"), _("Tier"), _("Per unit"), _("Up to\nanother"),
         _("Predicted\nat the end"), _("Solved\nagain"), _("Plan\nbefore → after")),
        texts=2,
    )  # fmt: skip
    for item in table.to_dict("records"):
        plans = ""
        if not pd.isna(item["plan_before"]):
            mark = f" {_PROVEN}" if item["plan_proven"] == "yes" else ""
            plans = f"{item['plan_before']:.0f} → {item['plan_after']:.0f}{mark}"
        row(
            page,
            item["item"],
            _(_UNITS[item["unit"]]),
            item["tier"].removeprefix("tier-"),
            shortest(item["per_unit"], 4),
            shortest(item["up_to"], 3),
            shortest(item["predicted"], 2),
            shortest(item["relaxed"], 2),
            plans,
        )
    console.print(page)
    note = _(
        "Per unit, predicted and solved again are of the linear relaxation; plans are of "
        "whole officials ({proven} = proven optimal)."
    )
    line(console, note.format(proven=_PROVEN))
