"""Violations of a plan, grouped by rule."""

import pandas as pd
from rich.console import Console
from rich.text import Text

from planner.language import _, marked
from planner.language.numbers import number
from planner.language.sentences import Words, told
from planner.reports.numbers import counted
from planner.reports.text import printable

SHOWN = 20
"""Violations of one rule that fit on a terminal."""


def print_violations(
    console: Console,
    violations: pd.DataFrame,
    shown: int | None = SHOWN,
    words: Words = dict,
) -> bool:
    """Print each violation with its name and its amounts; return whether some are left.

    Parameters
    ----------
    violations
        One row per violation, as `models.rules.violations` returns them.
    shown
        Most violations printed for one rule; None prints all.
    words
        What the scenario calls the names in them.
    """
    left_out = False
    for rule, rows in violations.groupby("rule", sort=False):
        title = f"{rule}: {counted(len(rows), marked('violation'))}"
        console.print(Text(title, style="bold"))
        first = rows.head(len(rows) if shown is None else shown)
        for item, message in zip(first["item"], first["message"], strict=True):
            text = printable(f"  {item}: {told(message, words)}")
            console.print(Text(text), soft_wrap=True)
        if shown is not None and len(rows) > shown:
            console.print(
                Text(_("  and {number} more").format(number=number(len(rows) - shown)))
            )
            left_out = True
    return left_out
