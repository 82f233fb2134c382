"""Unit cover: officials of a unit in long courses ≤ max(1, ⌈share × serving⌉) in a year.

Serving is counted on 1 January. Courses in progress count; where they alone exceed the
limit, nobody else starts. With a tier the limit may be exceeded: `excess` says by how much.
"""

import numpy as np
import pandas as pd

from models.enrolments import Enrolments, in_progress, with_running
from models.plan import PlanColumns
from models.roster import BoolArray, Ints
from models.scenario import Scenario
from models.violation import joined, no_violations, sentences, violations_of

NAME = "unit_cover"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return units that are emptied; one row per unit and year."""
    scenario = columns.scenario
    rules = scenario.spec.rules
    if rules.unit_cover is None or rules.soft_cover is not None:
        return no_violations()
    everything = with_running(columns)
    units = np.array(scenario.roster.unit_names, dtype=object)
    tables = []
    for year in scenario.spec.horizon.years:
        serving = serving_by_unit(scenario, year)
        limit = limits(scenario, year)
        away = away_by_unit(everything, year)
        over = np.flatnonzero(away > limit)
        template = (
            f"{{}} has {{}} of {{}} officials in long courses in {year}, "
            "at most {} are allowed"
        )
        tables.append(
            violations_of(
                NAME,
                item=sentences(f"unit-cover:{{}}@{year}", units[over]),
                unit=units[over],
                year=year,
                value=away[over].astype(np.float64),
                limit=limit[over].astype(np.float64),
                message=sentences(
                    template, units[over], away[over], serving[over], limit[over]
                ),
            )
        )
    return joined(tables)


def limits(scenario: Scenario, year: int) -> Ints:
    """Return how many of each unit may be in long courses in a year [officials].

    Without the rule, as many as there are.
    """
    roster = scenario.roster
    if scenario.spec.rules.unit_cover is None:
        return by_unit(scenario, np.ones(len(roster), dtype=np.bool_))
    parts, whole = scenario.spec.rules.unit_cover.share.as_integer_ratio()
    serving = serving_by_unit(scenario, year)
    limit = np.maximum(1, -(-serving * parts // whole))
    return np.maximum(limit, away_by_unit(in_progress(scenario), year))


def serving_by_unit(scenario: Scenario, year: int) -> Ints:
    """Return how many of each unit serve on 1 January; filled vacancies once each."""
    serves = scenario.roster.serves_on(f"{year}-01-01")
    return by_unit(scenario, serves & scenario.certain)


def away_by_unit(enrolments: Enrolments, year: int) -> Ints:
    """Return how many of each unit are in long courses in a year [officials]."""
    return by_unit(enrolments.scenario, in_long_courses(enrolments, year))


def in_long_courses(enrolments: Enrolments, year: int) -> BoolArray:
    """Return which officials are in a long course in a year."""
    scenario = enrolments.scenario
    away = np.zeros(len(scenario.roster), dtype=np.bool_)
    for course, start, rows in enrolments.intakes:
        runs = start <= year < start + scenario.spec.courses[course].duration
        if runs and scenario.spec.is_long(course):
            away[enrolments.official[rows]] = True
    return away


def by_unit(scenario: Scenario, mask: BoolArray) -> Ints:
    """Return how many of each unit are in the mask [officials]."""
    roster = scenario.roster
    return np.bincount(roster.unit[mask], minlength=len(roster.unit_names))
