"""Solver: hands a matrix and one objective to a solver and reads the answer back.

The only module of the default engine that speaks to OR-Tools. HiGHS is reached through
MathOpt (through other doors it loses its best solution at a time limit). Which solver
answers whole programmes is set once for a whole search, by `using`, because none of the
steps of a search depends on it; relaxations always go to GLOP.

Programmes and answers pass as protocol messages, as MathOpt itself passes them: its Python
objects for every variable took four times as long as GLOP with 20,000 columns.

References
----------
.. [1] OR-Tools 9.15, MathOpt Python API.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import ceil, gcd, isfinite, log2
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver as core
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2
from pybind11_abseil.status import StatusNotOk

from planner.engine.settings import SolverName
from planner.formulation.matrix import Matrix

Floats = npt.NDArray[np.float64]
Term = tuple[int, float]
Bounds = Mapping[int, tuple[float, float]]
"""Column -> lower and upper bound."""

_INSIDE = 1e-6
"""By so much a value may be out of bounds and still be in them."""
_LARGEST = 65_536.0
"""Largest coefficient of an objective that HiGHS is given, which discards solutions within
1e-6 of its best one. With weights of a million, its errors alone come to more: it ended one
official short and called that optimal."""
_RULES_OFF = 1 << 8 | 1 << 9 | 1 << 12
"""Presolve rules of HiGHS not used, one bit each.

