"""Grants more: a course that grants something grants something not held when it starts."""

import pandas as pd

from models import holdings
from models.enrolments import held_at_start, with_running
from models.plan import PlanColumns
from models.violation import joined, sentences, violations_of

NAME = "grants_more"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return enrolments in courses that grant nothing new to the official."""
    scenario = columns.scenario
    courses = {name for name, entry in scenario.spec.courses.items() if entry.grants}
    enrolments = with_running(columns)
    tables = []
    for course, start, rows, held in held_at_start(enrolments, courses):
        more = holdings.grants_more(
            held, scenario.roster, scenario.spec.courses[course]
        )
        ids = scenario.roster.ids[enrolments.official[rows[~more]]]
        tables.append(
            violations_of(
                NAME,
                item=sentences(f"grants-more:{{}}/{course}@{start}", ids),
                official=ids,
                course=course,
                year=start,
                message=sentences(
                    f"{{}} holds all that {course} grants on 1 January {start}", ids
                ),
            )
        )
    return joined(tables)
