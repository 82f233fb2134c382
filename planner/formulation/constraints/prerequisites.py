"""Prerequisites: what a course requires is held before its start year.

For each required fact, with its givers d: x[o,c,t] ≤ held before t, or Σ over givers that
end before t of x[o,d,s].
"""

import numpy as np

from models.roster import BoolArray
from planner.formulation.blocks import Block, Starts
from planner.formulation.catalogue import NEVER


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return the paths in which each start comes after all that it requires."""
    catalogue = block.catalogue
    ok = np.ones(len(starts), dtype=np.bool_)
    for at in range(len(block.items)):
        for requirement in block.requirements[at]:
            first_held = np.full(len(starts), requirement.held_from, dtype=np.int16)
            for giver in requirement.givers:
                course = catalogue.items[block.items[giver]].course
                after = starts[:, giver] + catalogue.duration[course]
                first_held = np.minimum(
                    first_held, np.where(starts[:, giver] >= 0, after, NEVER)
                )
            ok &= (starts[:, at] < 0) | (first_held <= starts[:, at])
    return ok
