"""Intake open: a course runs within the horizon and starts when it is offered."""

import numpy as np
import pandas as pd

from models.enrolments import grouped, of_plan
from models.plan import PlanColumns
from models.scenario import Scenario
from models.violation import joined, violations_of

NAME = "intake_open"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return intakes that cannot be; one row per intake."""
    scenario = columns.scenario
    tables = []
    for (course_at, year), number in sorted(_sizes(columns).items()):
        name = scenario.course_ids[course_at]
        reason = _closed(scenario, name, year)
        if reason:
            tables.append(
                violations_of(
                    NAME,
                    item=f"intake:{name}@{year}",
                    course=name,
                    year=year,
                    message=f"{name} is no intake of {year} (enrolled: {number}): "
                    f"{reason}",
                )
            )
    return joined(tables)


def _sizes(columns: PlanColumns) -> dict[tuple[int, int], int]:
    """Return the enrolments of each course, by position, and start year."""
    plan = of_plan(columns)
    outside = columns.known.copy()
    outside[plan.row] = False
    rows = np.flatnonzero(outside)
    parts = grouped(columns.course[rows], columns.start[rows])
    sizes = {(course, start): len(own) for (course, start), own in parts}
    for name, start, own in plan.intakes:
        sizes[columns.scenario.course_ids.index(name), start] = len(own)
    return sizes


def _closed(scenario: Scenario, course: str, year: int) -> str:
    """Return why the course cannot start in the year; empty if it can."""
    horizon, entry = scenario.spec.horizon, scenario.spec.courses[course]
    if not horizon.first <= year <= horizon.last:
        return f"planned are {horizon.first} to {horizon.last}"
    if year > scenario.spec.last_start(course):
        end = year + entry.duration - 1
        return f"it would end in {end}, after {horizon.last}, the last year planned"
    if entry.classes is not None and entry.classes.at(year) == 0:
        return "no classes are offered"
    if entry.seats is not None and entry.seats.at(year) == 0:
        return "no seats are offered"
    return ""
