"""Budget eligibility: each enrolment names a line that may pay for it.

A line may pay by a rule that covers the course and, on 1 January of the start year, the
official. Without budget lines nothing is named (`known_references` sees to it).
"""

import numpy as np
import pandas as pd

from models.enrolments import of_plan
from models.plan import PlanColumns
from models.prices import paid_of
from models.violation import no_violations, sentences, violations_of

NAME = "budget_eligibility"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return enrolments that name no line, or one that may not pay for them."""
    scenario = columns.scenario
    if not scenario.spec.budget:
        return no_violations()
    plan = of_plan(columns)
    unpaid = np.ones(len(plan), dtype=np.bool_)
    for paid in paid_of(plan):
        unpaid[paid.rows] = False
    rows = np.flatnonzero(unpaid)
    lines = columns.texts("budget_line", plan.row[rows])
    # A line that is not known is a matter of `known_references`.
    known = (plan.line[rows] >= 0) | (lines == "")
    rows, lines = rows[known], lines[known]
    ids = scenario.roster.ids[plan.official[rows]]
    courses = np.array(scenario.course_ids, dtype=object)[plan.course[rows]]
    start = plan.start[rows]
    reason = np.where(
        lines == "", " names no budget line", " may not be paid by " + lines
    )
    return violations_of(
        NAME,
        item=sentences("pays:{}/{}@{}", ids, courses, start),
        official=ids,
        course=courses,
        year=start,
        line=lines,
        message=sentences("{} of {} in {}{}", courses, ids, start, reason),
    )
