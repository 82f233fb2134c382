"""Recruitment: one recruit for each vacancy, streams within their limits.

Whoever is not recruited cannot be enrolled, and what the table says of a recruit is what
the scenario says.
"""

from typing import Any

import numpy as np
import pandas as pd

from models.measures.recruits import recruits_by_stream
from models.plan import PlanColumns
from models.plan_of import recruits_of
from models.roster import Ints
from models.violation import joined, sentences, violations_of

NAME = "recruitment"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return recruits who cannot be, vacancies, limits broken, and ghosts on courses."""
    if not columns.scenario.roster.potential:
        return _unknown(columns)
    return joined(
        [
            _unknown(columns),
            _differing(columns),
            _vacancies(columns),
            _limits(columns),
            _not_recruited(columns),
        ]
    )


def _unknown(columns: PlanColumns) -> pd.DataFrame:
    rows = np.flatnonzero(columns.recruit < 0)
    ids = columns.recruits["official"].to_numpy(dtype=object)[rows].astype(str)
    ids = ids.astype(object)
    template = "recruits, row {}: nobody called `{}` can be recruited"
    # As a spreadsheet numbers them: row 1 names the columns.
    return violations_of(
        NAME,
        item=sentences("recruit:{}", ids),
        official=ids,
        message=sentences(template, rows + 2, ids),
    )


def _differing(columns: PlanColumns) -> pd.DataFrame:
    rows = np.flatnonzero(columns.recruit >= 0)
    given = columns.recruits.iloc[rows]
    right = recruits_of(columns.scenario, columns.recruit[rows])
    tables = []
    for name in ("stream", "year", "unit", "cost"):
        by_plan = given[name].to_numpy(dtype=object)
        by_scenario = right[name].to_numpy(dtype=object)
        wrong = np.flatnonzero(by_plan != by_scenario)
        template = (
            f"recruit {{}}: the {name} is {{}} by the plan, but {{}} by the scenario"
        )
        ids = right["official"].to_numpy(dtype=object)[wrong]
        tables.append(
            violations_of(
                NAME,
                item=sentences("recruit:{}", ids),
                official=ids,
                year=right["year"].to_numpy()[wrong],
                message=sentences(template, ids, by_plan[wrong], by_scenario[wrong]),
            )
        )
    return joined(tables)


def _vacancies(columns: PlanColumns) -> pd.DataFrame:
    """Compare the recruits of each vacancy with the one there is to be."""
    scenario = columns.scenario
    width, named = len(scenario.stream_ids), scenario.roster.named
    behind = columns.recruit[columns.recruit >= 0] - named
    number = np.bincount(behind // width, minlength=len(scenario.vacancies))
    wrong = np.flatnonzero(number != 1)
    first: Ints = named + wrong * width
    # The name of a vacancy is that of its recruits without their stream.
    stream = scenario.stream_ids[0]
    names = np.array(
        [str(name).removesuffix(f"-{stream}") for name in scenario.roster.ids[first]],
        dtype=object,
    )
    units = np.array(scenario.roster.unit_names, dtype=object)
    return violations_of(
        NAME,
        item=sentences("vacancy:{}", names),
        year=scenario.vacancies.year[wrong],
        unit=units[scenario.roster.unit[first]],
        value=number[wrong].astype(np.float64),
        limit=1.0,
        message=sentences(
            "vacancy {} has {} recruits, one is required", names, number[wrong]
        ),
    )


def _limits(columns: PlanColumns) -> pd.DataFrame:
    scenario = columns.scenario
    assert scenario.spec.recruitment is not None
    number = recruits_by_stream(columns)
    tables = []
    for name, stream in scenario.spec.recruitment.streams.items():
        for year in scenario.spec.horizon.years:
            found = number[name, year]
            fewest = stream.limits.min.at(year) or 0
            most = None if stream.limits.max is None else stream.limits.max.at(year)
            limit: Any = None
            if found < fewest:
                limit, words = fewest, f"at least {fewest} are required"
            elif most is not None and found > most:
                limit, words = most, f"at most {most} are allowed"
            if limit is None:
                continue
            tables.append(
                violations_of(
                    NAME,
                    item=f"recruits:{name}@{year}",
                    year=year,
                    value=float(found),
                    limit=float(limit),
                    message=f"recruits of {name} in {year}: {found}, {words}",
                )
            )
    return joined(tables)


def _not_recruited(columns: PlanColumns) -> pd.DataFrame:
    rows = np.flatnonzero(columns.official >= 0)
    rows = rows[~columns.there[columns.official[rows]]]
    ids, courses = columns.texts("official", rows), columns.texts("course", rows)
    return violations_of(
        NAME,
        item=sentences("recruit:{}/{}", ids, courses),
        official=ids,
        course=courses,
        year=columns.start[rows],
        message=sentences("{} is enrolled in {} but not recruited", ids, courses),
    )
