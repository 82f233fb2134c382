"""Rounding: whole numbers of classes with few solves of the relaxation.

As in a `dive`, many numbers are rounded at once where that costs nothing. Where it does,
the one nearest to whole is rounded to the side that costs less; no others are tried for
comparison. The solver gives up a trial as soon as it is worse than what is known, and what
is fixed from the start leaves a smaller programme (`narrowing`). One rounding is not as
reliable as a dive; several from different starts are, and still quicker.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.engine.narrowing import narrowed
from planner.engine.relaxation import Relaxation
from planner.engine.solver import Bounds, Floats, Term
from planner.formulation.matrix import INFINITY, Matrix

_FREE = 1e-6
"""Rise of the objective that counts as none, relative to its size [-]."""
_WHOLE = 1e-6
"""Distance from a whole number that counts as none."""


@dataclass(frozen=True)
class Rounded:
    """Whole numbers that a relaxation can keep."""

    value: float
    """Least value of the objective with them."""
    numbers: dict[int, int]
    """Column -> number."""


def round_off(
    matrix: Matrix,
    objective: Sequence[Term],
    columns: Sequence[int],
    bounds: Bounds,
) -> Rounded | None:
    """Return whole numbers for some columns; None if the rounding ends nowhere.

    Parameters
    ----------
    bounds
        Bounds of columns that replace those of the matrix.
    """
    left = narrowed(matrix, bounds)
    terms, settled = left.terms(objective)
    asked = np.flatnonzero(np.isin(left.columns, columns))
    found = _Rounding(left.matrix, terms, asked.tolist(), settled).run()
    if found is None:
        return None
    value, numbers = found
    left.fixed[left.columns[asked]] = numbers
    whole = np.round(left.fixed[list(columns)]).astype(int).tolist()
    return Rounded(value + settled, dict(zip(columns, whole, strict=True)))


class _Rounding:
    def __init__(
        self, matrix: Matrix, objective: list[Term], columns: list[int], settled: float
    ) -> None:
        self.relaxation = Relaxation(matrix, objective, (), columns)
        self.columns = columns
        self.lower = [matrix.lower[column] for column in columns]
        self.upper = [matrix.upper[column] for column in columns]
        self.settled = settled

    def run(self) -> tuple[float, Floats] | None:
        reached = self.relaxation.solve()
        while reached is not None:
            values = self.relaxation.values(self.columns)
            away = np.abs(values - np.round(values))
            broken = np.flatnonzero(away > _WHOLE)
            if not len(broken):
                return reached, values
            nearest = broken[np.argsort(away[broken], kind="stable")].tolist()
            free = reached + max(1e-3, _FREE * abs(reached + self.settled))
            fixed = self._round_many(values, nearest, free)
            reached = self._round(values, nearest[0], free) if fixed is None else fixed
        return None

    def _round_many(
        self, values: Floats, nearest: list[int], free: float
    ) -> float | None:
        """Round several at no cost; return the objective, None if that cannot be."""
        count = len(nearest) // 2
        while count > 1:
            chosen = nearest[:count]
            for at in chosen:
                self._set(at, float(round(values[at])))
            reached = self.relaxation.solve(free)
            if reached is not None:
                for at in chosen:
                    self.lower[at] = self.upper[at] = float(round(values[at]))
                return reached
            for at in chosen:
                self.relaxation.bound(self.columns[at], self.lower[at], self.upper[at])
            count //= 4 if count > 4 else 2
        return None

    def _round(self, values: Floats, at: int, free: float) -> float | None:
        """Round one to the side that costs less; None if neither is possible."""
        near = float(round(values[at]))
        far = near + (1 if values[at] > near else -1)
        least, number = INFINITY, near
        for side in (near, far):
            self._set(at, side)
            reached = self.relaxation.solve(least)
            if reached is not None:
                least, number = reached, side
            if least <= free:
                break
        if least == INFINITY:
            return None
        self.lower[at] = self.upper[at] = number
        self._set(at, number)
        return self.relaxation.solve()

    def _set(self, at: int, number: float) -> None:
        self.relaxation.bound(self.columns[at], number, number)
