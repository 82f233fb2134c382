"""Long courses: Σ over long courses running in a year ≤ limit, for each person."""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who can attend the course beside the long courses in progress."""
    catalogue = background.catalogue
    if not catalogue.is_long[course]:
        return np.ones(background.size, dtype=np.bool_)
    ok = background.long_limit > 0
    end = min(start + int(catalogue.duration[course]), catalogue.n_years)
    for year in range(start, end):
        ok &= background.long[:, year] < background.long_limit
    return ok


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return the paths with few enough long courses in every year."""
    catalogue = block.catalogue
    count = np.tile(np.asarray(block.long, dtype=np.int32), (len(starts), 1))
    rows = np.arange(len(starts))
    for at, item in enumerate(block.items):
        course = catalogue.items[item].course
        if not catalogue.is_long[course]:
            continue
        taken = starts[:, at] >= 0
        if not taken.any():
            continue
        for study in range(int(catalogue.duration[course])):
            year = starts[:, at] + study
            use = taken & (year < catalogue.n_years)
            count[rows[use], year[use]] += 1
    # Courses in progress alone may exceed the limit; nothing may be added then.
    limit = np.maximum(block.long_limit, np.asarray(block.long))
    return np.asarray((count <= limit).all(axis=1))
