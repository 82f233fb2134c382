"""The answer to a reverse question, on a terminal."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planner.language import _, marked
from planner.language.numbers import shortest
from planner.reports.layout import line, new_table, row, section

_TITLES = {
    "min-cost": marked("The least cost of meeting the targets with the money given"),
    "min-budget": marked("The least money that meets the targets"),
    "earliest-year": marked("The first year in which the target can be met"),
    "max-slack": marked("The largest cut of the money that costs no target"),
}
_UNITS = {"million dong": marked("million dong"), "year": "", "%": "%"}
_STEP_HEADS = {"earliest-year": marked("Year"), "max-slack": marked("Money\n(%)")}
_MET = {True: marked("yes"), False: marked("no (proven)"), None: marked("not known")}


def print_goal(console: Console, data: dict[str, Any]) -> None:
    """Print an answer.

    Parameters
    ----------
    data
        As written to `goal.json`.
    """
    goal, unit = str(data["goal"]), _unit(data)
    section(console, _(_TITLES[goal]))
    line(
        console,
        _("Targets asked about: {names}").format(
            names=", ".join(_texts(data["targets"]))
        ),
    )
    if data["incumbent"] is None:
        line(
            console,
            f"{_('Answer: no year of the horizon')}; {_proof(goal, data, unit)}.",
        )
    else:
        value = _("Answer: {value}{unit}").format(
            value=_value(goal, data["incumbent"]), unit=unit
        )
        line(console, f"{value}; {_proof(goal, data, unit)}.", style="bold")
    missing = _texts(data["missing"])
    if set(missing) <= {"0"}:
        line(console, _("Every target asked about is met."))
    else:
        how = (
            _("proven: no smaller shortfall is possible")
            if data["missing_proven"]
            else _("not proven")
        )
        line(
            console,
            _(
                "Shortfall by tier: {missing} ({how}); the answer is for this shortfall."
            ).format(missing=" / ".join(missing), how=how),
        )
    if data["split"]:
        console.print(_split(pd.DataFrame(data["split"])))
    if data["steps"]:
        _print_steps(console, goal, data["steps"])


def _proof(goal: str, data: dict[str, Any], unit: str) -> str:
    if data["bound"] is None:
        return _("no bound is proven")
    if data["bound"] == data["incumbent"]:
        return _("proven: nothing better is possible")
    words = {
        "earliest-year": _("proven: not before {bound}"),
        "max-slack": _("proven: not more than {bound}{unit}"),
    }.get(goal, _("proven: not less than {bound}{unit}"))
    return words.format(bound=_value(goal, data["bound"]), unit=unit)


def _split(table: pd.DataFrame) -> Table:
    years = sorted(table["year"].unique())
    page = new_table(
        _("Money by budget line and year (million dong)"), ["", *map(str, years), "Σ"]
    )
    for name, rows in table.groupby("line", sort=False):
        amounts = rows.set_index("year")["amount"]
        row(
            page,
            str(name),
            *(shortest(amounts[year], 3) for year in years),
            shortest(float(amounts.sum()), 3),
        )
    return page


def _print_steps(console: Console, goal: str, steps: list[dict[str, Any]]) -> None:
    page = new_table(
        _("Tried"), [_(_STEP_HEADS[goal]), _("Shortfall"), _("At least"), _("Met")]
    )
    for step in steps:
        row(
            page,
            _value(goal, step["at"]),
            " / ".join(_texts(step["missing"])),
            " / ".join("–" if each is None else str(each) for each in step["bounds"]),
            _(_MET[step["met"]]),
        )
    console.print(page)


def _unit(data: dict[str, Any]) -> str:
    unit = _(_UNITS[str(data["unit"])])
    return f" {unit}" if unit else ""


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]


def _value(goal: str, value: float) -> str:
    return f"{value:g}" if goal == "earliest-year" else shortest(value, 3)
