"""A comparison on a terminal: the runs, then what differs, the largest first."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from rich.console import Console

from planner.reports import compare_labels as labels
from planner.reports.compare import Comparison
from planner.reports.layout import line, new_table, row, section
from planner.reports.numbers import count, money

_ROWS = 15  # of each table; the rest is in the files
_Cells = Callable[[Any], tuple[str, ...]]


def print_comparison(console: Console, comparison: Comparison, complete: bool) -> None:
    """Print what differs between runs.

    Parameters
    ----------
    complete
        Whether all rows were written elsewhere; otherwise it is said how.
    """
    title = labels.TITLE.format(reference=comparison.reference)
    line(console, title, style="bold")
    _runs(console, comparison)
    named = len(comparison.runs) > 2
    short = [
        _print(console, named, comparison.inputs, labels.INPUTS,
               (labels.PATH, labels.BEFORE, labels.AFTER), _input, texts=3),
        _print(console, named, comparison.targets, labels.TARGETS,
               _figure_columns(labels.TARGET), _counts("target", "year")),
        _print(console, named, comparison.money, labels.MONEY,
               _figure_columns(labels.LINE), _amounts),
        _print(console, named, comparison.seats, labels.SEATS,
               _figure_columns(labels.COURSE), _counts("course", "start_year")),
        _print(console, named, comparison.people, labels.PEOPLE_TITLE,
               (labels.OFFICIAL, labels.COURSE, labels.WHAT, labels.BEFORE, labels.AFTER),
               _person, texts=3),
    ]  # fmt: skip
    if any(short) and not complete:
        line(console, labels.ALL_TABLES)


def _runs(console: Console, comparison: Comparison) -> None:
    runs = comparison.runs
    tiers = [str(name) for name in runs if str(name).startswith("tier-")]
    names = [labels.TIER.format(tier=name.removeprefix("tier-")) for name in tiers]
    page = new_table(
        labels.RUNS,
        (labels.RUN, labels.STATUS, *names, labels.COST, labels.ENROLMENTS,
         labels.MOVED, labels.ADDED, labels.DROPPED),
        texts=2,
    )  # fmt: skip
    people = comparison.people
    for run in runs.to_dict("records"):
        changes = people.loc[people["run"] == run["run"], "change"]
        status = labels.STATUSES.get(run["status"], run["status"])
        if run["cut_short"]:
            status = labels.CUT_SHORT.format(status=status)
        row(
            page,
            run["run"],
            status,
            *(_whole(run[tier]) for tier in tiers),
            _million(run["cost"]),
            count(run["enrolments"]),
            *(count(int((changes == kind).sum())) for kind in labels.PEOPLE),
        )
    console.print(page)


def _print(
    console: Console,
    named: bool,
    table: pd.DataFrame,
    title: str,
    columns: Sequence[str],
    cells: _Cells,
    texts: int = 2,
) -> bool:
    """Print the first rows of a table; return whether there are more.

    Parameters
    ----------
    named
        Whether rows name their run; with one beside the reference it would only repeat.
    """
    if table.empty:
        section(console, title)
        line(console, labels.NO_DIFFERENCE)
        return False
    first = (labels.RUN,) if named else ()
    page = new_table(title, (*first, *columns), texts + len(first))
    for record in table.head(_ROWS).to_dict("records"):
        row(page, *((str(record["run"]),) if named else ()), *cells(record))
    console.print(page)
    rest = len(table) - _ROWS
    if rest > 0:
        line(console, labels.MORE.format(number=count(rest)))
    return rest > 0


def _figure_columns(what: str) -> tuple[str, ...]:
    return (
        what, labels.FIGURE, labels.YEAR, labels.BEFORE, labels.AFTER, labels.CHANGE,
        labels.PERCENT,
    )  # fmt: skip


def _input(record: Any) -> tuple[str, ...]:
    return record["path"], record["reference"], record["value"]


def _counts(name: str, year: str) -> _Cells:
    def cells(record: Any) -> tuple[str, ...]:
        return _figure(record, name, year, _whole)

    return cells


def _amounts(record: Any) -> tuple[str, ...]:
    return _figure(record, "line", "year", _million)


def _figure(
    record: Any, name: str, year: str, written: Callable[[Any], str]
) -> tuple[str, ...]:
    change = written(record["change"])
    return (
        str(record[name]),
        labels.FIGURES[record["figure"]],
        str(record[year]),
        written(record["reference"]),
        written(record["value"]),
        change if change.startswith(("-", "–")) else f"+{change}",
        "–" if pd.isna(record["percent"]) else f"{record['percent']:+.1f}",
    )


def _person(record: Any) -> tuple[str, ...]:
    years = (record["reference_year"], record["start_year"])
    return (
        str(record["official"]),
        str(record["course"]),
        labels.PEOPLE[record["change"]],
        *("" if pd.isna(year) else str(year) for year in years),
    )


def _whole(value: Any) -> str:
    return count(None if pd.isna(value) else int(value))


def _million(value: Any) -> str:
    return "–" if pd.isna(value) else money(round(value * 1000))
