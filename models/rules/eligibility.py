"""Eligibility: on 1 January of the start year only those whom the course admits.

Tested are service, the filter `who`, the age window, and requirements on flags,
categories and numbers. Ladders and sets change with training: see `prerequisites`.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from models import holdings
from models.attribute import Category, Ladder, SetOf
from models.condition import Condition
from models.enrolments import of_plan
from models.plan import PlanColumns
from models.roster import BoolArray, Ints, Roster
from models.scenario import Scenario
from models.violation import Texts, joined, sentences, violations_of

NAME = "eligibility"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return each condition that an enrolled official fails; one row per condition."""
    scenario = columns.scenario
    enrolments = of_plan(columns)
    tables = []
    for course, start, rows in enrolments.intakes:
        officials = enrolments.official[rows]
        for fails, reason in _failing(scenario, course, start, officials):
            if not fails.any():
                continue
            ids = scenario.roster.ids[officials[fails]]
            tables.append(
                violations_of(
                    NAME,
                    item=sentences(f"eligibility:{{}}/{course}@{start}", ids),
                    official=ids,
                    course=course,
                    year=start,
                    message=sentences(
                        f"{{}} cannot take {course}: {{}}", ids, reason[fails]
                    ),
                )
            )
    return joined(tables)


def _failing(
    scenario: Scenario, course: str, start: int, officials: Ints
) -> Iterator[tuple[BoolArray, Texts]]:
    """Yield for each condition who fails it, and why."""
    entry, roster = scenario.spec.courses[course], scenario.roster
    day, size = f"{start}-01-01", len(officials)
    serves = roster.serves_on(day)[officials]
    yield ~serves, _same(size, f"not serving on 1 January {start}")
    passes = roster.members(entry.who, scenario.spec.groups, day)[officials]
    yield ~passes, _same(size, f"fails the filter `{entry.who}` on 1 January {start}")
    if entry.age_min is not None or entry.age_max is not None:
        age = roster.age_on(day)[officials]
        text = sentences(f"aged {{}} on 1 January {start}, ", age)
        if entry.age_min is not None:
            yield age < entry.age_min, text + f"at least {entry.age_min} is required"
        if entry.age_max is not None:
            yield age > entry.age_max, text + f"at most {entry.age_max} is allowed"
    for condition in entry.requires:
        if isinstance(roster.attributes[condition.attribute], Ladder | SetOf):
            continue
        held = {condition.attribute: roster.columns[condition.attribute][officials]}
        met = holdings.satisfied(held, roster, condition, officials)
        yield ~met, _reason(roster, condition, officials)


def _reason(roster: Roster, condition: Condition, officials: Ints) -> Texts:
    name = condition.attribute
    column = roster.columns[name][officials]
    attribute = roster.attributes[name]
    if isinstance(attribute, Category):
        values = np.array(attribute.values, dtype=object)[column]
        wanted = ", ".join(condition.any_of or ())
        return sentences(f"{name} is {{}}, one of {wanted} is required", values)
    if condition.equals is not None:
        return _same(len(officials), f"{name} is not {str(condition.equals).lower()}")
    template = f"{name} is {{}}, at least {condition.at_least} is required"
    return sentences(template, column)


def _same(size: int, text: str) -> Texts:
    return np.full(size, text, dtype=object)
