"""Yearly load: weeks away in a calendar year, summed over courses, within the limit.

Courses in progress count. Where they alone exceed the limit, nothing may be added.
"""

import numpy as np
import pandas as pd

from models.enrolments import in_progress, of_plan
from models.plan import PlanColumns
from models.roster import Ints
from models.scenario import Scenario
from models.units import tenths
from models.violation import joined, sentences, violations_of

NAME = "yearly_load"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return officials away too long; one row per official and year."""
    scenario = columns.scenario
    weeks = [course.weeks_tenths() for course in scenario.spec.courses.values()]
    planned, running = of_plan(columns), in_progress(scenario)
    limit = limits(scenario)
    tables = []
    for year in scenario.spec.horizon.years:
        before = running.sum_by_official(year, weeks)
        load = before + planned.sum_by_official(year, weeks)
        allowed = np.maximum(limit, before)
        over = np.flatnonzero(load > allowed)
        ids = scenario.roster.ids[over]
        value, most = load[over] / 10, allowed[over] / 10
        tables.append(
            violations_of(
                NAME,
                item=sentences(f"load:{{}}@{year}", ids),
                official=ids,
                year=year,
                value=value,
                limit=most,
                message=sentences(
                    f"{{}} is away {{}} weeks in {year}, at most {{}} are allowed",
                    ids,
                    value,
                    most,
                ),
            )
        )
    return joined(tables)


def limits(scenario: Scenario) -> Ints:
    """Return the limit of each official [tenths of a week]."""
    declared = scenario.spec.rules.yearly_load
    general = np.iinfo(np.int64).max if declared is None else tenths(declared)
    limit = np.full(len(scenario.roster), general, dtype=np.int64)
    own = scenario.roster.yearly_load
    return limit if own is None else np.where(own >= 0, own, limit)
