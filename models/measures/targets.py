"""Targets: who counts, who has attained, and how many are missing."""

import numpy as np

from models import holdings
from models.condition import Condition
from models.enrolments import (
    Enrolments,
    as_columns,
    held_after,
    in_progress,
    with_running,
)
from models.measures.recruits import recruited_in, wanted_recruits
from models.plan import Plan, PlanColumns
from models.result import TargetFigure
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import (
    Appointed,
    BeforeAppointment,
    Holding,
    Monitored,
    RecruitmentComposition,
    Target,
)


def group_on(scenario: Scenario, target: Target, year: int) -> BoolArray:
    """Return the group: members serving on the measuring date of a year's figure.

    Where appointments are measured, only those appointed in that year; where recruits are,
    all who could join in its years. Potential recruits are members whoever is recruited.
    """
    if isinstance(target.measure, RecruitmentComposition):
        return recruited_in(scenario, target.measure, target.group)
    day = f"{target.measuring_year(year)}-12-31"
    members = scenario.roster.members(target.group, scenario.spec.groups, day)
    members = members & scenario.roster.serves_on(day)
    if isinstance(target.measure, BeforeAppointment):
        members &= _appointed(scenario, target.measure.appointed, year)
    return members


def _appointed(scenario: Scenario, appointed: Appointed, year: int) -> BoolArray:
    """Return who is appointed to a post in a year."""
    if appointed.year is not None:
        return np.full(len(scenario.roster), appointed.year == year)
    if appointed.attribute is not None:
        return np.asarray(scenario.roster.columns[appointed.attribute] == year)
    table = scenario.appointments
    counts = np.array([not appointed.table or post in appointed.table
                       for post in table.posts], dtype=np.bool_)  # fmt: skip
    result = np.zeros(len(scenario.roster), dtype=np.bool_)
    result[table.official[(table.year == year) & counts[table.post]]] = True
    return result


def counted(
    scenario: Scenario, target: Target, year: int, enrolments: Enrolments
) -> BoolArray:
    """Return who counts: the group, or those of it who hold what `among` asks.

    Parameters
    ----------
    enrolments
        As for `attained`.
    """
    group = group_on(scenario, target, year)
    measure = target.measure
    if isinstance(measure, Holding) and measure.among:
        end = target.measuring_year(year)
        return _holding(scenario, group, measure.among, end, enrolments)
    return group


def attained(
    scenario: Scenario, target: Target, year: int, enrolments: Enrolments
) -> BoolArray | None:
    """Return who counts and has attained the target on the measuring date.

    Parameters
    ----------
    enrolments
        Everything that runs or is completed, courses in progress included.

    Returns
    -------
    One entry for each official; None if the roster cannot tell (a monitored target
    without a filter).
    """
    group = group_on(scenario, target, year)
    measure = target.measure
    if isinstance(measure, Holding):
        asked = (*measure.among, *measure.conditions)
        end = target.measuring_year(year)
        return _holding(scenario, group, asked, end, enrolments)
    if isinstance(measure, Monitored):
        if measure.who is None:
            return None
        groups = scenario.spec.groups
        return group & scenario.roster.members(measure.who, groups, f"{year}-12-31")
    if isinstance(measure, RecruitmentComposition):
        return group & wanted_recruits(scenario, measure)
    first = year if measure.kind == "annual_participation" else measure.first
    return group & attended(enrolments, measure.course_kind, first, year)


def _holding(
    scenario: Scenario,
    group: BoolArray,
    conditions: tuple[Condition, ...],
    year: int,
    enrolments: Enrolments,
) -> BoolArray:
    """Return who of a group holds all conditions on 31 December of a year."""
    officials = np.flatnonzero(group)
    held = held_after(enrolments, year, officials)
    holds = np.ones(len(officials), dtype=np.bool_)
    for condition in conditions:
        holds &= holdings.satisfied(held, scenario.roster, condition, officials)
    result = np.zeros(len(group), dtype=np.bool_)
    result[officials[holds]] = True
    return result


def attended(
    enrolments: Enrolments, course_kind: str, first: int, last: int
) -> BoolArray:
    """Return who was in a running course of a kind in some year of a range."""
    scenario = enrolments.scenario
    took = np.zeros(len(scenario.roster), dtype=np.bool_)
    for course, start, rows in enrolments.intakes:
        entry = scenario.spec.courses[course]
        runs = start <= last and first <= start + entry.duration - 1
        if runs and course_kind in entry.kinds:
            took[enrolments.official[rows]] = True
    return took


def target_figures(
    scenario: Scenario, plan: Plan | PlanColumns
) -> tuple[TargetFigure, ...]:
    """Return each target in each year measured, in declared order, then by year."""
    columns = as_columns(scenario, plan)
    before, after = in_progress(scenario), with_running(columns)
    return tuple(
        _figure(scenario, name, target, year, before, after, columns.there)
        for name, target in scenario.spec.targets.items()
        for year in target.years()
    )


def _figure(
    scenario: Scenario,
    name: str,
    target: Target,
    year: int,
    before: Enrolments,
    after: Enrolments,
    there: BoolArray,
) -> TargetFigure:
    size = int((counted(scenario, target, year, after) & there).sum())
    required = target.required(size)
    baseline = _count(attained(scenario, target, year, before), there)
    reached = _count(attained(scenario, target, year, after), there)
    return TargetFigure(
        name=name,
        title=target.title,
        year=year,
        tier=None if isinstance(target.measure, Monitored) else target.tier,
        weight=target.weight,
        group_size=size,
        required=required,
        baseline=baseline,
        attained=reached,
        shortfall=None if reached is None else max(0, required - reached),
        percent=None if reached is None or not size else 100 * reached / size,
    )


def _count(mask: BoolArray | None, there: BoolArray) -> int | None:
    return None if mask is None else int((mask & there).sum())
