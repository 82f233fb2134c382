"""Decisions: pinned enrolments are in every plan, refused ones in none."""

import numpy as np

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return whom no decision keeps out of this start."""
    pins = background.scenario.pins
    year = background.catalogue.first + start
    refused = (
        ~pins.enrol
        & (pins.course == course)
        & ((pins.start_year == year) | (pins.start_year == 0))
    )
    ok = np.ones(background.size, dtype=np.bool_)
    ok[pins.official[refused]] = False
    return ok


def allows_path(block: Block, starts: Starts) -> BoolArray:
    """Return the paths that contain every pinned enrolment of the block."""
    ok = np.ones(len(starts), dtype=np.bool_)
    for items, years in block.pinned:
        taken = starts[:, items]
        bit = np.left_shift(1, np.maximum(taken, 0).astype(np.int64))
        ok &= ((taken >= 0) & ((bit & years) != 0)).any(axis=1)
    return ok
