"""Eligibility: only those whom the course admits on 1 January of the start year."""

import numpy as np

from models.holdings import satisfied
from models.roster import BoolArray
from planner.formulation.background import Background


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who may start the course in a year (position) of the horizon.

    Requirements on ladders and sets are left to `prerequisites`, as courses change them.
    """
    catalogue = background.catalogue
    roster = background.roster
    entry = catalogue.courses[course]
    year = catalogue.first + start
    day = f"{year}-01-01"
    groups = background.scenario.spec.groups
    terms = background.scenario.spec.terms(catalogue.course_name(course), year)
    mask = roster.serves_on(day).copy()
    for who, _ in terms.who:
        mask &= roster.members(who, groups, day)
    if terms.age_min is not None:
        mask &= roster.age_on(day) >= terms.age_min.value
    if terms.age_max is not None:
        mask &= roster.age_on(day) <= terms.age_max.value
    if terms.service_before is not None:
        mask &= roster.served_before(year, terms.service_before.value)
    everyone = np.arange(len(roster))
    for condition in entry.requires:
        if not catalogue.is_dynamic(condition):
            mask &= satisfied(roster.columns, roster, condition, everyone)
    return mask
