"""Sums that already show that a target cannot be met: officials, seats, money.

Every figure is a bound that no plan can pass, so a warning is never a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from models.course import Course
from models.enrolments import held_after, in_progress
from models.holdings import satisfied
from models.measures.recruits import missing_range, most_of
from models.measures.targets import attained, counted, group_on
from models.prices import charged, pay_rules, seat_price
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import (
    AnnualParticipation,
    BeforeAppointment,
    Holding,
    Measure,
    Monitored,
    OnceInWindow,
    RecruitmentComposition,
    Target,
)
from models.units import millions, thousands
from planner.io.checks.prerequisites import helps
from planner.io.checks.reach import Reach
from planner.io.problems import Problem, problem
from planner.language import _
from planner.language.filter_words import condition_in_words
from planner.language.numbers import number, shortest

Starts = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class _Need:
    """People missing, and what could help them."""

    target: str
    missing: int
    what: str
    """Part of the target that is missing, if it has several."""
    when: str
    starts: Starts
    """Course and start year of every enrolment that helps in time."""
    years: Sequence[int]
    """Calendar years whose money is spent on such an enrolment."""


def check(scenario: Scenario, reach: Reach) -> list[Problem]:
    """Return, for each optimised target, the shortages that no plan can overcome."""
    found: list[Problem] = []
    for name, target in scenario.spec.targets.items():
        # Recruits are chosen; nobody is trained for their targets.
        if isinstance(target.measure, Monitored | RecruitmentComposition):
            continue
        for year in target.years():
            needs = list(_needs(scenario, reach, name, year))
            # Where nothing is offered at all, seats say so more plainly.
            if all(need.starts for need in needs):
                found.extend(_too_few(scenario, reach, name, year))
            for need in needs:
                found.extend(_seats(scenario, need))
                found.extend(_money(scenario, need))
    return found


def _too_few(scenario: Scenario, reach: Reach, name: str, year: int) -> list[Problem]:
    """Officials: those who might attain, beside those who do so anyway."""
    target = scenario.spec.targets[name]
    members = group_on(scenario, target, year)
    sure = attained(scenario, target, year, in_progress(scenario))
    assert sure is not None  # only monitored targets may lack a figure
    able = members & _within_reach(scenario, reach, target, year)
    missing = _least_missing(scenario, target, year, sure)
    most = most_of((able & ~sure).astype(np.int64), scenario)
    if missing <= most:
        return []
    return [
        problem(
            "target-short-of-officials",
            path=f"targets.{name}",
            missing=number(missing),
            most=number(most),
            short=number(missing - most),
            when=_when(target.measure, year),
        )
    ]


def _least_missing(
    scenario: Scenario, target: Target, year: int, sure: BoolArray
) -> int:
    """Return how many are missing of those who count anyway; no plan can lower it."""
    counts = counted(scenario, target, year, in_progress(scenario))
    return missing_range(scenario, target, counts, sure)[0]


def _within_reach(
    scenario: Scenario, reach: Reach, target: Target, year: int
) -> BoolArray:
    """Return who might attain by some plan."""
    measure = target.measure
    result = np.zeros(len(scenario.roster), dtype=np.bool_)
    if isinstance(measure, Holding):
        everyone = np.arange(len(scenario.roster))
        result |= True
        # On the baseline date nobody has completed anything new.
        held = reach.held.get(target.measuring_year(year), scenario.roster.columns)
        for condition in (*measure.among, *measure.conditions):
            result &= satisfied(held, scenario.roster, condition, everyone)
        return result
    for start in _starts_of_kind(scenario, measure, reach, year):
        result |= reach.starts[start]
    return result


def _needs(scenario: Scenario, reach: Reach, name: str, year: int) -> Iterator[_Need]:
    """Yield what is missing; for a joint target, each of its conditions by itself."""
    spec = scenario.spec
    target = spec.targets[name]
    measure = target.measure
    members = np.flatnonzero(group_on(scenario, target, year))
    when = _when(measure, year)
    running = in_progress(scenario)
    if not isinstance(measure, Holding):
        sure = attained(scenario, target, year, running)
        assert sure is not None
        starts = _starts_of_kind(scenario, measure, reach, year)
        is_annual = isinstance(measure, AnnualParticipation)
        years = [year] if is_annual else spec.horizon.years
        missing = _least_missing(scenario, target, year, sure)
        yield _Need(name, missing, "", when, starts, years)
        return
    end = target.measuring_year(year)
    held = held_after(running, end, members)
    for condition in measure.conditions:
        have = np.zeros(len(scenario.roster), dtype=np.bool_)
        have[members] = satisfied(held, scenario.roster, condition, members)
        missing = _least_missing(scenario, target, year, have)
        starts = [
            (course, start)
            for course, start in reach.starts
            if start + spec.courses[course].duration - 1 <= end
            and helps(spec.courses[course], condition, spec.attributes)
        ]
        several = len(measure.conditions) > 1
        what = (
            _(" with {condition}").format(condition=condition_in_words(spec, condition))
            if several
            else ""
        )
        until = range(spec.horizon.first, end + 1)
        yield _Need(name, missing, what, when, starts, until)


def _seats(scenario: Scenario, need: _Need) -> Iterator[Problem]:
    """Seats: all that are offered in time by courses that help."""
    limits = [
        seats_offered(scenario.spec.courses[course], start)
        for course, start in need.starts
    ]
    if any(limit is None for limit in limits):
        return
    most = sum(limit for limit in limits if limit is not None)
    if need.missing > most:
        yield problem(
            "target-short-of-seats",
            path=f"targets.{need.target}",
            missing=number(need.missing),
            what=need.what,
            most=number(most),
            when=need.when,
            short=number(need.missing - most),
        )


def seats_offered(course: Course, start: int) -> int | None:
    """Return the most enrolments in a start year, None if there is no limit."""
    seats = None if course.seats is None else course.seats.at(start)
    classes = None if course.classes is None else course.classes.at(start)
    if classes is None:
        return seats
    places = classes * course.class_size.max
    return places if seats is None else min(seats, places)


def _money(scenario: Scenario, need: _Need) -> Iterator[Problem]:
    """Money: as if all of it bought nothing but the cheapest seats that help."""
    lines = {
        name: line
        for name, line in scenario.spec.budget.items()
        if any(pay_rules(line, course) for course, _ in need.starts)
    }
    prices = [
        sum(
            amount
            for year, amount in enumerate(
                charged(scenario, name, rule, seat_price(scenario, course, start)),
                start,
            )
            if year in need.years
        )
        for name, line in lines.items()
        for course, start in need.starts
        for rule in pay_rules(line, course)
    ]
    if not prices or min(prices) == 0 or need.missing <= 0:
        return
    money = 0
    for line in lines.values():
        first = scenario.spec.horizon.first if line.carry_over else need.years[0]
        for year in range(first, need.years[-1] + 1):
            money += thousands(line.amount.at(year) or Decimal(0))
    most = money // min(prices)
    if need.missing > most:
        yield problem(
            "target-short-of-money",
            path=f"targets.{need.target}",
            missing=number(need.missing),
            what=need.what,
            most=number(most),
            when=need.when,
            money=shortest(millions(money), 3),
            price=shortest(millions(min(prices)), 3),
            short=number(need.missing - most),
        )


def _starts_of_kind(
    scenario: Scenario, measure: Measure, reach: Reach, year: int
) -> list[tuple[str, int]]:
    courses = scenario.spec.courses
    first, last = _window(measure, year)
    return [
        (course, start)
        for course, start in reach.starts
        if _kind_of(measure) in courses[course].kinds
        and start <= last
        and start + courses[course].duration - 1 >= first
    ]


def _kind_of(measure: Measure) -> str:
    assert isinstance(measure, AnnualParticipation | OnceInWindow)
    return measure.course_kind


def _window(measure: Measure, year: int) -> tuple[int, int]:
    """Return the first and last year in which attendance counts."""
    return (measure.first if isinstance(measure, OnceInWindow) else year), year


def _when(measure: Measure, year: int) -> str:
    if isinstance(measure, BeforeAppointment):
        return _("before {year}").format(year=year)
    if isinstance(measure, AnnualParticipation):
        return _("in {year}").format(year=year)
    return _("by {year}").format(year=year)
