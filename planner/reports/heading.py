"""The heading of a page: which scenario, with which overrides."""

from collections.abc import Iterable

from rich.console import Console

from planner.language import _
from planner.reports.layout import line


def print_heading(
    console: Console,
    title: str,
    name: str,
    overrides: Iterable[str],
    *,
    synthetic: bool,
) -> None:
    """Print which scenario a plan belongs to.

    Parameters
    ----------
    overrides
        What-ifs and single changes that the plan was made with.
    synthetic
        Whether the officials were made up.
    """
    line(console, f"{_('Training plan')}: {title} ({name})", style="bold")
    if names := ", ".join(overrides):
        line(console, f"{_('What-ifs and changes to the scenario')}: {names}")
    if synthetic:
        text = _("The officials are synthetic: nobody in the list is a real person.")
        line(console, text, style="italic")
