"""Courses and classes: seats taken and offered by year, and every class."""

from typing import Any

import pandas as pd

from models.scenario import ScenarioSpec
from planner.language import _
from planner.reports.html_report import svg
from planner.reports.html_report.table import UNKNOWN, Cell, Table, number, text
from planner.reports.html_report.titled import Figure
from planner.reports.numbers import count, money

_INTAKE = (
    "course", "start_year", "seats_taken", "seats_offered", "classes", "classes_offered",
)  # fmt: skip


def seat_charts(spec: ScenarioSpec, intakes: pd.DataFrame) -> list[Figure]:
    """Return one small chart for each course that somebody starts."""
    charts = []
    for course, rows in intakes.groupby("course", sort=False):
        taken = rows["seats_taken"].tolist()
        if not any(taken):
            continue
        offered = [
            None if pd.isna(seats) else int(seats) for seats in rows["seats_offered"]
        ]
        years = rows["start_year"].tolist()
        figures = (
            f"{year}: {_of(used, most)}"
            for year, used, most in zip(years, taken, offered, strict=True)
        )
        description = _("Seats taken of those offered, by start year. {figures}")
        charts.append(
            Figure(
                title=f"{spec.courses[str(course)].title} ({course})",
                drawing=svg.column_chart(
                    svg.Columns(
                        years=years,
                        values=taken,
                        labels=[count(number) for number in taken],
                        limits=offered,
                        description=description.format(figures="; ".join(figures)),
                    ),
                    svg.SMALL,
                ),
            )
        )
    return charts


def intake_table(spec: ScenarioSpec, intakes: pd.DataFrame) -> Table:
    """Return every course in every year in which it may start or starts."""
    return Table(
        caption=_("Seats and classes by course and start year"),
        columns=(
            _("Course"), _("Start"), _("Seats taken"), _("Seats offered"),
            _("Classes opened"), _("Classes offered"),
        ),
        rows=[
            [
                text(f"{spec.courses[course].title} ({course})"),
                number(str(start), start),
                number(count(taken), taken),
                _limit(seats),
                number(count(opened), opened),
                _limit(offered),
            ]
            for course, start, taken, seats, opened, offered in intakes[
                [*_INTAKE]
            ].itertuples(index=False, name=None)
        ],
    )  # fmt: skip


def class_table(spec: ScenarioSpec, classes: pd.DataFrame) -> Table:
    """Return every class."""
    titles = {name: f"{entry.title} ({name})" for name, entry in spec.courses.items()}
    columns = [
        classes[name].tolist()
        for name in (
            "class", "course", "start_year", "end_year", "seats_taken", "size_min",
            "size_max", "budget_line", "cost",
        )
    ]  # fmt: skip
    return Table(
        caption=_("Classes"),
        columns=(
            _("Class"), _("Course"), _("Paid by"), _("Start"), _("End"),
            _("Seats taken"), _("Fewest"), _("Most"), _("Fixed cost, million dong"),
        ),
        rows=[
            [
                text(name),
                text(titles[course]),
                text(line or UNKNOWN),
                number(str(start), start),
                number(str(end), end),
                number(count(taken), taken),
                number(count(least), least),
                number(count(most), most),
                number(money(cost), cost),
            ]
            for name, course, start, end, taken, least, most, line, cost in zip(
                *columns, strict=True
            )
        ],
        texts=3,
    )  # fmt: skip


def _of(taken: int, offered: int | None) -> str:
    if offered is None:
        return count(taken)
    return _("{taken} of {offered}").format(taken=count(taken), offered=count(offered))


def _limit(offered: Any) -> Cell:
    if pd.isna(offered):
        return text(_("no limit"))
    return number(count(int(offered)), int(offered))
