"""What officials hold: the baseline and what completed courses have granted since."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.course import Course
from models.roster import BoolArray, Ints, Roster

Columns = dict[str, npt.NDArray[Any]]


def baseline(roster: Roster, officials: Ints) -> Columns:
    """Return a copy of the holdings of some officials on the baseline date."""
    return {name: column[officials].copy() for name, column in roster.columns.items()}


def add_grants(
    held: Columns, roster: Roster, course: Course, rows: npt.NDArray[Any]
) -> None:
    """Add to the holdings, in place, what a course grants to the given rows."""
    for grant in course.grants:
        column = held[grant.attribute]
        if grant.level is not None:
            level = int(roster.code(grant.attribute, grant.level))
            column[rows] = np.maximum(column[rows], level)
        else:
            assert grant.add is not None
            bits = np.uint64(roster.mask_of(grant.attribute, grant.add))
            column[rows] = column[rows] | bits


def grants_more(
    held: Mapping[str, npt.NDArray[Any]], roster: Roster, course: Course
) -> BoolArray:
    """Return for each row whether the course grants something not held yet.

    A course that grants nothing (participation only) always counts as more.
    """
    size = len(next(iter(held.values()))) if held else 0
    if not course.grants:
        return np.ones(size, dtype=np.bool_)
    more = np.zeros(size, dtype=np.bool_)
    for grant in course.grants:
        column = held[grant.attribute]
        if grant.level is not None:
            more |= column < int(roster.code(grant.attribute, grant.level))
        else:
            assert grant.add is not None
            bits = np.uint64(roster.mask_of(grant.attribute, grant.add))
            more |= (column & bits) != bits
    return more


def satisfied(
    held: Mapping[str, npt.NDArray[Any]],
    roster: Roster,
    condition: Condition,
    officials: Ints,
) -> BoolArray:
    """Return for each row whether the holdings satisfy a condition."""
    column = held[condition.attribute]
    attribute = roster.attributes[condition.attribute]
    if isinstance(attribute, SetOf):
        return np.asarray((column & roster.fitting_masks(condition)[officials]) != 0)
    if condition.at_least is not None:
        if isinstance(attribute, Ladder):
            level = attribute.levels.index(str(condition.at_least))
            return np.asarray(column >= level)
        return np.asarray(column >= float(condition.at_least))
    if condition.any_of is not None:
        codes = [roster.code(condition.attribute, value) for value in condition.any_of]
        return np.isin(column, codes)
    return np.asarray(column == condition.equals, dtype=np.bool_)
