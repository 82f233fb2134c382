"""Dive: whole numbers of classes from the linear relaxation, a few at a time.

Classes are what makes the problem hard; with their numbers whole, people are nearly whole
by themselves. Many numbers can be rounded at once without loss, because the relaxation
moves officials to other years. Where none can, each of a few is tried both ways and the
least costly is kept.

References
----------
.. [1] Berthold (2006), Primal heuristics for mixed integer programs, diploma thesis,
   Technische Universität Berlin, chapter 3 (diving).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.engine.relaxation import Relaxation
from planner.engine.solver import Floats, Lock, Term
from planner.formulation.formulation import Formulation

_TRIED = 4
"""Numbers of classes that are tried both ways when rounding costs something."""
_FREE = 1e-6
"""Rise of the objective that counts as none, relative to its size [-]."""
_NEAR = 0.6
"""Numbers of classes that the relaxation moves by less stay as they were."""


def dive(
    formulation: Formulation,
    objective: Sequence[Term],
    locks: Sequence[Lock],
    near: Mapping[tuple[int, int], int] | None = None,
) -> dict[tuple[int, int], int] | None:
    """Return the number of classes of every intake; None if the dive ends nowhere.

    Parameters
    ----------
    near
        Numbers of classes of a similar scenario: those that the relaxation hardly moves
        are taken over, which makes the dive several times shorter.
    """
    return _Dive(formulation, objective, locks).run(near or {})


class _Dive:
    def __init__(
        self,
        formulation: Formulation,
        objective: Sequence[Term],
        locks: Sequence[Lock],
    ) -> None:
        matrix = formulation.matrix
        self.intakes = list(formulation.shared.classes)
        self.columns = list(formulation.shared.classes.values())
        self.lower = [matrix.lower[column] for column in self.columns]
        self.upper = [matrix.upper[column] for column in self.columns]
        self.relaxation = Relaxation(matrix, objective, locks, self.columns)

    def run(
        self, near: Mapping[tuple[int, int], int]
    ) -> dict[tuple[int, int], int] | None:
        reached = self.relaxation.solve()
        if near and reached is not None:
            reached = self._take_over(near) or reached
        while reached is not None:
            values = self.relaxation.values(self.columns)
            away = np.abs(values - np.round(values))
            broken = np.flatnonzero(away > 1e-6)
            if not len(broken):
                numbers = np.round(values).astype(int).tolist()
                return dict(zip(self.intakes, numbers, strict=True))
            nearest = broken[np.argsort(away[broken], kind="stable")]
            allowed = reached + max(1e-3, _FREE * abs(reached))
            fixed = self._round_many(values, nearest.tolist(), allowed)
            reached = (
                self._try_few(values, nearest.tolist()) if fixed is None else fixed
            )
        return None

    def _take_over(self, near: Mapping[tuple[int, int], int]) -> float | None:
        """Fix what the relaxation hardly moves; None, and nothing, if that cannot be."""
        values = self.relaxation.values(self.columns)
        free = list(self.lower), list(self.upper)
        for at, intake in enumerate(self.intakes):
            number = float(near.get(intake, 0))
            allowed = self.lower[at] <= number <= self.upper[at]
            if allowed and abs(values[at] - number) < _NEAR:
                self.lower[at] = self.upper[at] = number
                self._release(at)
        reached = self.relaxation.solve()
        if reached is None:
            self.lower, self.upper = free
            for at in range(len(self.columns)):
                self._release(at)
            self.relaxation.solve()
        return reached

    def _round_many(
        self, values: Floats, nearest: list[int], allowed: float
    ) -> float | None:
        """Round as many as cost nothing; return the objective, None if there are none."""
        count = max(1, len(nearest) // 2)
        while True:
            chosen = nearest[:count]
            for at in chosen:
                number = float(round(values[at]))
                self.relaxation.bound(self.columns[at], number, number)
            reached = self.relaxation.solve()
            if reached is not None and reached <= allowed:
                for at in chosen:
                    self.lower[at] = self.upper[at] = float(round(values[at]))
                return reached
            for at in chosen:
                self._release(at)
            if count == 1:
                return None
            count = count // 4 if count > 4 else count // 2

    def _try_few(self, values: Floats, nearest: list[int]) -> float | None:
        """Fix the one number that costs least; None if nothing is possible."""
        tried = nearest[: _TRIED // 2] + nearest[_TRIED // 2 :][-_TRIED // 2 :]
        best: tuple[float, float, int, float] | None = None
        for at in tried:
            for number in (float(np.floor(values[at])), float(np.ceil(values[at]))):
                if not self.lower[at] <= number <= self.upper[at]:
                    continue
                self.relaxation.bound(self.columns[at], number, number)
                reached = self.relaxation.solve()
                self._release(at)
                if reached is not None:
                    key = (round(reached, 4), abs(number - values[at]), at, number)
                    best = key if best is None else min(best, key)
        if best is None:
            return None
        _, _, at, number = best
        self.lower[at] = self.upper[at] = number
        self._release(at)
        return self.relaxation.solve()

    def _release(self, at: int) -> None:
        self.relaxation.bound(self.columns[at], self.lower[at], self.upper[at])
