"""Intake open: the course is offered in the start year and ends within the horizon."""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.catalogue import Catalogue


def is_open(catalogue: Catalogue, course: int, start: int) -> bool:
    """Return whether the course has an intake in a year (position) of the horizon."""
    entry = catalogue.courses[course]
    if start + entry.duration > catalogue.n_years:
        return False
    year = catalogue.first + start
    return not any(
        limit is not None and limit.at(year) == 0
        for limit in (entry.classes, entry.seats)
    )


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return everybody if there is an intake, else nobody."""
    is_there = is_open(background.catalogue, course, start)
    return np.full(background.size, is_there, dtype=np.bool_)
