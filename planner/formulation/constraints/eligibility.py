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
    day = f"{catalogue.first + start}-01-01"
    mask = roster.serves_on(day) & roster.members(
        entry.who, background.scenario.spec.groups, day
    )
    if entry.age_min is not None:
        mask &= roster.age_on(day) >= entry.age_min
    if entry.age_max is not None:
        mask &= roster.age_on(day) <= entry.age_max
    everyone = np.arange(len(roster))
    for condition in entry.requires:
        if not catalogue.is_dynamic(condition):
            mask &= satisfied(roster.columns, roster, condition, everyone)
    return mask
