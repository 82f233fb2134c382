"""Known references: officials, courses, lines, years and costs agree with the scenario."""

import numpy as np
import pandas as pd

from models.enrolments import of_plan
from models.plan import PlanColumns
from models.prices import paid_of
from models.roster import BoolArray, Ints
from models.violation import Texts, joined, sentences, violations_of

NAME = "known_references"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return the enrolments that name something unknown, or a wrong end year or cost."""
    wrong_line = columns.line < 0
    wrong_line[wrong_line] = (
        columns.texts("budget_line", np.flatnonzero(wrong_line)) != ""
    )
    end = columns.start + columns.duration - 1
    wrong_end = (columns.course >= 0) & (columns.end != end)
    template = "{} of {} ends in {} by the plan, but in {} by its duration"
    return joined(
        [
            _unknown(columns, columns.official < 0, "official"),
            _unknown(columns, columns.course < 0, "course"),
            _unknown(columns, wrong_line, "budget_line"),
            _differing(columns, wrong_end, columns.end, end, template),
            _costs(columns),
        ]
    )


def _unknown(columns: PlanColumns, wrong: BoolArray, field: str) -> pd.DataFrame:
    rows = np.flatnonzero(wrong)
    names = columns.texts(field, rows)
    what = field.replace("_", " ")
    template = f"row {{}}: the scenario has no {what} `{{}}`"
    # As a spreadsheet numbers them: row 1 names the columns.
    return _table(columns, rows, sentences(template, rows + 2, names))


def _costs(columns: PlanColumns) -> pd.DataFrame:
    """Compare costs wherever it is settled who pays, which other rules look after."""
    plan = of_plan(columns)
    expected = np.zeros(len(columns.start), dtype=np.int64)
    wrong = np.zeros(len(columns.start), dtype=np.bool_)
    if not columns.scenario.spec.budget:
        wrong[plan.row] = columns.cost[plan.row] != 0
    for paid in paid_of(plan):
        rows = plan.row[paid.rows]
        expected[rows] = sum(paid.yearly)
        wrong[rows] = columns.cost[rows] != sum(paid.yearly)
    template = "{} of {} costs {} thousand dong by the plan, but {} by its price"
    return _differing(columns, wrong, columns.cost, expected, template)


def _differing(
    columns: PlanColumns, wrong: BoolArray, given: Ints, expected: Ints, template: str
) -> pd.DataFrame:
    rows = np.flatnonzero(wrong)
    message = sentences(
        template,
        columns.texts("course", rows),
        columns.texts("official", rows),
        given[rows],
        expected[rows],
    )
    return _table(columns, rows, message).assign(
        value=given[rows].astype(np.float64), limit=expected[rows].astype(np.float64)
    )


def _table(columns: PlanColumns, rows: Ints, message: Texts) -> pd.DataFrame:
    official = columns.texts("official", rows)
    course = columns.texts("course", rows)
    start = columns.start[rows]
    return violations_of(
        NAME,
        item=sentences("reference:{}/{}@{}", official, course, start),
        official=official,
        course=course,
        year=start,
        line=columns.texts("budget_line", rows),
        message=message,
    )