Substitution of free columns and of equations of two columns (bits 8 and 9) would remove the
running totals of classes before the tree search could branch on them. With the aggregator
(bit 12) HiGHS calls solutions optimal that are not, about once in a thousand small
programmes; without it the large ones take no longer.
"""

_HEURISTICS = (
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)
"""Options of HiGHS, each of a heuristic that an effort of zero does not turn off."""
_CP_SAT_LEAST_WORK = 5.0
_CP_SAT_WORK_PER_NODE = 0.02
"""Stand-ins for a limit on nodes, which CP-SAT does not have [deterministic s]."""

_TYPES: dict[SolverName, mathopt.SolverType] = {
    "highs": mathopt.SolverType.HIGHS,
    "scip": mathopt.SolverType.GSCIP,
    "cp-sat": mathopt.SolverType.CP_SAT,
}
_chosen: ContextVar[SolverName] = ContextVar("solver", default="highs")


class SolverFault(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """A solver refused a programme or broke down on it; says which and why."""


@contextmanager
def using(solver: SolverName) -> Iterator[None]:
    """Have whole programmes answered by a solver, in the current thread."""
    token = _chosen.set(solver)
    try:
        yield
    finally:
        _chosen.reset(token)


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
    reduced: Floats | None = None
    """Reduced cost of each column, of a relaxation with a solution."""

    @property
    def whole_bound(self) -> int | None:
        """The bound rounded up to a value that is possible, None if there is none."""
        if not isfinite(self.bound):
            return None
        return self.step * ceil((self.bound - tolerance(self.bound)) / self.step)


def tolerance(value: float) -> float:
    """Return within what solvers prove an objective: no bound is rounded past that."""
    return 1e-6 * max(1.0, abs(value))


def proto_of(
    matrix: Matrix,
    objective: Sequence[Term],
    locks: Sequence[Lock],
    *,
    relax: bool,
    bounds: Bounds = MappingProxyType({}),
) -> model_pb2.ModelProto:
    """Return a programme as a protocol message; parameters as of `minimise`."""
    proto = model_pb2.ModelProto()
    lower, upper = list(matrix.lower), list(matrix.upper)
    for column, (low, high) in bounds.items():
        lower[column], upper[column] = low, high
    variables = proto.variables
    variables.ids.extend(range(matrix.n_columns))
    variables.lower_bounds.extend(lower)
    variables.upper_bounds.extend(upper)
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
    entries = proto.linear_constraint_matrix
    entries.CopyFrom(_entries_of(matrix))
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


def _entries_of(matrix: Matrix) -> sparse_containers_pb2.SparseDoubleMatrixProto:
    """Return the entries of all rows, in order; not to be changed.

    Rows are added to a programme of a million officials and it is solved again, 50 times:
    only what is new is said anew, which took 5 s otherwise.
    """
    told, before = matrix.message
    if before is not None and told == matrix.n_rows:
        return before
    entries = sparse_containers_pb2.SparseDoubleMatrixProto()
    if before is not None:
        entries.CopyFrom(before)
    starts = np.asarray(matrix.row_starts[told:], dtype=np.int64)
    row_ids = np.repeat(np.arange(told, matrix.n_rows), np.diff(starts))
    columns = np.asarray(matrix.indices[starts[0] :], dtype=np.int64)
    order = np.lexsort((columns, row_ids))
    entries.row_ids.extend(row_ids[order].tolist())
    entries.column_ids.extend(columns[order].tolist())
    entries.coefficients.extend(np.asarray(matrix.values[starts[0] :])[order].tolist())
    matrix.message = matrix.n_rows, entries
    return entries


def minimise(
    matrix: Matrix,
    objective: Sequence[Term],
    *,
    locks: Sequence[Lock] = (),
    bounds: Bounds = MappingProxyType({}),
    relax: bool = False,
    whole: bool = True,
    relative_gap: float = 0.0,
    apart: int = 1,
    enough: float | None = None,
    nodes: int | None = None,
    restart: bool = True,
    heuristics: bool = True,
    seed: int = 0,
    hint: Mapping[int, float] | None = None,
) -> Answer:
    """Return the smallest value of the objective.

    The solver is the one set by `using`, HiGHS if none is; a relaxation goes to GLOP.

    Parameters
    ----------
    locks
        Extra rows.
    bounds
        Bounds of columns that replace those of the matrix.
    relax
        Ignore integrality (a bound).
    whole
        The objective is a sum of whole multiples of whole numbers: stop as soon as no
        smaller such sum is left between bound and best solution.
    relative_gap
        Stop at this gap [-].
    apart
        Stop as soon as the bound is less than this from the best solution, if `whole`.
    enough
        HiGHS stops at a solution as good as that.
    nodes
        Work limit of the tree search, repeatable on any machine [nodes]. CP-SAT gets
        a limit in its own measure of work, just as repeatable.
    restart
        HiGHS may begin the search anew with what it has learned so far: takes it three
        times as long where people are sought for given classes, mostly for nothing.
    heuristics
        HiGHS may search near solutions and relaxations for better ones. Where the best is
        known, most of the time of its proof went there (Cần Thơ: 7.5 and 0.7 to 2.6 s).
    hint
        Values of columns to start from: a solution, or some of its columns, which HiGHS
        completes with those fixed. Values out of bounds are left out.

    Raises
    ------
    SolverFault
        If the solver refuses the programme or breaks down.
    """
    step = gcd(*(int(value) for _, value in objective)) or 1 if whole else 1
    proto = proto_of(matrix, objective, locks, relax=relax, bounds=bounds)
    start = _start_from(proto, {} if relax or hint is None else hint)
    unit = 1.0
    if relax:
        solver, parameters = mathopt.SolverType.GLOP, mathopt.SolveParameters()
    else:
        solver = _TYPES[_chosen.get()]
        if whole and solver is mathopt.SolverType.HIGHS:
            unit = _count_in(proto, step)
        absolute_gap = 0.999 * max(step, apart) / unit if whole else 1e-6
        parameters = _parameters(relative_gap, absolute_gap, nodes, restart, heuristics)
        if enough is not None:
            parameters.highs.double_options["objective_target"] = enough / unit
        parameters.random_seed = seed
    result = _solve(proto, solver, parameters, start)
    ended = result.termination.reason
    found = _first(result)
    return Answer(
        values=None
        if found is None
        else _dense(found.variable_values, matrix.n_columns),
        objective=None if found is None else unit * found.objective_value,
        bound=unit * result.termination.objective_bounds.dual_bound,
        proven=ended == result_pb2.TERMINATION_REASON_OPTIMAL,
        infeasible=ended
        in (
            result_pb2.TERMINATION_REASON_INFEASIBLE,
            result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
        ),
        step=step,
        reduced=None
        if found is None or not relax
        else _dense(result.solutions[0].dual_solution.reduced_costs, matrix.n_columns),
    )


def _start_from(
    proto: model_pb2.ModelProto, hint: Mapping[int, float]
) -> model_parameters_pb2.ModelSolveParametersProto:
    """Return values to start from; HiGHS takes one out of bounds for a fault."""
    start = model_parameters_pb2.ModelSolveParametersProto()
    lower, upper = proto.variables.lower_bounds, proto.variables.upper_bounds
    inside = {
        column: min(max(value, lower[column]), upper[column])
        for column, value in sorted(hint.items())
        if lower[column] - _INSIDE <= value <= upper[column] + _INSIDE
    }
    if inside:
        values = start.solution_hints.add().variable_values
        values.ids.extend(inside)
        values.values.extend(inside.values())
    return start


def _count_in(proto: model_pb2.ModelProto, step: int) -> float:
    """Let an objective count in larger units, and return the unit.

    Steps times a power of two, so that no coefficient is rounded.
    """
    values = proto.objective.linear_coefficients.values
    largest = max(map(abs, values), default=0.0) / step
    unit = step * 2.0 ** max(0, ceil(log2(largest / _LARGEST))) if largest else 1.0
    counted = [value / unit for value in values]
    del values[:]
    values.extend(counted)
    return unit


def _first(
    result: result_pb2.SolveResultProto,
) -> solution_pb2.PrimalSolutionProto | None:
    """Return the best solution, None if there is none."""
    if not result.solutions:
        return None
    primal = result.solutions[0].primal_solution
    feasible = primal.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE
    return primal if feasible else None


def _dense(vector: Any, size: int) -> Floats:
    """Return a sparse vector of a protocol message with its zeros."""
    dense = np.zeros(size)
    dense[np.fromiter(vector.ids, np.int64)] = np.fromiter(vector.values, float)
    return dense


def _parameters(
    relative_gap: float,
    absolute_gap: float,
    nodes: int | None,
    restart: bool,
    heuristics: bool,
) -> mathopt.SolveParameters:
    """Return when the chosen solver of whole programmes stops."""
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=relative_gap, absolute_gap_tolerance=absolute_gap
    )
    parameters.highs = highs_pb2.HighsOptionsProto(
        int_options={"presolve_rule_off": _RULES_OFF},
        bool_options={"mip_allow_restart": restart},
    )
    if not heuristics:
        parameters.highs.double_options["mip_heuristic_effort"] = 0.0
        for name in _HEURISTICS:
            parameters.highs.bool_options[name] = False
    # More workers would make the answer depend on the load of the machine.
    parameters.cp_sat.num_workers = 1
    if nodes is not None and _chosen.get() == "cp-sat":
        work = _CP_SAT_LEAST_WORK + _CP_SAT_WORK_PER_NODE * nodes
        parameters.cp_sat.max_deterministic_time = work
    elif nodes is not None:
        parameters.node_limit = nodes
    return parameters


def _solve(
    proto: model_pb2.ModelProto,
    solver: mathopt.SolverType,
    parameters: mathopt.SolveParameters,
    start: model_parameters_pb2.ModelSolveParametersProto,
) -> result_pb2.SolveResultProto:
    """Solve, and tell a solver's fault in its own words."""
    try:
        return core.solve(
            proto,
            solver.value,
            parameters_pb2.SolverInitializerProto(),
            parameters.to_proto(),
            start,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
    except (StatusNotOk, RuntimeError, ValueError) as error:
        raise SolverFault(f"{solver.name}: {error}") from error


def minimise_dual(
    matrix: Matrix, objective: Sequence[Term], *, locks: Sequence[Lock] = ()
) -> tuple[float, Floats, Floats] | None:
    """Return value, reduced costs and row duals of the linear relaxation; None if none.

    Rows of locks follow those of the matrix.
    """
    result = _solve(
        proto_of(matrix, objective, locks, relax=True),
        mathopt.SolverType.GLOP,
        mathopt.SolveParameters(),
        model_parameters_pb2.ModelSolveParametersProto(),
    )
    primal = _first(result)
    optimal = result.termination.reason == result_pb2.TERMINATION_REASON_OPTIMAL
    if primal is None or not optimal:
        return None
    dual = result.solutions[0].dual_solution
    return (
        float(primal.objective_value),
        _dense(dual.reduced_costs, matrix.n_columns),
        _dense(dual.dual_values, matrix.n_rows + len(locks)),
    )


def as_hint(values: Floats) -> dict[int, float]:
    """Return a whole solution as values to start from."""
    return dict(enumerate(values.tolist()))


def value_of(terms: Sequence[Term], values: Floats) -> float:
    """Return the value of some terms in a solution."""
    return float(sum(value * values[column] for column, value in terms))
