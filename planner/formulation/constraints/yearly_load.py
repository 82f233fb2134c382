"""Yearly load: Σ over courses of weeks away in a year ≤ limit, for each person."""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who can bear the course beside the courses in progress."""
    ok = np.ones(background.size, dtype=np.bool_)
    for study, weeks in enumerate(background.catalogue.weeks[course]):
        year = start + study
        if weeks and year < background.catalogue.n_years:
            ok &= background.load[:, year] + weeks <= background.load_limit
    return ok


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return the paths whose load stays within the limit in every year."""
    catalogue = block.catalogue
    load = np.tile(np.asarray(block.load, dtype=np.int32), (len(starts), 1))
    rows = np.arange(len(starts))
    for at, item in enumerate(block.items):
        taken = starts[:, at] >= 0
        if not taken.any():
            continue
        for study, weeks in enumerate(catalogue.weeks[catalogue.items[item].course]):
            year = starts[:, at] + study
            use = taken & (year < catalogue.n_years)
            load[rows[use], year[use]] += weeks
    # A year over the limit without any new course is no fault of the path.
    limit = np.maximum(block.load_limit, np.asarray(block.load))
    return np.asarray((load <= limit).all(axis=1))
