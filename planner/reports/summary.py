"""The page that `solve` ends with: targets, money, seats, proof, files, what next."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from models.enrolments import as_columns
from models.measures import budget_figures, classes, unit_cover
from models.measures.recruits import recruits_by_stream
from models.plan import Plan, PlanColumns
from models.recruitment import Recruitment
from models.result import Result, TargetFigure
from models.scenario import Scenario
from models.target import BeforeAppointment, Holding
from planner.language import _
from planner.reports import beyond_cover, heading, labels, stages
from planner.reports.layout import line, new_table, row, section
from planner.reports.numbers import count, money, money_column, percent
from planner.reports.text import quoted

_SEATS_WIDTH = 10  # of a year's seats and classes [characters]
_TITLE_WIDTH = 30  # below it, ids alone read better than titles [characters]


def print_summary(
    console: Console,
    scenario: Scenario,
    plan: Plan | PlanColumns,
    result: Result,
    files: Sequence[Path],
    source: Path,
    what_ifs: Sequence[str] = (),
) -> None:
    """Print the summary of a plan.

    Parameters
    ----------
    files
        Files that the plan was written into.
    source
        Scenario folder, as the planner wrote it.
    what_ifs
        Names of its what-ifs; the first one not applied is proposed as the next step.
    """
    columns = as_columns(scenario, plan)
    print_heading(console, result)
    console.print(target_page(result))
    for note in _target_notes(scenario, result):
        line(console, note)
    line(console, "")
    if scenario.spec.budget:
        console.print(_budget(columns))
    if result.enrolments:
        console.print(_seats(columns, console.width))
    else:
        line(console, _("This plan sends nobody to a course."))
    if scenario.spec.recruitment is not None:
        console.print(_recruits(columns, scenario.spec.recruitment))
    if scenario.spec.rules.soft_cover is not None:
        line(console, beyond_cover.in_words(scenario.spec, unit_cover(columns)))
    if scenario.spec.budget:
        cost, enrolments = money(result.cost), count(result.enrolments)
        text = _("Total cost: {cost} million dong for {enrolments} enrolments.")
        line(console, text.format(cost=cost, enrolments=enrolments))
    else:
        text = _(
            "The scenario has no budget lines, so cost is neither counted nor limited."
        )
        line(console, text)
    print_proof(console, result)
    _files(console, files)
    untried = [name for name in what_ifs if name not in result.scenario.overrides]
    _next(console, files[0].parent, source, untried[0] if untried else "NAME")


def print_proof(console: Console, result: Result) -> None:
    """Print what was proven, and by what."""
    section(console, _("What is proven"))
    for stage in result.stages:
        line(console, f"  {stage.name} · {stages.in_words(stage)}")
    ending = _("The search was completed; running it again gives this very plan.")
    if result.cut_short:
        ending = _(
            "The search was cut short: this is the best plan until then, another run may "
            "give another plan."
        )
    line(console, ending)
    engine = _("Engine: {name} {version}; solver: {solver} ({solver_version}).")
    line(console, engine.format(**result.engine.model_dump()))


def print_heading(console: Console, result: Result) -> None:
    """Print which scenario a result belongs to, and with which overrides."""
    identity = result.scenario
    heading.print_heading(
        console,
        identity.title,
        identity.name,
        identity.overrides,
        synthetic=identity.synthetic,
    )


def target_page(result: Result) -> Table:
    """Return the targets as they are printed."""
    table = new_table(
        _("Targets"),
        (_("Target"), _("Year"), _("Prio-\nrity"), _("Group\n(people)"),
         _("Re-\nquired"), _("As\nis"), _("With\nplan"), _("Short-\nfall"), _("Done\n%")),
    )  # fmt: skip
    above = ""
    for figures in _together(result.targets):
        figure, last = figures[0], figures[-1]
        year = str(figure.year)
        if last.year != figure.year:
            year = f"{year}–{last.year}"
        row(
            table,
            # The years of one target stand under its title.
            "" if figure.name == above else f"{figure.title} ({figure.name})",
            year,
            _("mon.") if figure.tier is None else str(figure.tier),
            *(_no_figures() if figure.attained is None else _figures(figure)),
            style="bold" if figure.tier is not None and figure.shortfall else "",
        )
        above = figure.name
    return table


def _target_notes(scenario: Scenario, result: Result) -> Iterable[str]:
    yield _(
        "“As is”: officials who attain it if nobody else is sent; “With plan”: "
        "who attain it with this plan, on 31 December of the year."
    )
    measures = [target.measure for target in scenario.spec.targets.values()]
    if any(isinstance(measure, BeforeAppointment) for measure in measures):
        yield _(
            "Targets before appointment: “Year” is the year of the appointment, "
            "the count is on 31 December of the year before."
        )
    if any(isinstance(measure, Holding) and measure.among for measure in measures):
        yield _(
            "Targets with a part `among`: “Group” is only those who belong to "
            "that part with this plan."
        )
    if any(figure.tier is None for figure in result.targets):
        yield _(
            "mon.: a target that is only monitored; training cannot raise it and "
            "it is not optimised."
        )
    if any(figure.attained is None for figure in result.targets):
        yield _("The dash “–”: the roster has no data to count it.")


def _together(figures: Iterable[TargetFigure]) -> Iterable[list[TargetFigure]]:
    """Yield what makes one row: the years of a target without figures, else one year."""
    for (__, unknown), group in groupby(
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


def _budget(columns: PlanColumns) -> Table:
    scenario = columns.scenario
    table = new_table(
        _("Money (million dong)"),
        (_("Budget line"), _("Year"), _("Granted"), _("Available"), _("Spent"),
         _("Left")),
    )  # fmt: skip
    figures = budget_figures(scenario, columns)
    amounts = (
        money_column([figure.amount for figure in figures]),
        money_column([figure.available for figure in figures]),
        money_column([figure.spent for figure in figures]),
        money_column([figure.available - figure.spent for figure in figures]),
    )
    for figure, *cells in zip(figures, *amounts, strict=True):
        title = scenario.spec.budget[figure.line].title
        first = figure.year == scenario.spec.horizon.first
        name = f"{title} ({figure.line})" if first else ""
        row(table, name, str(figure.year), *cells)
    return table


def _seats(columns: PlanColumns, width: int) -> Table:
    scenario = columns.scenario
    years = scenario.spec.horizon.years
    titled = width - (len(years) + 1) * _SEATS_WIDTH >= _TITLE_WIDTH
    opened = classes(scenario, columns).groupby(["course", "start_year"])["seats_taken"]
    taken, rooms = opened.sum(), opened.size()
    table = new_table(
        _("Enrolments (classes) by start year"),
        (_("Course"), *map(str, years), _("Total")),
    )
    for course, entry in scenario.spec.courses.items():
        keys = [(course, year) for year in years if (course, year) in taken.index]
        if not keys:
            continue
        row(
            table,
            f"{entry.title} ({course})" if titled else course,
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


def _recruits(columns: PlanColumns, recruitment: Recruitment) -> Table:
    years = columns.scenario.spec.horizon.years
    number = recruits_by_stream(columns)
    table = new_table(
        _("Recruits (officials) by year"), (_("Stream"), *map(str, years), _("Total"))
    )
    for name, stream in recruitment.streams.items():
        counts = [number[name, year] for year in years]
        cells = (count(each) if each else "" for each in counts)
        row(table, f"{stream.title} ({name})", *cells, count(sum(counts)))
    return table


def _files(console: Console, files: Sequence[Path]) -> None:
    folder = files[0].parent
    section(console, _("The result was written to {folder}").format(folder=folder))
    for path in files:
        meaning = _(
            labels.FILE_MEANINGS.get(path.name) or labels.FILE_MEANINGS[path.stem]
        )
        line(console, f"  {path.name}: {meaning}")


def _next(console: Console, folder: Path, source: Path, what_if: str) -> None:
    verify = f"planner verify {quoted(source)} {quoted(folder)}"
    solve = f"planner solve {quoted(source)} --what-if {what_if}"
    section(console, _("Next"))
    line(console, f"  {_('check it again, also after changing it by hand:')} {verify}")
    line(console, f"  {_('try a what-if:')} {solve}")
