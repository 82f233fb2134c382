"""Service after: completion, and the service required after it, before leaving.

Serving on 31 December of the end year plus the required months.
"""

import pandas as pd

from models.enrolments import of_plan
from models.plan import PlanColumns
from models.violation import by_law, joined, sentences, violations_of

NAME = "service_after"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return enrolments of officials who leave too soon after completion."""
    scenario = columns.scenario
    roster = scenario.roster
    enrolments = of_plan(columns)
    tables = []
    for course, start, rows in enrolments.intakes:
        end = start + scenario.spec.courses[course].duration - 1
        owed = scenario.spec.terms(course, start).service_after
        months, by = owed.value, by_law(owed.source)
        officials = enrolments.official[rows]
        short = officials[~roster.serves_until(end, months)[officials]]
        ids = roster.ids[short]
        template = (
            f"{{}} completes {course} in {end} and must serve {months} months after{by}, "
            "but serves from {} and no longer from {}"
        )
        tables.append(
            violations_of(
                NAME,
                item=sentences(f"service:{{}}/{course}@{start}", ids),
                official=ids,
                course=course,
                year=start,
                message=sentences(
                    template, ids, roster.joined[short], roster.last_day[short]
                ),
            )
        )
    return joined(tables)
