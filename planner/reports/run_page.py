"""Runs of the register on a terminal: one line each, or one in full."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console

from models.result import Result
from planner.language import _
from planner.reports import labels
from planner.reports.layout import line, new_table, row
from planner.reports.numbers import count, money
from planner.reports.summary import print_heading, print_proof, target_page


def print_runs(
    console: Console, place: str, runs: Sequence[tuple[str, Result, float]]
) -> None:
    """Print a list of runs.

    Parameters
    ----------
    runs
        Name of the folder, result, and when it was written [s since 1970].
    """
    if not runs:
        line(console, _("There are no runs in {folder}.").format(folder=place))
        return
    page = new_table(
        _("Runs in {folder}").format(folder=place),
        (_("Id of run"), _("Folder"), _("Written"), _("Status"), _("Shortfall\nby tier"),
         _("Cost\n(million dong)"), _("Enrol-\nments")),
        texts=4,
    )  # fmt: skip
    for folder, result, written in runs:
        row(
            page,
            result.id,
            folder,
            _moment(written),
            _status(result),
            _tiers(result),
            money(result.cost),
            count(result.enrolments),
        )
    console.print(page)


def print_run(console: Console, folder: str, result: Result, written: float) -> None:
    """Print what is known of one run."""
    print_heading(console, result)
    given = result.scenario
    known = {
        _("Id of run"): result.id,
        _("Folder"): folder,
        _("Written"): _moment(written),
        _("Status"): _status(result),
        _("Scenario"): f"{given.folder} ({given.content_hash[:12]}…)",
        _("Settings"): ", ".join(f"{k}={v}" for k, v in result.settings.items()),
        _("Version"): result.version,
        _("Cost (million dong)"): money(result.cost),
        _("Enrolments"): count(result.enrolments),
    }
    for name, value in known.items():
        line(console, f"{name}: {value}")
    console.print(target_page(result))
    print_proof(console, result)


def _moment(written: float) -> str:
    return datetime.fromtimestamp(written).astimezone().strftime("%Y-%m-%d %H:%M")


def _status(result: Result) -> str:
    status = _(labels.STATUSES.get(result.status.value, result.status.value))
    return (
        _("{status}, cut short").format(status=status) if result.cut_short else status
    )


def _tiers(result: Result) -> str:
    values = [s.incumbent for s in result.stages if s.name.startswith("tier-")]
    return " / ".join(count(value) for value in values)
