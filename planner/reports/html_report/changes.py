"""What differs from another run: inputs, targets, money, seats, and how many people."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from models.scenario import ScenarioSpec
from planner.language import _
from planner.reports import labels
from planner.reports.compare import Comparison
from planner.reports.html_report.table import UNKNOWN, Cell, Table, number, text
from planner.reports.numbers import count, shortest


def change_tables(comparison: Comparison, spec: ScenarioSpec) -> list[Table]:
    """Return a table for each kind of difference; those without any are left out.

    Parameters
    ----------
    comparison
        Of two runs; the reference is the other one.
    spec
        Where the titles of the things that changed are.
    """
    targets, lines, courses = (
        {name: f"{entry.title} ({name})" for name, entry in entries.items()}
        for entries in (spec.targets, spec.budget, spec.courses)
    )
    streams = spec.recruitment.streams if spec.recruitment else {}
    posts = {
        f"{name} · {unit}": f"{streams[name].title} ({name}) · {unit}"
        for name, unit in comparison.recruits[["stream", "unit"]].itertuples(
            index=False
        )
        if name in streams
    }
    tables = [
        _inputs(comparison.inputs),
        _figures(
            _("Targets that changed"),
            comparison.targets, "target", "year", targets, _whole,
        ),
        _figures(
            _("Money that changed, in million dong"),
            comparison.money, "line", "year", lines, _million,
        ),
        _figures(
            _("Seats and classes that changed"),
            comparison.seats, "course", "start_year", courses, _whole,
        ),
        _figures(
            _("Recruits that changed, by stream, unit and year of joining"),
            _with_units(comparison.recruits), "stream", "year", posts, _whole,
        ),
        _people(comparison.people, courses),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _inputs(differences: pd.DataFrame) -> Table:
    return Table(
        caption=_("Inputs that differ"),
        columns=(_("Item"), _("Before"), _("Now")),
        rows=[
            [text(path), text(before), text(now)]
            for path, before, now in zip(
                differences["path"],
                differences["reference"],
                differences["value"],
                strict=True,
            )
        ],
        texts=3,
    )


def _figures(
    caption: str,
    differences: pd.DataFrame,
    name: str,
    year: str,
    titles: Mapping[str, str],
    shown: Callable[[Any], Cell],
) -> Table:
    columns = [name, "figure", year, "reference", "value", "change"]
    return Table(
        caption=caption,
        columns=(
            _("Name"), _("Figure"), _("Year"), _("Before"), _("Now"), _("Change"),
        ),
        rows=[
            [
                text(titles.get(what, what)),
                text(_(labels.FIGURES[figure])),
                number(str(when), when),
                shown(before),
                shown(now),
                _signed(shown(change)),
            ]
            for what, figure, when, before, now, change in differences[columns].itertuples(
                index=False, name=None
            )
        ],
        texts=2,
    )  # fmt: skip


def _with_units(recruits: pd.DataFrame) -> pd.DataFrame:
    return recruits.assign(stream=recruits["stream"] + " · " + recruits["unit"])


def _people(differences: pd.DataFrame, titles: Mapping[str, str]) -> Table:
    """Return how many people changed in each course; who they are is not listed."""
    table = differences.groupby(["course", "change"], sort=False).size().reset_index()
    return Table(
        caption=_("Enrolments that changed"),
        columns=(_("Course"), _("Change"), _("Enrolments")),
        rows=[
            [
                text(titles.get(course, course)),
                text(_(labels.PEOPLE[change])),
                number(count(size), size),
            ]
            for course, change, size in table.itertuples(index=False, name=None)
        ],
        texts=2,
    )


def _signed(cell: Cell) -> Cell:
    more = cell.value is not None and cell.value > 0
    return replace(cell, text=f"+{cell.text}") if more else cell


def _whole(value: Any) -> Cell:
    if pd.isna(value):
        return text(UNKNOWN)
    return number(count(int(value)), float(value))


def _million(value: Any) -> Cell:
    if pd.isna(value):
        return text(UNKNOWN)
    return number(shortest(float(value), 3), float(value))
