"""Paths: all combinations of starts that the personal rules allow one official."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from models.roster import BoolArray
from planner.formulation.blocks import Block, Starts
from planner.formulation.constraints import PATH_RULES

Years = tuple[int, ...]
Absence = tuple[int, Years]
"""(block, years in which it is away, but for those in which it is away already)."""
_AT_ONCE = 200
"""Partial paths up to which items are added before the rules are looked at: 1.8 instead
of 4.5 s for two lists of 961 blocks."""
PATH_LIMIT = 60_000
"""More paths than this are not listed; the block is then handled by arcs."""


def enumerate_paths(block: Block, limit: int = PATH_LIMIT) -> Starts | None:
    """Return every allowed path of a block, or None if there are more than `limit`.

    Items are added one by one, or several at once while there are few, and what a rule
    forbids is dropped at once: no rule that is broken by some starts is mended by further
    ones, except decisions, and prerequisites whose givers come later; these are tested on
    whole paths. The empty path, if allowed, comes first.
    """
    settled = _settled_early(block)
    partial: Starts = np.full((1, 0), -1, dtype=np.int8)
    growing = {name: rule for name, rule in PATH_RULES.items() if name != "decisions"}
    options = [
        [-1, *(year for year in range(block.catalogue.n_years) if mask >> year & 1)]
        for mask in block.masks
    ]
    while partial.shape[1] < len(options):
        grown = _with_item(partial, options[partial.shape[1]])
        if len(grown) > 20 * limit:
            return None
        while grown.shape[1] < len(options) and len(grown) < _AT_ONCE:
            grown = _with_item(grown, options[grown.shape[1]])
        whole = np.full((len(grown), len(block.items)), -1, dtype=np.int8)
        whole[:, : grown.shape[1]] = grown
        allowed = np.ones(len(grown), dtype=np.bool_)
        for rule in growing.values():
            allowed &= rule(settled, whole)
        partial = grown[allowed]
        if len(partial) > limit:
            return None
    for name in ("prerequisites", "decisions"):
        partial = partial[PATH_RULES[name](block, partial)]
    return partial


def _with_item(partial: Starts, options: list[int]) -> Starts:
    """Return every partial path with each start of one item more."""
    starts = np.tile(np.array(options, dtype=np.int8), len(partial))
    return np.column_stack([np.repeat(partial, len(options), axis=0), starts])


def _settled_early(block: Block) -> Block:
    """Return the block with those requirements only whose givers all come before."""
    return replace(
        block,
        requirements=tuple(
            tuple(entry for entry in needed if max(entry.givers, default=-1) < at)
            for at, needed in enumerate(block.requirements)
        ),
    )


def attains(block: Block, starts: Starts) -> npt.NDArray[np.bool_]:
    """Return (path, need): whether the path attains each measurement of the block."""
    result = np.zeros((len(starts), len(block.needs)), dtype=np.bool_)
    for column, need in enumerate(block.needs):
        attained: BoolArray = np.ones(len(starts), dtype=np.bool_)
        for part in need.parts:
            given = np.zeros(len(starts), dtype=np.bool_)
            for at, mask in part:
                bit = np.left_shift(1, np.maximum(starts[:, at], 0).astype(np.int64))
                given |= (starts[:, at] >= 0) & ((bit & mask) != 0)
            attained &= given
        result[:, column] = attained
    return result


def away(block: Block, starts: Starts) -> npt.NDArray[np.bool_]:
    """Return (path, year): whether the path is in a long course.

    Never in years in which a course in progress keeps its officials away already: they
    are counted there.
    """
    catalogue = block.catalogue
    result = np.zeros((len(starts), catalogue.n_years), dtype=np.bool_)
    for at, item in enumerate(block.items):
        course = catalogue.items[item].course
        if not catalogue.is_long[course]:
            continue
        for study in range(int(catalogue.duration[course])):
            year = starts[:, at] + study
            rows = np.flatnonzero((starts[:, at] >= 0) & (year < catalogue.n_years))
            result[rows, year[rows]] = True
    result[:, np.asarray(block.long) > 0] = False
    return result


def years_away(block: Block, starts: Starts) -> list[Years]:
    """Return for each path the years (positions) in which it is away."""
    return [tuple(np.flatnonzero(row).tolist()) for row in away(block, starts)]
