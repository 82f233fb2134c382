"""The pages of `planner report`: targets by year, who is missing and why, money, seats."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from rich.console import Console
from rich.text import Text

from models.scenario import Scenario
from planner.language import _
from planner.reports import beyond_cover, labels
from planner.reports.detail_words import Details
from planner.reports.figures import Report
from planner.reports.heading import print_heading
from planner.reports.layout import line, new_table, row, section, stacked
from planner.reports.numbers import count, money_column, percent

Record = Mapping[str, Any]

_YEAR_WIDTH = 9  # of a year's figures [characters]
_TITLE_WIDTH = 42  # kept free for titles [characters]
_REASONS = 8  # of one target and year [lines]
_UNITS = 20  # of the quotas [lines]


def print_report(
    console: Console, scenario: Scenario, report: Report, overrides: Iterable[str]
) -> None:
    """Print a report; what is too long for a terminal is only in its tables.

    Parameters
    ----------
    overrides
        What-ifs and single changes that the plan was made with.
    """
    spec = scenario.spec
    print_heading(console, spec.title, spec.name, overrides, synthetic=spec.synthetic)
    _targets(console, scenario, report.targets_by_year)
    _missing(console, scenario, report)
    if spec.budget:
        _budget(console, scenario, report.budget)
    _intakes(console, scenario, report.classes)
    _quotas(console, report.quotas)
    if spec.rules.soft_cover is not None:
        line(console, beyond_cover.in_words(spec, report.unit_cover))


def _targets(console: Console, scenario: Scenario, table: pd.DataFrame) -> None:
    years = sorted(table["year"].unique().tolist())
    figures = _by(table, "target", "year")
    for shown in _pages(years, console.width):
        page = new_table(
            _("Targets by year, on 31 December"),
            (_("Targets"), "", *map(str, shown)),
            texts=2,
        )
        for name, target in scenario.spec.targets.items():
            found = [figures.get((name, year)) for year in shown]
            if any(figure is not None for figure in found):
                row(
                    page,
                    f"{target.title} ({name})",
                    stacked(
                        _("attained (people)"),
                        _("required (people)"),
                        _("shortfall"),
                        _("attained (%)"),
                    ),
                    *(_standing(figure) for figure in found),
                )
        console.print(page)
    note = _(
        "The shortfall stands only in years in which the target is measured; the other "
        "years show the way there. The first year is that of the baseline date."
    )
    line(console, note)
    if table["attained"].isna().any():
        line(console, _("The dash “–”: the roster has no data to count it."))


def _by(table: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], Record]:
    return {tuple(record[key] for key in keys): record for record in _records(table)}


def _records(table: pd.DataFrame) -> list[Record]:
    records: list[Any] = table.astype(object).to_dict("records")
    return records


def _pages(years: list[int], width: int) -> Iterable[list[int]]:
    size = max(1, (width - _TITLE_WIDTH) // _YEAR_WIDTH)
    for first in range(0, len(years), size):
        yield years[first : first + size]


def _standing(figure: Record | None) -> Text:
    """Return attained, required, shortfall (in years measured) and percentage."""
    if figure is None:
        return stacked("", "", "", "")
    attained = _known(figure["attained"])
    return stacked(
        count(attained),
        count(figure["required"]),
        count(_known(figure["shortfall"])) if figure["measured"] else "",
        percent(attained, figure["group_size"]),
    )


def _missing(console: Console, scenario: Scenario, report: Report) -> None:
    section(
        console,
        _("Who is missing and why (the first reason, found without the solver)"),
    )
    table = report.targets_by_year
    short = table[table["measured"] & (table["shortfall"].fillna(0) > 0)]
    found: dict[tuple[str, int], list[Record]] = {}
    for reason in _records(report.missing):
        found.setdefault((reason["target"], reason["year"]), []).append(reason)
    if short.empty:
        line(console, _("Every target is met."))
    details = Details(scenario.spec)
    for figure in _records(short):
        name, year = figure["target"], figure["year"]
        # Where recruits are measured there is nobody who could be sent.
        if reasons := found.get((name, year)):
            heading = _(
                "{title} ({name}), {year}: shortfall {shortfall}; officials missing: "
                "{missing}, of whom"
            ).format(
                title=scenario.spec.targets[name].title,
                name=name,
                year=year,
                shortfall=count(figure["shortfall"]),
                missing=count(sum(reason["officials"] for reason in reasons)),
            )
            line(console, heading)
            _reasons(console, reasons, details)


def _reasons(console: Console, reasons: list[Record], details: Details) -> None:
    for reason in reasons[:_REASONS]:
        detail = details.in_words(reason["reason"], reason["detail"])
        about = " · ".join(text for text in (reason["course"], detail) if text)
        text = _(labels.REASONS[reason["reason"]]) + (f" ({about})" if about else "")
        line(console, f"  {count(reason['officials']):>9}  {text}")
    if rest := sum(reason["officials"] for reason in reasons[_REASONS:]):
        more = _("and {number} for other reasons").format(number=count(rest))
        line(console, f"  {'':>9}  {more}")


def _budget(console: Console, scenario: Scenario, table: pd.DataFrame) -> None:
    page = new_table(
        _("Money (million dong)"),
        (_("Budget line"), _("Year"), _("Granted"), _("Carried\nover"), _("Spent"),
         _("Left")),
    )  # fmt: skip
    amounts = [
        money_column(table[name].tolist())
        for name in ("amount", "carried_in", "spent", "left")
    ]
    for line_, year, *cells in zip(table["line"], table["year"], *amounts, strict=True):
        first = year == scenario.spec.horizon.first
        name = f"{scenario.spec.budget[line_].title} ({line_})" if first else ""
        row(page, name, str(year), *cells)
    line(console, "")
    console.print(page)


def _intakes(console: Console, scenario: Scenario, table: pd.DataFrame) -> None:
    used = table.groupby("course")["seats_taken"].sum()
    figures = _by(table, "course", "start_year")
    for shown in _pages([*scenario.spec.horizon.years], console.width):
        page = new_table(
            _("Enrolments / seats, classes opened / offered, by start year"),
            (_("Course"), "", *map(str, shown)),
            texts=2,
        )
        for course, entry in scenario.spec.courses.items():
            if used.get(course, 0):
                row(
                    page,
                    f"{entry.title} ({course})",
                    stacked(_("officials"), _("classes")),
                    *(_intake(figures.get((course, year))) for year in shown),
                )
        if page.row_count:
            console.print(page)
    if not used.sum():
        line(console, _("This plan sends nobody to a course."))


def _intake(figure: Record | None) -> Text:
    if figure is None:
        return stacked("", "")
    return stacked(
        _of(figure["seats_taken"], _known(figure["seats_offered"])),
        _of(figure["classes"], _known(figure["classes_offered"])),
    )


def _of(used: int, offered: int | None) -> str:
    return count(used) if offered is None else f"{count(used)}/{count(offered)}"


def _known(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _quotas(console: Console, table: pd.DataFrame) -> None:
    if table.empty:
        return
    totals = table.pivot_table(
        index="unit", columns="start_year", values="officials", aggfunc="sum",
        fill_value=0, observed=True,
    )  # fmt: skip
    page = new_table(
        _("Enrolments from each unit by start year"),
        (_("Unit"), *map(str, totals.columns), _("Total")),
    )
    for unit, *numbers in totals.head(_UNITS).itertuples():
        row(page, str(unit), *map(count, numbers), count(sum(numbers)))
    console.print(page)
    if len(totals) > _UNITS:
        line(
            console,
            _("and {units} more units").format(units=count(len(totals) - _UNITS)),
        )
