"""Admission: who meets the terms of a course and serves long enough, as columns.

Read by checks, reports and comparisons. The rules, the constraints and the reference each
say it in their own words, so that a slip in one shows against the others.
"""

import numpy as np

from models.roster import BoolArray
from models.scenario import Scenario


def admitted(scenario: Scenario, course: str, start: int) -> BoolArray:
    """Return who serves from the start until the service owed is done and meets the terms.

    Filters, ages and service before are tested on 1 January of the start year. What the
    course requires beforehand and absences are left out.
    """
    roster, spec = scenario.roster, scenario.spec
    day, end = f"{start}-01-01", start + spec.courses[course].duration - 1
    terms = spec.terms(course, start)
    who = roster.serves_on(day) & roster.serves_until(end, terms.service_after.value)
    for text, _ in terms.who:
        who &= roster.members(text, spec.groups, day)
    age = roster.age_on(day)
    if terms.age_min is not None:
        who &= age >= terms.age_min.value
    if terms.age_max is not None:
        who &= age <= terms.age_max.value
    if terms.service_before is not None:
        who &= roster.served_before(start, terms.service_before.value)
    return np.asarray(who, dtype=np.bool_)
