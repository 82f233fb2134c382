"""Decisions: enrolments already decided are in the plan, and excluded ones are not."""

import numpy as np
import pandas as pd

from models.enrolments import of_plan
from models.plan import PlanColumns
from models.roster import BoolArray, Ints
from models.violation import Texts, joined, sentences, violations_of

NAME = "decisions"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return the pins that the plan does not respect; one row per pin."""
    pins = columns.scenario.pins
    taken = _taken(columns)
    missing = np.flatnonzero(pins.enrol & ~taken)
    excluded = np.flatnonzero(~pins.enrol & taken)
    return joined(
        [
            _table(columns, missing, "{} is decided to take {}{} but is not enrolled"),
            _table(columns, excluded, "{} is decided not to take {}{} but is enrolled"),
        ]
    )


def _taken(columns: PlanColumns) -> BoolArray:
    """Return for each pin whether the plan has such an enrolment."""
    scenario, pins = columns.scenario, columns.scenario.pins
    enrolments = of_plan(columns)
    concerned = np.zeros(len(scenario.roster), dtype=np.bool_)
    concerned[pins.official] = True
    rows = np.flatnonzero(concerned[enrolments.official])
    enrolled = enrolments.official[rows] * len(scenario.course_ids)
    enrolled += enrolments.course[rows]
    pinned = pins.official * len(scenario.course_ids) + pins.course
    # A start year has four digits; 0 stands for any year.
    dated = enrolled * 10_000 + enrolments.start[rows]
    taken: BoolArray = np.isin(pinned * 10_000 + pins.start_year, dated)
    taken |= (pins.start_year == 0) & np.isin(pinned, enrolled)
    return taken


def _table(columns: PlanColumns, rows: Ints, template: str) -> pd.DataFrame:
    scenario, pins = columns.scenario, columns.scenario.pins
    ids = scenario.roster.ids[pins.official[rows]]
    courses = np.array(scenario.course_ids, dtype=object)[pins.course[rows]]
    dated = pins.start_year[rows] > 0
    years: Texts = pins.start_year[rows].astype(str).astype(object)
    return violations_of(
        NAME,
        item=sentences(
            "decisions:{}/{}{}", ids, courses, np.where(dated, "@" + years, "")
        ),
        official=ids,
        course=courses,
        year=pd.Series(pins.start_year[rows]).astype("Int64").where(dated).to_numpy(),
        message=sentences(template, ids, courses, np.where(dated, " in " + years, "")),
    )
