"""Relaxation: a linear programme kept by the solver while bounds of columns change.

A change of a few bounds is solved again from the last basis in milliseconds, which the
one-off door (`solver`) does not offer for GLOP.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.linear_solver import pywraplp

from planner.engine.solver import Floats, Lock, Term
from planner.formulation.matrix import INFINITY, Matrix

_PARAMETERS = "use_dual_simplex: true use_preprocessing: false"


class Relaxation:
    """The linear relaxation of a programme with one objective and some locks."""

    def __init__(
        self, matrix: Matrix, objective: Sequence[Term], locks: Sequence[Lock]
    ) -> None:
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        self._parameters = pywraplp.MPSolverParameters()
        self._parameters.SetIntegerParam(
            self._parameters.INCREMENTALITY, self._parameters.INCREMENTALITY_ON
        )
        solver.SetSolverSpecificParametersAsString(_PARAMETERS)
        infinity: float = solver.infinity()

        def finite(value: float) -> float:
            if value == INFINITY:
                return infinity
            return -infinity if value == -INFINITY else value

        self._columns = [
            solver.NumVar(low, finite(high), "")
            for low, high in zip(matrix.lower, matrix.upper, strict=True)
        ]
        self._rows = []
        for at in range(matrix.n_rows):
            row = solver.Constraint(
                finite(matrix.row_lower[at]), finite(matrix.row_upper[at])
            )
            self._rows.append(row)
            for place in range(matrix.row_starts[at], matrix.row_starts[at + 1]):
                row.SetCoefficient(
                    self._columns[matrix.indices[place]], matrix.values[place]
                )
        for lock in locks:
            row = solver.Constraint(-infinity, finite(lock.upper))
            self._rows.append(row)
            for column, value in _merged(lock.terms).items():
                row.SetCoefficient(self._columns[column], value)
        self._finite = finite
        self.aim(objective)

    def aim(self, objective: Sequence[Term]) -> None:
        """Set the objective to be minimised."""
        goal = self._solver.Objective()
        goal.Clear()
        for column, value in _merged(objective).items():
            goal.SetCoefficient(self._columns[column], value)
        goal.SetMinimization()

    def limit(self, row: int, upper: float) -> None:
        """Change the upper limit of a row; rows of locks follow those of the matrix."""
        self._rows[row].SetUb(self._finite(upper))

    def bound(self, column: int, lower: float, upper: float) -> None:
        """Change the bounds of a column."""
        self._columns[column].SetBounds(lower, upper)

    def solve(self) -> float | None:
        """Return the least value of the objective, None if there is no solution."""
        if self._solver.Solve(self._parameters) != pywraplp.Solver.OPTIMAL:
            return None
        return float(self._solver.Objective().Value())

    def values(self, columns: Iterable[int]) -> Floats:
        """Return the values of columns in the last solution."""
        return np.array([self._columns[column].solution_value() for column in columns])


def _merged(terms: Sequence[Term]) -> dict[int, float]:
    merged: dict[int, float] = {}
    for column, value in terms:
        merged[column] = merged.get(column, 0.0) + value
    return merged
