"""One section for each target: what it asks, how it stands, who is missing and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from models.result import TargetFigure
from models.scenario import Scenario, ScenarioSpec
from planner.language import _
from planner.reports import labels
from planner.reports.detail_words import Details
from planner.reports.html_report import svg
from planner.reports.html_report.address import of_target
from planner.reports.html_report.overview import status
from planner.reports.html_report.table import UNKNOWN, Cell, Table, number, text
from planner.reports.html_report.target_words import definition
from planner.reports.numbers import count, percent, shortest


@dataclass(frozen=True)
class TargetPage:
    """What the section of one target shows."""

    name: str
    title: str
    address: str
    state: Cell
    """How it stands in its worst year."""
    facts: list[tuple[str, str]]
    chart: Markup
    years: Table
    missing: Table | None
    """Reasons; None where nobody is missing or training cannot move the target."""
    all_attained: bool
    """Whether everybody who counts has attained it in every year measured."""


def target_pages(
    scenario: Scenario,
    figures: Sequence[TargetFigure],
    by_year: pd.DataFrame,
    missing: pd.DataFrame,
) -> list[TargetPage]:
    """Return the sections in declared order.

    Parameters
    ----------
    by_year, missing
        Tables of the report with these names.
    """
    standing = _records_by_target(by_year)
    reasons = _records_by_target(missing)
    pages = []
    for name, target in scenario.spec.targets.items():
        own = [figure for figure in figures if figure.name == name]
        worst = max(own, key=lambda figure: figure.shortfall or 0)
        rows = standing[name]
        pages.append(
            TargetPage(
                name=name,
                title=target.title,
                address=of_target(name).removeprefix("#"),
                state=status(worst),
                facts=definition(scenario.spec, target),
                chart=_chart(scenario.spec, name, rows),
                years=_years(rows),
                missing=_missing(scenario.spec, reasons.get(name, [])),
                all_attained=all(f.attained == f.group_size for f in own),
            )
        )
    return pages


def _records_by_target(table: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in table.astype(object).to_dict("records"):
        found.setdefault(record["target"], []).append(record)  # type: ignore[arg-type]
    return found


def _chart(spec: ScenarioSpec, name: str, rows: list[dict[str, Any]]) -> Markup:
    known = [row for row in rows if not pd.isna(row["percent"])]
    if not known:
        return Markup()
    target = spec.targets[name]
    shares = [percent(row["attained"], row["group_size"]) for row in known]
    description = _("Attained [%] by year: {figures}. The target is {goal} %.").format(
        figures="; ".join(
            f"{row['year']}: {share}" for row, share in zip(known, shares, strict=True)
        ),
        goal=shortest(target.percent, 5),
    )
    return svg.column_chart(
        svg.Columns(
            years=[row["year"] for row in known],
            values=[float(row["percent"]) for row in known],
            labels=[share.rstrip("0").rstrip(".,") or "0" for share in shares],
            description=description,
            goal=float(target.percent),
            goal_label=f"{shortest(target.percent, 5)} %",
            firm=[row["measured"] for row in known],
            top=100,
        )
    )


def _years(rows: list[dict[str, Any]]) -> Table:
    return Table(
        caption=_("Year by year, on 31 December"),
        columns=(
            _("Year"), _("Counted for the target"), _("Group"), _("Required"),
            _("Attained"), _("Shortfall"), _("%"),
        ),
        rows=[_year(row) for row in rows],
        texts=2,
    )  # fmt: skip


def _year(row: dict[str, Any]) -> list[Cell]:
    attained = None if pd.isna(row["attained"]) else int(row["attained"])
    short = None if pd.isna(row["shortfall"]) else int(row["shortfall"])
    if not row["measured"]:
        short = None
    return [
        number(str(row["year"]), row["year"]),
        text(_("yes") if row["measured"] else _("on the way")),
        number(count(row["group_size"]), row["group_size"]),
        number(count(row["required"]), row["required"]),
        number(count(attained), attained),
        number(
            count(short) if row["measured"] else "",
            short,
            mark="short" if short else "",
        ),
        number(percent(attained, row["group_size"]), attained),
    ]


def _missing(spec: ScenarioSpec, rows: list[dict[str, Any]]) -> Table | None:
    if not rows:
        return None
    details = Details(spec)
    return Table(
        caption=_("Who has not attained it, and the first thing in the way"),
        columns=(_("Year"), _("Reason"), _("Course"), _("Detail"), _("Officials")),
        rows=[
            [
                number(str(row["year"]), row["year"]),
                text(_(labels.REASONS[row["reason"]])),
                text(course_title(spec, row["course"])),
                text(details.in_words(row["reason"], row["detail"])),
                number(count(row["officials"]), row["officials"]),
            ]
            for row in rows
        ],
        texts=4,
    )


def course_title(spec: ScenarioSpec, course: str) -> str:
    """Return title and id of a course; a dash for none."""
    return f"{spec.courses[course].title} ({course})" if course else UNKNOWN
