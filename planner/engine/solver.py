"""Solver: hands a matrix and one objective to a solver and reads the answer back.

The only module that speaks to OR-Tools. HiGHS is reached through MathOpt (through other
doors it loses its best solution at a time limit).

References
----------
.. [1] OR-Tools 9.15, MathOpt Python API.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, gcd, isfinite

import numpy as np
import numpy.typing as npt
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from planner.formulation.matrix import Matrix

Floats = npt.NDArray[np.float64]
Term = tuple[int, float]

_FAULTY_RULES = 1 << 12
"""Presolve rules of HiGHS not used, one bit each.

With the aggregator (bit 12) HiGHS calls solutions optimal that are not, about once in a
thousand small programmes; without it the large ones take no longer.
"""


@dataclass(frozen=True)
class Lock:
    """A row added for one solve: Σ terms ≤ upper; keeps what an earlier stage won."""

    terms: Sequence[Term]
    upper: float


@dataclass(frozen=True)
class Answer:
    """What a solver returned."""

    values: Floats | None
    """Value of each column; None if no solution was found."""
    objective: float | None
    bound: float
    """Proven lower bound; minus infinity if none."""
    proven: bool
    """The solver ended by itself within the gap asked for."""
    infeasible: bool
    step: int = 1
    """Every value of the objective is a multiple of this."""

    @property
    def whole_bound(self) -> int | None:
        """The bound rounded up to a value that is possible, None if there is none."""
        if not isfinite(self.bound):
            return None
        # Solvers prove within 1e-6 of the objective's size; never round past that.
        slack = 1e-6 * max(1.0, abs(self.bound))
        return self.step * ceil((self.bound - slack) / self.step)


def _proto(
    matrix: Matrix, objective: Sequence[Term], locks: Sequence[Lock], relax: bool
) -> model_pb2.ModelProto:
    proto = model_pb2.ModelProto()
    variables = proto.variables
    variables.ids.extend(range(matrix.n_columns))
    variables.lower_bounds.extend(matrix.lower)
    variables.upper_bounds.extend(matrix.upper)
    variables.integers.extend([False] * matrix.n_columns if relax else matrix.integer)
    costs: dict[int, float] = {}
    for column, value in objective:
        costs[column] = costs.get(column, 0.0) + value
    linear = proto.objective.linear_coefficients
    for column in sorted(costs):
        if costs[column]:
            linear.ids.append(column)
            linear.values.append(costs[column])
    rows = proto.linear_constraints
    rows.ids.extend(range(matrix.n_rows + len(locks)))
    rows.lower_bounds.extend([*matrix.row_lower, *([float("-inf")] * len(locks))])
    rows.upper_bounds.extend([*matrix.row_upper, *(lock.upper for lock in locks)])
    starts = np.asarray(matrix.row_starts, dtype=np.int64)
    row_ids = np.repeat(np.arange(matrix.n_rows), np.diff(starts))
    columns = np.asarray(matrix.indices, dtype=np.int64)
    order = np.lexsort((columns, row_ids))
    entries = proto.linear_constraint_matrix
    entries.row_ids.extend(row_ids[order].tolist())
    entries.column_ids.extend(columns[order].tolist())
    entries.coefficients.extend(np.asarray(matrix.values)[order].tolist())
    for number, lock in enumerate(locks):
        merged: dict[int, float] = {}
        for column, value in lock.terms:
            merged[column] = merged.get(column, 0.0) + value
        for column in sorted(merged):
            if merged[column]:
                entries.row_ids.append(matrix.n_rows + number)
                entries.column_ids.append(column)
                entries.coefficients.append(merged[column])
    return proto


def minimise(
    matrix: Matrix,
    objective: Sequence[Term],
    *,
    locks: Sequence[Lock] = (),
    relax: bool = False,
    whole: bool = True,
    relative_gap: float = 0.0,
    nodes: int | None = None,
    seed: int = 0,
    hint: Mapping[int, float] | None = None,
) -> Answer:
    """Return the smallest value of the objective.

    Parameters
    ----------
    locks
        Extra rows.
    relax
        Ignore integrality (a bound).
    whole
        The objective is a sum of whole multiples of whole numbers: stop as soon as no
        smaller such sum is left between bound and best solution.
    relative_gap
        Stop at this gap [-].
    nodes
        Work limit of the tree search, repeatable on any machine [nodes].
    hint
        Values of columns to start from: a solution, or some of its columns, which HiGHS
        completes with those fixed.
    """
    step = gcd(*(int(value) for _, value in objective)) or 1 if whole else 1
    model = mathopt.Model.from_model_proto(_proto(matrix, objective, locks, relax))
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=relative_gap,
        absolute_gap_tolerance=0.999 * step if whole else 1e-6,
        random_seed=seed,
    )
    if nodes is not None:
        parameters.node_limit = nodes
    parameters.highs = highs_pb2.HighsOptionsProto(
        int_options={"presolve_rule_off": _FAULTY_RULES}
    )
    solver = mathopt.SolverType.GLOP if relax else mathopt.SolverType.HIGHS
    if relax:
        parameters = mathopt.SolveParameters()
    start = mathopt.ModelSolveParameters()
    if hint is not None and not relax:
        start.solution_hints.append(
            mathopt.SolutionHint(
                variable_values={
                    variable: hint[variable.id]
                    for variable in model.variables()
                    if variable.id in hint
                }
            )
        )
    result = mathopt.solve(model, solver, params=parameters, model_params=start)
    reason = mathopt.TerminationReason
    ended = result.termination.reason
    values = None
    best = None
    if result.has_primal_feasible_solution():
        found = result.variable_values()
        values = np.zeros(matrix.n_columns)
        for variable, value in found.items():
            values[variable.id] = value
        best = float(result.objective_value())
    bound = float(result.termination.objective_bounds.dual_bound)
    return Answer(
        values=values,
        objective=best,
        bound=bound,
        proven=ended == reason.OPTIMAL,
        infeasible=ended in (reason.INFEASIBLE, reason.INFEASIBLE_OR_UNBOUNDED),
        step=step,
    )


def minimise_dual(
    matrix: Matrix, objective: Sequence[Term], *, locks: Sequence[Lock] = ()
) -> tuple[float, Floats, Floats] | None:
    """Return value, reduced costs and row duals of the linear relaxation; None if none.

    Rows of locks follow those of the matrix.
    """
    model = mathopt.Model.from_model_proto(_proto(matrix, objective, locks, True))
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    reduced = np.zeros(matrix.n_columns)
    for variable, value in result.reduced_costs().items():
        reduced[variable.id] = value
    duals = np.zeros(matrix.n_rows + len(locks))
    for row, value in result.dual_values().items():
        duals[row.id] = value
    return float(result.objective_value()), reduced, duals


def as_hint(values: Floats) -> dict[int, float]:
    """Return a whole solution as values to start from."""
    return dict(enumerate(values.tolist()))


def value_of(terms: Sequence[Term], values: Floats) -> float:
    """Return the value of some terms in a solution."""
    return float(sum(value * values[column] for column, value in terms))
