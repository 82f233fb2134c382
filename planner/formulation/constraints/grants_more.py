"""Grants more: a course that grants something grants something not yet held."""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts
from planner.formulation.catalogue import NEVER


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who lacks something the course grants, courses in progress included."""
    facts = background.catalogue.granted[course]
    if not facts:
        return np.ones(background.size, dtype=np.bool_)
    lacking = np.zeros(background.size, dtype=np.bool_)
    for fact in facts:
        lacking |= background.held_from[:, fact] > start
    return lacking


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return the paths in which each course still grants something at its start."""
    catalogue = block.catalogue
    ok = np.ones(len(starts), dtype=np.bool_)
    for at in range(len(block.items)):
        facts = block.grants[at]
        if not facts:
            continue
        redundant = starts[:, at] >= 0
        if not redundant.any():
            continue
        for fact, held_from in facts:
            first_held = np.full(len(starts), held_from, dtype=np.int16)
            for other, giver in enumerate(block.items):
                course = catalogue.items[giver].course
                if other == at or not catalogue.grants_fact[fact, course]:
                    continue
                after = starts[:, other] + catalogue.duration[course]
                first_held = np.minimum(
                    first_held, np.where(starts[:, other] >= 0, after, NEVER)
                )
            redundant &= first_held <= starts[:, at]
        ok &= ~redundant
    return ok
