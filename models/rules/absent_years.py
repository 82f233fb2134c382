"""Absent years: no enrolment runs in a year in which the official is absent."""

import pandas as pd

from models.enrolments import of_plan
from models.plan import PlanColumns
from models.violation import joined, sentences, violations_of

NAME = "absent_years"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return enrolments that run in absent years; one row per enrolment and year."""
    scenario = columns.scenario
    enrolments = of_plan(columns)
    tables = []
    for course, start, rows in enrolments.intakes:
        officials = enrolments.official[rows]
        for year in range(start, start + scenario.spec.courses[course].duration):
            away = scenario.roster.absent_in(year)[officials]
            ids = scenario.roster.ids[officials[away]]
            tables.append(
                violations_of(
                    NAME,
                    item=sentences(f"absent:{{}}/{course}@{year}", ids),
                    official=ids,
                    course=course,
                    year=year,
                    message=sentences(
                        f"{{}} is absent in {year} and cannot attend {course}", ids
                    ),
                )
            )
    return joined(tables)
