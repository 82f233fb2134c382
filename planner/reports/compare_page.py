"""A comparison on a terminal: the runs, then what differs, the largest first."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from rich.console import Console

from planner.language import _
from planner.language.numbers import number
from planner.reports import labels
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
    title = _("Compared with {reference}").format(reference=comparison.reference)
    line(console, title, style="bold")
    _runs(console, comparison)
    named = len(comparison.runs) > 2

    def shown(name: str, columns: Sequence[str], cells: _Cells, texts: int = 2) -> bool:
        table, title = getattr(comparison, name), _(labels.COMPARED[name])
        return _print(console, named, table, title, columns, cells, texts)

    what = (_("Reference"), _("Value"))
    short = [
        shown("inputs", (_("Path"), *what), _input, texts=3),
        shown("targets", _figure_columns(_("Target")), _counts("target", "year")),
        shown("money", _figure_columns(_("Budget line")), _amounts),
        shown("seats", _figure_columns(_("Course")), _counts("course", "start_year")),
        *(
            [shown("recruits", _figure_columns(_("Stream")), _recruits)]
            # Most scenarios recruit nobody, so that it need not be said.
            if len(comparison.recruits)
            else []
        ),
        shown("people", (_("Id"), _("Course"), _("What changed"), *what), _person, 3),
    ]
    if any(short) and not complete:
        line(console, _("Complete tables: add --out DIR"))


def _runs(console: Console, comparison: Comparison) -> None:
    runs = comparison.runs
    tiers = [str(name) for name in runs if str(name).startswith("tier-")]
    names = [
        _("Shortfall\ntier {tier}").format(tier=name.removeprefix("tier-"))
        for name in tiers
    ]
    page = new_table(
        _(labels.COMPARED["runs"]),
        (_("Run"), _("Status"), *names, _("Cost\n(million dong)"), _("Enrol-\nments"),
         _("Moved"), _("Added"), _("Dropped")),
        texts=2,
    )  # fmt: skip
    people = comparison.people
    for run in runs.to_dict("records"):
        changes = people.loc[people["run"] == run["run"], "change"]
        status = _(labels.STATUSES.get(run["status"], run["status"]))
        if run["cut_short"]:
            status = _("{status}, cut short").format(status=status)
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
    texts: int,
) -> bool:
    """Print the first rows of a table; return whether there are more.

    Parameters
    ----------
    named
        Whether rows name their run; with one beside the reference it would only repeat.
    """
    if table.empty:
        section(console, title)
        line(console, _("No difference."))
        return False
    first = (_("Run"),) if named else ()
    page = new_table(title, (*first, *columns), texts + len(first))
    for record in table.head(_ROWS).to_dict("records"):
        row(page, *((str(record["run"]),) if named else ()), *cells(record))
    console.print(page)
    rest = len(table) - _ROWS
    if rest > 0:
        line(console, _("and {number} more rows").format(number=count(rest)))
    return rest > 0


def _figure_columns(what: str) -> tuple[str, ...]:
    return (
        what, _("Figure"), _("Year"), _("Reference"), _("Value"), _("Differ-\nence"),
        "%",
    )  # fmt: skip


def _input(record: Any) -> tuple[str, ...]:
    return record["path"], record["reference"], record["value"]


def _counts(name: str, year: str) -> _Cells:
    def cells(record: Any) -> tuple[str, ...]:
        return _figure(record, name, year, _whole)

    return cells


def _recruits(record: Any) -> tuple[str, ...]:
    place = {"stream": f"{record['stream']} · {record['unit']}"}
    return _figure({**record, **place}, "stream", "year", _whole)


def _amounts(record: Any) -> tuple[str, ...]:
    return _figure(record, "line", "year", _million)


def _figure(
    record: Any, name: str, year: str, written: Callable[[Any], str]
) -> tuple[str, ...]:
    change = written(record["change"])
    return (
        str(record[name]),
        _(labels.FIGURES[record["figure"]]),
        str(record[year]),
        written(record["reference"]),
        written(record["value"]),
        _signed(change),
        "–" if pd.isna(record["percent"]) else _signed(number(record["percent"], 1)),
    )


def _signed(change: str) -> str:
    return change if change.startswith(("-", "–")) else f"+{change}"


def _person(record: Any) -> tuple[str, ...]:
    years = (record["reference_year"], record["start_year"])
    return (
        str(record["official"]),
        str(record["course"]),
        _(labels.PEOPLE[record["change"]]),
        *("" if pd.isna(year) else str(year) for year in years),
    )


def _whole(value: Any) -> str:
    return count(None if pd.isna(value) else int(value))


def _million(value: Any) -> str:
    return "–" if pd.isna(value) else money(round(value * 1000))
