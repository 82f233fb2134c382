"""Prerequisites: what a course requires on ladders and sets is held when it starts.

Held on 1 January of the start year are the baseline, courses in progress and new courses
completed in an earlier year.
"""

import numpy as np
import pandas as pd

from models import holdings
from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.enrolments import held_at_start, with_running
from models.plan import PlanColumns
from models.roster import BoolArray, Roster
from models.scenario import Scenario
from models.violation import Texts, joined, sentences, violations_of

NAME = "prerequisites"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return each requirement that an enrolled official does not hold at the start."""
    scenario = columns.scenario
    required = _required(scenario)
    enrolments = with_running(columns)
    tables = []
    for course, start, rows, held in held_at_start(enrolments, set(required)):
        officials = enrolments.official[rows]
        for condition in required[course]:
            met = holdings.satisfied(held, scenario.roster, condition, officials)
            if met.all():
                continue
            ids = scenario.roster.ids[officials[~met]]
            reason = _reason(scenario.roster, condition, held, ~met)
            template = f"{{}} cannot take {course} in {start}: {{}}"
            tables.append(
                violations_of(
                    NAME,
                    item=sentences(f"prerequisites:{{}}/{course}@{start}", ids),
                    official=ids,
                    course=course,
                    year=start,
                    message=sentences(template, ids, reason),
                )
            )
    return joined(tables)


def _required(scenario: Scenario) -> dict[str, list[Condition]]:
    """Return the requirements on ladders and sets of the courses that have some."""
    required = {
        name: [
            condition
            for condition in course.requires
            if isinstance(
                scenario.roster.attributes[condition.attribute], Ladder | SetOf
            )
        ]
        for name, course in scenario.spec.courses.items()
    }
    return {name: conditions for name, conditions in required.items() if conditions}


def _reason(
    roster: Roster, condition: Condition, held: holdings.Columns, rows: BoolArray
) -> Texts:
    name = condition.attribute
    attribute = roster.attributes[name]
    if isinstance(attribute, Ladder):
        levels = np.array(attribute.levels, dtype=object)[held[name][rows]]
        template = f"{name} is {{}}, at least {condition.at_least} is required"
        return sentences(template, levels)
    if condition.any_of is not None:
        reason = f"{name} has none of {', '.join(condition.any_of)}"
    else:
        reason = f"{name} has nothing that fits {condition.fits}"
    return np.full(int(rows.sum()), reason, dtype=object)
