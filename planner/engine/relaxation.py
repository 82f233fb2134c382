"""Relaxation: a linear programme kept by the solver while its limits change.

A change of a few bounds is solved again from the last basis in milliseconds, which the
one-off door (`solver`) does not offer.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from ortools.glop import parameters_pb2 as glop_pb2
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver as core
from ortools.math_opt.python import mathopt

from planner.engine.solver import Floats, Lock, Term, proto_of
from planner.formulation.matrix import INFINITY, Matrix


class Relaxation:
    """The linear relaxation of a programme with one objective and some locks.

    Parameters
    ----------
    read
        Columns whose values are wanted; all if not given.
    """

    def __init__(
        self,
        matrix: Matrix,
        objective: Sequence[Term],
        locks: Sequence[Lock],
        read: Iterable[int] | None = None,
    ) -> None:
        self._solver = core.new(
            mathopt.SolverType.GLOP.value,
            proto_of(matrix, objective, locks, relax=True),
            parameters_pb2.SolverInitializerProto(),
        )
        self._aimed = {column for column, _ in objective}
        wanted = range(matrix.n_columns) if read is None else sorted(set(read))
        self._places = {column: at for at, column in enumerate(wanted)}
        self._values: Floats = np.zeros(len(self._places))
        self._limits: dict[int, float] = {}
        self._bounds: dict[int, tuple[float, float]] = {}
        self._asked = model_parameters_pb2.ModelSolveParametersProto()
        self._asked.variable_values_filter.filter_by_ids = True
        self._asked.variable_values_filter.filtered_ids.extend(wanted)
        # Of duals, none.
        self._asked.dual_values_filter.filter_by_ids = True
        self._asked.reduced_costs_filter.filter_by_ids = True

    def aim(self, objective: Sequence[Term]) -> None:
        """Set the objective to be minimised."""
        costs = dict.fromkeys(self._aimed, 0.0)
        for column, value in objective:
            costs[column] = costs.get(column, 0.0) + value
        self._aimed = {column for column, _ in objective}
        update = model_update_pb2.ModelUpdateProto()
        linear = update.objective_updates.linear_coefficients
        linear.ids.extend(sorted(costs))
        linear.values.extend(costs[column] for column in sorted(costs))
        self._solver.update(update)

    def limit(self, row: int, upper: float) -> None:
        """Change the upper limit of a row; rows of locks follow those of the matrix."""
        self._limits[row] = upper

    def bound(self, column: int, lower: float, upper: float) -> None:
        """Change the bounds of a column."""
        self._bounds[column] = lower, upper

    def solve(self, no_more_than: float = INFINITY) -> float | None:
        """Return the least value of the objective, None if there is no solution.

        Parameters
        ----------
        no_more_than
            Larger values count as no solution: the solver need not find them out.
        """
        self._tell_changes()
        parameters = glop_pb2.GlopParameters(
            use_dual_simplex=True, use_preprocessing=False
        )
        if no_more_than < INFINITY:
            parameters.objective_upper_limit = no_more_than
        result = self._solver.solve(
            parameters_pb2.SolveParametersProto(glop=parameters),
            self._asked,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            return None
        found = result.solutions[0].primal_solution
        value = float(found.objective_value)
        if value > no_more_than:
            return None
        self._values = np.zeros(len(self._places))
        places = [self._places[column] for column in found.variable_values.ids]
        self._values[places] = np.fromiter(found.variable_values.values, float)
        return value

    def values(self, columns: Iterable[int]) -> Floats:
        """Return the values of columns in the last solution, of those that are read."""
        return self._values[[self._places[column] for column in columns]]

    def _tell_changes(self) -> None:
        if not self._limits and not self._bounds:
            return
        update = model_update_pb2.ModelUpdateProto()
        rows = update.linear_constraint_updates.upper_bounds
        for row in sorted(self._limits):
            rows.ids.append(row)
            rows.values.append(self._limits[row])
        variables = update.variable_updates
        for column in sorted(self._bounds):
            lower, upper = self._bounds[column]
            variables.lower_bounds.ids.append(column)
            variables.lower_bounds.values.append(lower)
            variables.upper_bounds.ids.append(column)
            variables.upper_bounds.values.append(upper)
        self._solver.update(update)
        self._limits, self._bounds = {}, {}
