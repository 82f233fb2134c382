"""Enrolments as positions: those of a plan, and the courses already in progress.

Rules and measures ask both the same questions (who is in which course in which year, what
has been completed by then), so both are columns of the same shape.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from models import holdings
from models.plan import Plan, PlanColumns
from models.roster import BoolArray, Ints
from models.scenario import Scenario

_SMALL = 2**16


@dataclass(frozen=True)
class Enrolments:
    """Columns of equal length, one entry per enrolment."""

    scenario: Scenario
    row: Ints
    """Row in the plan; -1 for a course in progress."""
    official: Ints
    """Position in the roster."""
    course: Ints
    """Position in the catalogue."""
    start: Ints
    """Calendar year in which the course starts."""
    line: Ints
    """Position of the budget line; -1 for none."""
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What others have worked out from these columns."""

    def __len__(self) -> int:
        """Return the number of enrolments."""
        return len(self.official)

    @cached_property
    def end(self) -> Ints:
        """Calendar year in which the course is completed, from its duration."""
        lengths = [course.duration for course in self.scenario.spec.courses.values()]
        return self.start + np.array(lengths, dtype=np.int64)[self.course] - 1

    def running_in(self, year: int) -> BoolArray:
        """Return which enrolments run in a calendar year."""
        return (self.start <= year) & (year <= self.end)

    @cached_property
    def intakes(self) -> tuple[tuple[str, int, Ints], ...]:
        """Course, start year and positions of the enrolments of every intake."""
        parts = grouped(self.course, self.start)
        ids = self.scenario.course_ids
        return tuple((ids[course], start, rows) for (course, start), rows in parts)

    def sum_by_official(self, year: int, amounts: Sequence[Sequence[int]]) -> Ints:
        """Return for each official a sum over the courses running in a year.

        Parameters
        ----------
        amounts
            For each course of the catalogue, one amount for each year of study.
        """
        total = np.zeros(len(self.scenario.roster), dtype=np.int64)
        for course, start, rows in self.intakes:
            study_year = year - start
            amount = amounts[self.scenario.course_ids.index(course)]
            if 0 <= study_year < len(amount) and amount[study_year]:
                np.add.at(total, self.official[rows], amount[study_year])
        return total


def as_columns(scenario: Scenario, plan: Plan | PlanColumns) -> PlanColumns:
    """Return the columns of a plan, which are read only once if already there."""
    return plan if isinstance(plan, PlanColumns) else PlanColumns(scenario, plan)


def of_plan(columns: PlanColumns) -> Enrolments:
    """Return the enrolments of a plan that refer to known things within the horizon.

    What is left out is reported by the rules `known_references` and `intake_open`.
    """
    if "of_plan" not in columns.cache:
        horizon = columns.scenario.spec.horizon
        kept = columns.known & (columns.start >= horizon.first)
        kept &= columns.start <= horizon.last
        rows = np.flatnonzero(kept)
        # As a rule all are kept, and copies of millions of rows are spared.
        at = slice(None) if kept.all() else rows
        columns.cache["of_plan"] = Enrolments(
            columns.scenario,
            rows,
            columns.official[at],
            columns.course[at],
            columns.start[at],
            columns.line[at],
        )
    result: Enrolments = columns.cache["of_plan"]
    return result


def with_running(columns: PlanColumns) -> Enrolments:
    """Return the enrolments of a plan and the courses in progress."""
    if "with_running" not in columns.cache:
        running = in_progress(columns.scenario)
        columns.cache["with_running"] = together(of_plan(columns), running)
    result: Enrolments = columns.cache["with_running"]
    return result


def in_progress(scenario: Scenario) -> Enrolments:
    """Return the courses that run at the baseline date."""
    table = scenario.in_progress
    return Enrolments(
        scenario,
        np.full(len(table.official), -1, dtype=np.int64),
        table.official,
        table.course,
        table.start_year,
        table.line,
    )


def together(first: Enrolments, second: Enrolments) -> Enrolments:
    """Return the enrolments of both."""
    if not len(second):
        return first
    return Enrolments(
        first.scenario,
        np.concatenate([first.row, second.row]),
        np.concatenate([first.official, second.official]),
        np.concatenate([first.course, second.course]),
        np.concatenate([first.start, second.start]),
        np.concatenate([first.line, second.line]),
    )


def held_after(enrolments: Enrolments, year: int, officials: Ints) -> holdings.Columns:
    """Return what some officials hold on 31 December of a year.

    Parameters
    ----------
    officials
        Positions in the roster, increasing and without repeats; one entry of each
        column of the result belongs to each.
    """
    scenario = enrolments.scenario
    held = holdings.baseline(scenario.roster, officials)
    at = np.full(len(scenario.roster), -1, dtype=np.int64)
    at[officials] = np.arange(len(officials))
    for course, start, rows in enrolments.intakes:
        entry = scenario.spec.courses[course]
        if entry.grants and start + entry.duration - 1 <= year:
            reached = at[enrolments.official[rows]]
            holdings.add_grants(held, scenario.roster, entry, reached[reached >= 0])
    return held


def held_at_start(
    enrolments: Enrolments, courses: Collection[str]
) -> Iterator[tuple[str, int, Ints, holdings.Columns]]:
    """Yield every intake of some courses with what its officials hold when it starts.

    Each item has the course, the start year, the positions of the enrolments, and the
    holdings of their officials on 1 January of the start year, in the same order.
    Enrolments of the plan and courses in progress count as soon as they are completed;
    intakes of courses in progress are not yielded.
    """
    asked = [
        (course, start, rows)
        for course, start, rows in enrolments.intakes
        if course in courses and enrolments.row[rows[0]] >= 0
    ]
    for year in sorted({start for _, start, _ in asked}):
        intakes = [(course, rows) for course, start, rows in asked if start == year]
        starting = np.zeros(len(enrolments.scenario.roster), dtype=np.bool_)
        for _, rows in intakes:
            starting[enrolments.official[rows]] = True
        officials = np.flatnonzero(starting)
        place = np.cumsum(starting) - 1
        held = held_after(enrolments, year - 1, officials)
        for course, rows in intakes:
            at = place[enrolments.official[rows]]
            yield course, year, rows, {name: col[at] for name, col in held.items()}


def grouped(*keys: Ints) -> list[tuple[tuple[int, ...], Ints]]:
    """Return the distinct tuples of the keys, sorted, with the rows of each in order."""
    if not len(keys[0]):
        return []
    code = np.zeros(len(keys[0]), dtype=np.int64)
    size = 1
    for key in keys:
        codes, count = _codes(key)
        code = code * count + codes
        size *= count
    if size > _SMALL:
        code, size = _codes(np.unique(code, return_inverse=True)[1])
    # Numbers of 16 bits are sorted digit by digit, several times faster.
    order = np.argsort(
        code.astype(np.uint16) if size <= _SMALL else code, kind="stable"
    ).astype(np.int64)
    bounds = np.flatnonzero(np.diff(code[order])) + 1
    return [
        (tuple(int(key[rows[0]]) for key in keys), rows)
        for rows in np.split(order, bounds)
    ]


def _codes(key: Ints) -> tuple[Ints, int]:
    low, high = int(key.min()), int(key.max())
    if high - low < _SMALL:
        return key - low, high - low + 1
    values, codes = np.unique(key, return_inverse=True)
    return codes.astype(np.int64), len(values)
