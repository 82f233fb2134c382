"""Intake open: a course runs within the horizon and starts when it is offered."""

import pandas as pd

from models.enrolments import grouped
from models.plan import PlanColumns
from models.scenario import Scenario
from models.violation import joined, violations_of

NAME = "intake_open"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return intakes that cannot be; one row per intake."""
    scenario = columns.scenario
    course, start = columns.course[columns.known], columns.start[columns.known]
    tables = []
    for (course_at, year), rows in grouped(course, start):
        name = scenario.course_ids[course_at]
        reason = _closed(scenario, name, year)
        if reason:
            tables.append(
                violations_of(
                    NAME,
                    item=f"intake:{name}@{year}",
                    course=name,
                    year=year,
                    message=f"{name} is no intake of {year} (enrolled: {len(rows)}): "
                    f"{reason}",
                )
            )
    return joined(tables)


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
