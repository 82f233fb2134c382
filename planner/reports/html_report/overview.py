"""First section: what the plan reaches, what is proven, every target at a glance."""

from collections.abc import Sequence
from itertools import groupby

from models.plan import PlanColumns
from models.result import TargetFigure
from planner.language import _
from planner.reports.figures import Report
from planner.reports.html_report import svg
from planner.reports.html_report.address import of_target
from planner.reports.html_report.table import UNKNOWN, Cell, Table, number, text
from planner.reports.numbers import count, money, percent


def cards(
    columns: PlanColumns, figures: Sequence[TargetFigure], report: Report
) -> list[tuple[str, str]]:
    """Return the most important figures as pairs of figure and what it is."""
    budget = report.budget
    optimised = [figure for figure in figures if figure.tier is not None]
    met = sum(not figure.shortfall for figure in optimised)
    short = sum(figure.shortfall or 0 for figure in optimised)
    sent = len(set(columns.official[columns.known].tolist()))
    found = [
        (f"{count(met)} / {count(len(optimised))}", _("figures of targets met")),
        (count(short), _("officials missing, summed over the figures")),
        (count(len(columns.frame)), _("enrolments in all")),
        (count(sent), _("officials sent to courses")),
    ]
    if columns.scenario.spec.rules.soft_cover is not None:
        beyond = count(int(report.unit_cover["beyond"].sum()))
        found.append((beyond, _("officials away beyond unit cover, year by year")))
    if len(budget):
        spent, amount = int(budget["spent"].sum()), int(budget["amount"].sum())
        found.append((money(spent), _("million dong spent")))
        found.append((money(amount), _("million dong granted")))
    return found


def target_table(figures: Sequence[TargetFigure]) -> Table:
    """Return every figure of every target."""
    return Table(
        caption=_("Targets, each in every year in which it is measured"),
        columns=(
            _("Target"), _("Status"), _("Year"), _("Tier"), _("Group"),
            _("Required"), _("Without new courses"), _("With the plan"),
            _("Shortfall"), _("%"),
        ),
        rows=[
            row
            for _name, years in groupby(figures, key=lambda figure: figure.name)
            for row in _rows(list(years))
        ],
        texts=2,
    )  # fmt: skip


def status(figure: TargetFigure) -> Cell:
    """Return in words and colour how a figure stands."""
    if figure.attained is None:
        return text(_("not counted"), mark="watched")
    if figure.tier is None:
        words = _("watched: reached") if not figure.shortfall else _("watched: short")
        return text(words, mark="watched")
    if figure.shortfall:
        return text(_("short"), mark="short")
    return text(_("met"), mark="met")


def _rows(years: Sequence[TargetFigure]) -> list[list[Cell]]:
    """Return the rows of one target; one alone if it cannot be counted."""
    first, last = years[0], years[-1]
    if any(figure.attained is not None for figure in years):
        return [_row(figure) for figure in years]
    title = Cell(f"{first.title} ({first.name})", link=of_target(first.name))
    span = f"{first.year}–{last.year}" if last.year > first.year else str(first.year)
    year = number(span, first.year)
    return [[title, status(first), year, *([number(UNKNOWN, None)] * 7)]]


def _row(figure: TargetFigure) -> list[Cell]:
    attained, before = figure.attained, figure.baseline
    drawing = svg.bar(attained or 0, before or 0, figure.required, figure.group_size)
    tier = UNKNOWN if figure.tier is None else count(figure.tier)
    return [
        Cell(
            f"{figure.title} ({figure.name})",
            link=of_target(figure.name),
            drawing=drawing,
        ),
        status(figure),
        number(str(figure.year), figure.year),
        number(tier, figure.tier),
        number(count(figure.group_size), figure.group_size),
        number(count(figure.required), figure.required),
        number(count(before), before),
        number(count(attained), attained),
        number(
            count(figure.shortfall),
            figure.shortfall,
            mark="short" if figure.tier is not None and figure.shortfall else "",
        ),
        number(percent(attained, figure.group_size), figure.percent),
    ]
