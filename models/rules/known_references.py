"""Known references: officials, courses, lines, years and costs agree with the scenario."""

import numpy as np
import pandas as pd

from models.plan import PlanColumns
from models.prices import enrolment_cost, paid_seats
from models.roster import BoolArray, Ints
from models.violation import Texts, joined, sentences, violations_of

NAME = "known_references"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return the enrolments that name something unknown, or a wrong end year or cost."""
    wrong_line = columns.line < 0
    wrong_line[wrong_line] = columns.frame["budget_line"][wrong_line].fillna("") != ""
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
    names = _texts(columns, field, rows)
    what = field.replace("_", " ")
    template = f"row {{}}: the scenario has no {what} `{{}}`"
    # As a spreadsheet numbers them: row 1 names the columns.
    return _table(columns, rows, sentences(template, rows + 2, names))


def _costs(columns: PlanColumns) -> pd.DataFrame:
    """Compare costs wherever it is settled who pays, which other rules look after."""
    horizon = columns.scenario.spec.horizon
    known = columns.known & (columns.start >= horizon.first)
    rows = np.flatnonzero(known & (columns.start <= horizon.last))
    keys = (
        columns.official[rows],
        columns.course[rows],
        columns.start[rows],
        columns.line[rows],
    )
    expected = np.zeros(len(columns.start), dtype=np.int64)
    expected[rows] = enrolment_cost(columns.scenario, *keys)
    settled = np.zeros(len(columns.start), dtype=np.bool_)
    if columns.scenario.spec.budget:
        for paid in paid_seats(columns.scenario, *keys):
            settled[rows[paid.rows]] = True
    else:
        settled[rows] = True
    wrong = settled & (columns.cost != expected)
    template = "{} of {} costs {} thousand dong by the plan, but {} by its price"
    return _differing(columns, wrong, columns.cost, expected, template)


def _differing(
    columns: PlanColumns, wrong: BoolArray, given: Ints, expected: Ints, template: str
) -> pd.DataFrame:
    rows = np.flatnonzero(wrong)
    message = sentences(
        template,
        _texts(columns, "course", rows),
        _texts(columns, "official", rows),
        given[rows],
        expected[rows],
    )
    return _table(columns, rows, message).assign(
        value=given[rows].astype(np.float64), limit=expected[rows].astype(np.float64)
    )


def _table(columns: PlanColumns, rows: Ints, message: Texts) -> pd.DataFrame:
    official = _texts(columns, "official", rows)
    course = _texts(columns, "course", rows)
    start = columns.start[rows]
    return violations_of(
        NAME,
        item=sentences("reference:{}/{}@{}", official, course, start),
        official=official,
        course=course,
        year=start,
        line=_texts(columns, "budget_line", rows),
        message=message,
    )


def _texts(columns: PlanColumns, field: str, rows: Ints) -> Texts:
    return columns.frame[field].iloc[rows].fillna("").to_numpy(dtype=object)
