"""Whole numbers for a table of officials: every count exact, the rest near its likelihood.

A row of the table is a profile (officials alike in everything decided so far, of known
number), a column is a combination of the values to decide. Cells that belong to the same
counts are treated as one class. Iterative proportional fitting gives each class its
expected number; an integer programme finds the whole numbers nearest to it that meet every
row and every count; each class is then dealt out to its cells in proportion.
"""

from collections.abc import Sequence

import numpy as np

from planner.synthesis.whole_numbers import (
    Ban,
    Classes,
    Floats,
    Ints,
    Margin,
    contradiction,
    nearest,
)

_SWEEPS = 2_000


def fit(
    likelihood: Floats,
    totals: Ints,
    margins: Sequence[Margin],
    bans: Sequence[Ban],
    rng: np.random.Generator,
) -> Ints:
    """Return the officials in each cell (profile x combination) [officials].

    Parameters
    ----------
    likelihood
        Relative likelihood of each combination within its profile; 0 means that it cannot
        occur [-].
    totals
        Officials of each profile [officials].
    margins
        Counts, met exactly.
    bans
        Cells left empty.
    rng
        Decides between equally near tables.

    Raises
    ------
    ValueError
        If no table of whole numbers meets all counts; the message names a smallest set of
        counts and assumptions that contradict one another.
    """
    classes = _group(likelihood, margins, bans)
    likely = np.bincount(classes.of_cell, likelihood.ravel()).astype(np.float64)
    likely[classes.banned.any(axis=1)] = 0.0
    expected = _scaled(likely, classes, totals, margins)
    noise = rng.integers(1_000, 1_100, len(likely))  # decides ties
    for reach in (0, 2, None):
        whole = nearest(classes, totals, margins, expected, reach, noise)
        if whole is not None:
            return _dealt(likelihood, classes, whole, rng)
    raise ValueError(contradiction(classes, totals, margins, bans))


def _group(
    likelihood: Floats, margins: Sequence[Margin], bans: Sequence[Ban]
) -> Classes:
    profiles, combinations = likelihood.shape
    keys = [np.repeat(np.arange(profiles), combinations), likelihood.ravel() > 0]
    keys += [margin.cells.ravel() for margin in margins]
    keys += [ban.cells.ravel() for ban in bans]
    table, of_cell = np.unique(
        np.column_stack(keys).astype(np.int64), axis=0, return_inverse=True
    )
    at = 2 + len(margins)
    return Classes(
        of_cell=of_cell.reshape(-1),
        profile=table[:, 0],
        possible=table[:, 1] > 0,
        counted=table[:, 2:at] > 0,
        banned=table[:, at:] > 0,
    )


def _scaled(
    likely: Floats, classes: Classes, totals: Ints, margins: Sequence[Margin]
) -> Floats:
    """Scale likelihoods in turn to every row and count until they agree.

    Counts that contradict one another do not converge; the integer programme says so.
    """
    everybody = float(totals.sum())
    expected = likely
    for _ in range(_SWEEPS):
        before = expected
        rows = np.bincount(classes.profile, expected, minlength=len(totals))
        factor = np.divide(totals, rows, out=np.zeros_like(rows), where=rows > 0)
        expected = expected * factor[classes.profile]
        for at, margin in enumerate(margins):
            inside = classes.counted[:, at]
            here = float(expected[inside].sum())
            rest = float(expected[~inside].sum())
            # Both sides are scaled, as the number of officials is known as well.
            if here > 0 and rest > 0:
                expected = np.where(
                    inside,
                    expected * (margin.count / here),
                    expected * (max(everybody - margin.count, 0.0) / rest),
                )
        if np.abs(expected - before).max(initial=0.0) < 1e-9 * max(everybody, 1.0):
            break
    return expected


def _dealt(
    likelihood: Floats, classes: Classes, whole: Ints, rng: np.random.Generator
) -> Ints:
    """Deal each class out to its cells: systematic rounding from a random start."""
    weight = likelihood.ravel()
    order = np.argsort(classes.of_cell, kind="stable")
    label = classes.of_cell[order]
    start = rng.random(len(whole)) * 0.999  # so that rounding cannot add one at the end
    running = np.cumsum(weight[order])
    last = np.flatnonzero(np.append(label[1:] != label[:-1], True))
    before = np.append(0.0, running[last[:-1]])
    size = running[last] - before
    share = np.divide(
        running - before[label],
        size[label],
        out=np.ones_like(running),
        where=size[label] > 0,
    )
    share[last] = 1.0  # exactly, so that each class keeps its number
    steps = np.floor(share * whole[label] + start[label]).astype(np.int64)
    previous = np.append(0, steps[:-1])
    first = np.append(0, last[:-1] + 1)
    previous[first] = 0
    result = np.zeros(len(weight), dtype=np.int64)
    result[order] = steps - previous
    return result.reshape(likelihood.shape)
