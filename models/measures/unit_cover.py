"""Unit cover: how many of each unit are away, and how many beyond what it can spare."""

import numpy as np
import pandas as pd

from models.enrolments import with_running
from models.plan import PlanColumns
from models.rules.unit_cover import away_by_unit, limits


def unit_cover(columns: PlanColumns) -> pd.DataFrame:
    """Return who is in long courses, courses in progress included.

    One row for each unit and year with anybody. Columns: unit (str), year, away, allowed
    (most that the unit can spare, all of it where there is no rule), beyond (away −
    allowed, never below 0) [officials].
    """
    scenario = columns.scenario
    everything = with_running(columns)
    units = np.array(scenario.roster.unit_names, dtype=object)
    tables = []
    for year in scenario.spec.horizon.years:
        away = away_by_unit(everything, year)
        allowed = limits(scenario, year)
        some = np.flatnonzero(away)
        tables.append(
            pd.DataFrame(
                {
                    "unit": units[some],
                    "year": year,
                    "away": away[some],
                    "allowed": allowed[some],
                    "beyond": np.maximum(away - allowed, 0)[some],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
