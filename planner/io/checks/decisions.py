"""Decisions already made agree with each other, with the horizon and the courses."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from models.scenario import Scenario
from planner.io.problems import Problem, problem
from planner.io.table import MOST_LISTED, grouped
from planner.language import _

_ANY_YEAR = 0
_Rows = npt.NDArray[np.bool_] | npt.NDArray[np.int64]


def check(scenario: Scenario) -> list[Problem]:
    """Return pins and courses in progress that no plan can respect."""
    return [*_of_pins(scenario), *_of_in_progress(scenario)]


def _of_pins(scenario: Scenario) -> Iterator[Problem]:
    spec, pins = scenario.spec, scenario.pins
    courses = list(spec.courses.values())
    repeatable = np.array([course.repeatable for course in courses], dtype=np.bool_)
    last = np.array([spec.last_start(name) for name in spec.courses], dtype=np.int64)
    year = pins.start_year
    outside = (year != _ANY_YEAR) & (
        (year < spec.horizon.first) | (year > last[pins.course])
    )
    yield from _told(
        "pins",
        "start_year",
        outside & pins.enrol,
        _("the course cannot start in this year and end within the horizon"),
        _(
            "write a start year from {first} on that lets the course end by {last}"
        ).format(first=spec.horizon.first, last=spec.horizon.last),
    )
    # One number for each official and course; the same with the year, below 4096.
    pair = pins.official * len(courses) + pins.course
    with_year = pair * 4096 + year
    yield from _told(
        "pins",
        "official",
        _repeats(with_year * 2 + pins.enrol),
        _("the same decision is given twice"),
        _("keep one of the two rows"),
    )
    never_at = np.isin(with_year, with_year[~pins.enrol])
    never_ever = np.isin(pair, pair[~pins.enrol & (year == _ANY_YEAR)])
    yield from _told(
        "pins",
        "decision",
        pins.enrol & (never_at | never_ever),
        _("this enrolment is both decided and excluded"),
        _("delete the row `enrol` or the row `never`"),
    )
    once = pins.enrol & ~repeatable[pins.course] & (year != _ANY_YEAR)
    yield from _told(
        "pins",
        "start_year",
        np.flatnonzero(once)[_repeats(pair[once])],
        _("this course is taken once, but is decided for several years"),
        _("keep one start year"),
    )
    running = scenario.in_progress
    both = np.isin(pair, running.official * len(courses) + running.course)
    yield from _told(
        "pins",
        "course",
        both & pins.enrol & ~repeatable[pins.course],
        _("the official attends this course already"),
        _("delete the row; courses in progress count by themselves"),
    )


def _of_in_progress(scenario: Scenario) -> Iterator[Problem]:
    spec, running = scenario.spec, scenario.in_progress
    first = spec.horizon.first
    duration = np.array([course.duration for course in spec.courses.values()])
    end = running.start_year + duration[running.course] - 1
    yield from _told(
        "in_progress",
        "start_year",
        running.start_year >= first,
        _("a course in progress began before the horizon ({first})").format(
            first=first
        ),
        _("decide new enrolments in the table of pins"),
    )
    yield from _told(
        "in_progress",
        "start_year",
        end < first,
        _("the course was over before the horizon ({first})").format(first=first),
        _("delete the row and write what it granted into the table of officials"),
    )
    yield from _told(
        "in_progress",
        "official",
        _repeats(running.official * len(spec.courses) + running.course),
        _("the official attends the same course twice"),
        _("keep one of the two rows"),
    )
    yield from _prices(scenario, end)


def _prices(scenario: Scenario, end: npt.NDArray[np.int64]) -> Iterator[Problem]:
    """Seats of courses in progress are charged, so their remaining years need prices."""
    spec = scenario.spec
    years = np.array(list(spec.horizon.years))
    for at, (name, course) in enumerate(spec.courses.items()):
        ends = end[scenario.in_progress.course == at]
        missing = [
            int(year)
            for year in years[years <= ends.max(initial=0)]
            if course.cost_per_seat.at(int(year)) is None
        ]
        if missing:
            yield problem(
                "year-without-value",
                path=f"courses.{name}.cost_per_seat",
                name="cost_per_seat",
                years=", ".join(map(str, missing)) + _(" (a course in progress)"),
            )


def _repeats(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the positions of keys that occur before."""
    _, first = np.unique(keys, return_index=True)
    return np.setdiff1d(np.arange(len(keys)), first)


def _told(
    table: str, column: str, rows: _Rows, reason: str, hint: str
) -> Iterator[Problem]:
    at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
    items = [
        problem(
            "decisions-contradict",
            path=f"tables.{table}.{row}.{column}",
            reason=reason,
            hint=hint,
        )
        for row in at[:MOST_LISTED].tolist()
    ]
    yield from grouped(items, len(at))
