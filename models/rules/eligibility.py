"""Eligibility: on 1 January of the start year only those whom the course admits.

Tested are service, filters, the age window, service before, and requirements on flags,
categories and numbers: those of the course and those of the law in force. Ladders and sets
change with training: see `prerequisites`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models import holdings
from models.attribute import Category, Ladder, SetOf
from models.condition import Condition
from models.enrolments import of_plan
from models.plan import PlanColumns
from models.roster import BoolArray, Ints, Roster
from models.scenario import Scenario
from models.violation import Texts, by_law, joined, sentences, violations_of

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
            failing = officials[fails]
            ids = scenario.roster.ids[failing]
            tables.append(
                violations_of(
                    NAME,
                    item=sentences(f"eligibility:{{}}/{course}@{start}", ids),
                    official=ids,
                    course=course,
                    year=start,
                    message=sentences(
                        f"{{}} cannot take {course}: {{}}", ids, reason(failing)
                    ),
                )
            )
    return joined(tables)


def _failing(
    scenario: Scenario, course: str, start: int, officials: Ints
) -> Iterator[tuple[BoolArray, Callable[[Ints], Texts]]]:
    """Yield for each condition who fails it, and what says why for those who do."""
    entry, roster = scenario.spec.courses[course], scenario.roster
    day = f"{start}-01-01"
    serves = roster.serves_on(day)[officials]
    yield ~serves, _same(f"not serving on 1 January {start}")
    terms = scenario.spec.terms(course, start)
    for who, source in terms.who:
        passes = roster.members(who, scenario.spec.groups, day)[officials]
        text = f"fails the filter `{who}` on 1 January {start}"
        yield ~passes, _same(text + by_law(source))
    age = roster.age_on(day)
    aged = f"aged {{}} on 1 January {start}, "
    if least := terms.age_min:
        text = aged + f"at least {least.value} is required{by_law(least.source)}"
        yield age[officials] < least.value, _filled(text, age)
    if most := terms.age_max:
        text = aged + f"at most {most.value} is allowed{by_law(most.source)}"
        yield age[officials] > most.value, _filled(text, age)
    if before := terms.service_before:
        served = roster.served_before(start, before.value)[officials]
        text = (
            f"serving since {{}}, {before.value} months before 1 January {start} are "
        )
        text += f"required{by_law(before.source)}"
        yield ~served, _filled(text, roster.joined)
    for condition in entry.requires:
        if isinstance(roster.attributes[condition.attribute], Ladder | SetOf):
            continue
        held = {condition.attribute: roster.columns[condition.attribute][officials]}
        met = holdings.satisfied(held, roster, condition, officials)
        yield ~met, partial(_reason, roster, condition)


def _reason(roster: Roster, condition: Condition, officials: Ints) -> Texts:
    name = condition.attribute
    column = roster.columns[name][officials]
    attribute = roster.attributes[name]
    if isinstance(attribute, Category):
        values = np.array(attribute.values, dtype=object)[column]
        wanted = ", ".join(condition.any_of or ())
        return sentences(f"{name} is {{}}, one of {wanted} is required", values)
    if condition.equals is not None:
        return _same(f"{name} is not {str(condition.equals).lower()}")(officials)
    template = f"{name} is {{}}, at least {condition.at_least} is required"
    return sentences(template, column)


def _same(text: str) -> Callable[[Ints], Texts]:
    return lambda officials: np.full(len(officials), text, dtype=object)


def _filled(template: str, column: npt.NDArray[Any]) -> Callable[[Ints], Texts]:
    return lambda officials: sentences(template, column[officials])
