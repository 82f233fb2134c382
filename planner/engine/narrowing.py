"""Narrowing: a programme with some columns fixed -> the smaller one that is left.

A closed intake leaves no choice to whoever could have joined it. Where most classes are
fixed, two thirds of the columns and half of the rows go, and with them most of the time of
its relaxations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.engine.solver import Bounds, Floats, Term
from planner.formulation.matrix import Matrix

_NONE = 1e-9
"""Room of a row that counts as none."""


@dataclass(frozen=True)
class Narrowed:
    """What is left of a programme."""

    matrix: Matrix
    columns: npt.NDArray[np.int64]
    """Column of the whole programme, for each that is left."""
    fixed: Floats
    """Value of each column of the whole programme; of no meaning for those left."""

    def terms(self, terms: Sequence[Term]) -> tuple[list[Term], float]:
        """Return terms over what is left, and what the fixed columns add up to."""
        place = {column: at for at, column in enumerate(self.columns.tolist())}
        left = [(place[column], value) for column, value in terms if column in place]
        settled = sum(
            value * float(self.fixed[column])
            for column, value in terms
            if column not in place
        )
        return left, settled


def narrowed(matrix: Matrix, bounds: Bounds) -> Narrowed:
    """Return what is left of a programme with other bounds of some columns."""
    lower, upper = np.array(matrix.lower, float), np.array(matrix.upper, float)
    for column, (low, high) in bounds.items():
        lower[column], upper[column] = low, high
    row_lower, row_upper = np.array(matrix.row_lower), np.array(matrix.row_upper)
    of = np.repeat(np.arange(matrix.n_rows), np.diff(matrix.row_starts))
    columns = np.array(matrix.indices, dtype=np.int64)
    values = np.array(matrix.values)

    def total(terms: Floats) -> Floats:
        # Without any terms numpy counts in whole numbers.
        return np.bincount(of, terms, minlength=matrix.n_rows).astype(float)

    while True:
        low, high = values * lower[columns], values * upper[columns]
        least, most = total(np.minimum(low, high)), total(np.maximum(low, high))
        free = lower[columns] < upper[columns]
        # In a row without room every term is where the row forces it.
        at_least = free & (least >= row_upper - _NONE)[of]
        at_most = free & (most <= row_lower + _NONE)[of] & ~at_least
        if not at_least.any() and not at_most.any():
            break
        forced = np.where(at_least, values > 0, values < 0)
        for at, to in ((forced, lower), (~forced, upper)):
            chosen = columns[(at_least | at_most) & at]
            lower[chosen] = upper[chosen] = to[chosen]
    kept = np.flatnonzero((least < row_lower - _NONE) | (most > row_upper + _NONE))
    settled = total(np.where(free, 0.0, low))
    entries = free & np.isin(of, kept)
    left = np.flatnonzero(lower < upper)
    place = np.zeros(matrix.n_columns, dtype=np.int64)
    place[left] = np.arange(len(left))
    counts = np.bincount(of[entries], minlength=matrix.n_rows)[kept]
    return Narrowed(
        Matrix(
            lower=lower[left].tolist(),
            upper=upper[left].tolist(),
            integer=np.array(matrix.integer)[left].tolist(),
            column_names=[matrix.column_names[at] for at in left],
            row_lower=(row_lower - settled)[kept].tolist(),
            row_upper=(row_upper - settled)[kept].tolist(),
            row_names=[matrix.row_names[at] for at in kept],
            row_starts=[0, *np.cumsum(counts).tolist()],
            indices=place[columns[entries]].tolist(),
            values=values[entries].tolist(),
        ),
        left,
        lower,
    )
