"""Once per course: Σ over starts of x[o,c] ≤ 1; a repeatable course once a year.

Paths hold one start per item by construction; what remains are courses in progress.
"""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who does not attend the course already (repeatable: that same year)."""
    if background.catalogue.courses[course].repeatable:
        return np.ones(background.size, dtype=np.bool_)
    return ~background.is_running(course)


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return which paths take no course twice (two items of one course, one start)."""
    ok = np.ones(len(starts), dtype=np.bool_)
    for a, one in enumerate(block.items):
        for b in range(a):
            if block.catalogue.items[block.items[b]] == block.catalogue.items[one]:
                ok &= (starts[:, a] < 0) | (starts[:, b] < 0)
    return ok
