"""Effective values on a terminal: what holds, what the baseline says, who says so."""

from collections.abc import Sequence

from rich.console import Console

from planner.language import _
from planner.reports.layout import new_table, row


def print_effective(
    console: Console, values: Sequence[tuple[str, str, str, str, bool]]
) -> None:
    """Print values; those that an override has set stand out.

    Parameters
    ----------
    values
        Path, value, value of the baseline, origin, and whether it is changed.
    """
    page = new_table(
        "", ("", _("Path"), _("Value"), _("Reference"), _("From")), texts=5
    )
    for path, value, before, origin, changed in values:
        mark, style = ("*", "bold") if changed else ("", "")
        row(page, mark, path, value, before if changed else "", origin, style=style)
    console.print(page)
