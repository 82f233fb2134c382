"""Once per course: nobody takes a course twice; a repeatable one at most once a year.

Courses in progress count.
"""

import numpy as np
import pandas as pd

from models.enrolments import with_running
from models.plan import PlanColumns
from models.violation import joined, sentences, violations_of

NAME = "once_per_course"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return who takes a course too often; one row per official and course (and year)."""
    scenario = columns.scenario
    enrolments = with_running(columns)
    tables = []
    for at, (course, entry) in enumerate(scenario.spec.courses.items()):
        of_course = np.flatnonzero(enrolments.course == at)
        years = np.unique(enrolments.start[of_course]) if entry.repeatable else [0]
        for year in years:
            rows = of_course
            if entry.repeatable:
                rows = of_course[enrolments.start[of_course] == year]
            taken = np.bincount(
                enrolments.official[rows], minlength=len(scenario.roster)
            )
            new = enrolments.official[rows[enrolments.row[rows] >= 0]]
            twice = np.unique(new[taken[new] > 1])
            ids = scenario.roster.ids[twice]
            when = f" in {year}" if entry.repeatable else ""
            mark = f"@{year}" if entry.repeatable else ""
            tables.append(
                violations_of(
                    NAME,
                    item=sentences(f"once:{{}}/{course}{mark}", ids),
                    official=ids,
                    course=course,
                    year=int(year) if entry.repeatable else pd.NA,
                    value=taken[twice].astype(np.float64),
                    limit=1.0,
                    message=sentences(
                        f"{{}} takes {course} {{}} times{when}, once is allowed",
                        ids,
                        taken[twice],
                    ),
                )
            )
    return joined(tables)
