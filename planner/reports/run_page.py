"""Runs of the register on a terminal: one line each, or one in full."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console

from models.result import Result
from planner.reports import compare_labels as labels
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
        line(console, labels.NO_RUNS.format(folder=place))
        return
    page = new_table(
        labels.LISTED.format(folder=place),
        (labels.ID, labels.FOLDER, labels.WHEN, labels.STATUS, labels.TIERS,
         labels.COST, labels.ENROLMENTS),
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
        labels.ID: result.id,
        labels.FOLDER: folder,
        labels.WHEN: _moment(written),
        labels.STATUS: _status(result),
        labels.SCENARIO: f"{given.folder} ({given.content_hash[:12]}…)",
        labels.SETTINGS: ", ".join(f"{k}={v}" for k, v in result.settings.items()),
        labels.VERSION: result.version,
        labels.COST_LINE: money(result.cost),
        labels.ENROLMENTS_LINE: count(result.enrolments),
    }
    for name, value in known.items():
        line(console, f"{name}: {value}")
    console.print(target_page(result))
    print_proof(console, result)


def _moment(written: float) -> str:
    return datetime.fromtimestamp(written).astimezone().strftime("%Y-%m-%d %H:%M")


def _status(result: Result) -> str:
    status = labels.STATUSES.get(result.status.value, result.status.value)
    return labels.CUT_SHORT.format(status=status) if result.cut_short else status


def _tiers(result: Result) -> str:
    values = [s.incumbent for s in result.stages if s.name.startswith("tier-")]
    return " / ".join(count(value) for value in values)
