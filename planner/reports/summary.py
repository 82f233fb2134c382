"""The page that `solve` ends with: targets, money, seats, proof, files, what next."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.measures import budget_figures, classes
from models.plan import Plan
from models.result import Result, TargetFigure
from models.scenario import Scenario
from planner.reports import labels, stages
from planner.reports.numbers import count, money, percent
from planner.reports.text import printable


def print_summary(
    console: Console,
    scenario: Scenario,
    plan: Plan,
    result: Result,
    files: Sequence[Path],
    source: Path,
) -> None:
    """Print the summary of a plan.

    Parameters
    ----------
    files
        Files that the plan was written into.
    source
        Scenario folder, as the planner wrote it.
    """
    _heading(console, result)
    console.print(_targets(result))
    if any(figure.tier is None for figure in result.targets):
        _line(console, labels.MONITORED_NOTE)
    if scenario.spec.budget:
        console.print(_budget(scenario, plan))
    console.print(_seats(scenario, plan) if len(plan) else Text(labels.NOBODY))
    _line(
        console,
        labels.COST.format(
            cost=money(result.cost), enrolments=count(result.enrolments)
        ),
    )
    _line(console, f"\n{labels.PROOF}", style="bold")
    for stage in result.stages:
        _line(console, f"  {stage.name} · {stages.in_words(stage)}")
    _line(console, labels.CUT_SHORT if result.cut_short else labels.COMPLETE)
    _files(console, files)
    _next(console, files[0].parent, source)


def _heading(console: Console, result: Result) -> None:
    identity = result.scenario
    _line(console, f"{labels.TITLE}: {identity.title} ({identity.name})", style="bold")
    if identity.overrides:
        _line(console, f"{labels.OVERRIDES}: {', '.join(identity.overrides)}")
    if identity.synthetic:
        _line(console, labels.SYNTHETIC, style="italic")


def _targets(result: Result) -> Table:
    table = _table(labels.TARGETS, labels.TARGET_COLUMNS)
    for figures in _together(result.targets):
        figure, last = figures[0], figures[-1]
        year = str(figure.year)
        if last.year != figure.year:
            year = f"{year}–{last.year}"
        _row(
            table,
            f"{figure.title} ({figure.name})",
            year,
            labels.MONITORED if figure.tier is None else str(figure.tier),
            *(_no_figures() if figure.attained is None else _figures(figure)),
            style="bold" if figure.tier is not None and figure.shortfall else "",
        )
    return table


def _together(figures: Iterable[TargetFigure]) -> Iterable[list[TargetFigure]]:
    """Yield what makes one row: the years of a target without figures, else one year."""
    for (_, unknown), group in groupby(
        figures, key=lambda figure: (figure.name, figure.attained is None)
    ):
        if unknown:
            yield list(group)
        else:
            yield from ([figure] for figure in group)


def _figures(figure: TargetFigure) -> tuple[str, ...]:
    return (
        count(figure.group_size),
        count(figure.required),
        count(figure.baseline),
        count(figure.attained),
        count(figure.shortfall),
        percent(figure.attained, figure.group_size),
    )


def _no_figures() -> tuple[str, ...]:
    return tuple([count(None)] * 6)


def _budget(scenario: Scenario, plan: Plan) -> Table:
    table = _table(labels.BUDGET, labels.BUDGET_COLUMNS)
    for figure in budget_figures(scenario, plan):
        title = scenario.spec.budget[figure.line].title
        _row(
            table,
            f"{title} ({figure.line})",
            str(figure.year),
            money(figure.amount),
            money(figure.available),
            money(figure.spent),
            money(figure.available - figure.spent),
        )
    return table


def _seats(scenario: Scenario, plan: Plan) -> Table:
    years = scenario.spec.horizon.years
    opened = classes(scenario, plan).groupby(["course", "start_year"])["seats_taken"]
    taken, rooms = opened.sum(), opened.size()
    columns = (labels.COURSE, *map(str, years), labels.TOTAL)
    table = _table(labels.SEATS, columns)
    for course, entry in scenario.spec.courses.items():
        keys = [(course, year) for year in years if (course, year) in taken.index]
        if not keys:
            continue
        _row(
            table,
            f"{entry.title} ({course})",
            *(_seats_in(taken, rooms, [(course, year)]) for year in years),
            _seats_in(taken, rooms, keys),
        )
    return table


def _seats_in(
    taken: "pd.Series[int]", rooms: "pd.Series[int]", keys: list[tuple[str, int]]
) -> str:
    known = [key for key in keys if key in taken.index]
    if not known:
        return ""
    return f"{count(int(taken[known].sum()))} ({count(int(rooms[known].sum()))})"


def _files(console: Console, files: Sequence[Path]) -> None:
    folder = files[0].parent
    _line(console, f"\n{labels.FILES.format(folder=folder)}", style="bold")
    for path in files:
        meaning = labels.FILE_MEANINGS.get(path.name) or labels.FILE_MEANINGS[path.stem]
        _line(console, f"  {path.name}: {meaning}")


def _next(console: Console, folder: Path, source: Path) -> None:
    _line(console, f"\n{labels.NEXT}", style="bold")
    _line(console, f"  {labels.NEXT_VERIFY} planner verify {source} {folder}")
    _line(console, f"  {labels.NEXT_WHAT_IF} planner solve {source} --what-if NAME")


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for at, name in enumerate(columns):
        table.add_column(name, justify="right" if at else "left", no_wrap=at > 0)
    return table


def _row(table: Table, *cells: str, style: str = "") -> None:
    # Texts of the scenario are shown as they are, never read as markup.
    table.add_row(*(Text(printable(cell)) for cell in cells), style=style)


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=True)
