"""Long courses: in each calendar year at most so many long courses for one official.

Courses in progress count. Where they alone exceed the limit, none may be added.
"""

import numpy as np
import pandas as pd

from models.enrolments import in_progress, of_plan
from models.plan import PlanColumns
from models.roster import Ints
from models.scenario import Scenario
from models.violation import joined, sentences, violations_of

NAME = "long_courses"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return officials in too many long courses at once; one row per official and year."""
    scenario = columns.scenario
    long = [
        [int(scenario.spec.is_long(name))] * course.duration
        for name, course in scenario.spec.courses.items()
    ]
    planned, running = of_plan(columns), in_progress(scenario)
    limit = limits(scenario)
    tables = []
    for year in scenario.spec.horizon.years:
        before = running.sum_by_official(year, long)
        number = before + planned.sum_by_official(year, long)
        allowed = np.maximum(limit, before)
        over = np.flatnonzero(number > allowed)
        ids = scenario.roster.ids[over]
        tables.append(
            violations_of(
                NAME,
                item=sentences(f"long-courses:{{}}@{year}", ids),
                official=ids,
                year=year,
                value=number[over].astype(np.float64),
                limit=allowed[over].astype(np.float64),
                message=sentences(
                    f"{{}} is in {{}} long courses in {year}, at most {{}} are allowed",
                    ids,
                    number[over],
                    allowed[over],
                ),
            )
        )
    return joined(tables)


def limits(scenario: Scenario) -> Ints:
    """Return the limit of each official [courses]."""
    declared = scenario.spec.rules.long_courses_at_once
    general = np.iinfo(np.int64).max if declared is None else declared
    limit = np.full(len(scenario.roster), general, dtype=np.int64)
    own = scenario.roster.long_courses
    return limit if own is None else np.where(own >= 0, own, limit)
