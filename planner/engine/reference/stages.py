"""Search of the reference engine: stage by stage, each proven by CP-SAT alone.

Every objective is minimised with the ones before held at what was proven. No work limit
ends a stage: the search ends by itself with everything proven, or the time limit ends it
from outside.
"""

import threading
from collections.abc import Callable
from math import ceil, isfinite
from time import monotonic

from ortools.sat.python import cp_model

from models.measures import objective_values
from models.plan import Plan
from models.result import SolveStatus, Stage
from models.rules import violations
from models.scenario import Scenario
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.reference import personal, shared
from planner.engine.reference.model import Model
from planner.engine.reference.objectives import objectives
from planner.engine.reference.plan import Value, checked_plan
from planner.engine.reference.possible_enrolments import possible
from planner.engine.settings import SolveSettings
from planner.engine.stages import stages_of

_PAUSE = 1.0  # between two things told about one stage [s]


class UnexpectedStatusError(RuntimeError):
    """CP-SAT ended in a way that the model does not allow."""


def search(
    scenario: Scenario, settings: SolveSettings, emit: Callable[[Message], None]
) -> None:
    """Search for the best plan of a scenario and tell what is found.

    Parameters
    ----------
    emit
        Receives every message; the last is `Finished`.

    Raises
    ------
    TooLargeError
        If the scenario has too many possible enrolments.
    """
    emit(Progress("prepare", "looking at everybody and every course"))
    conflicts = _settled_conflicts(scenario)
    if conflicts:
        emit(Finished(SolveStatus.INFEASIBLE, conflict=conflicts))
        return
    model = Model(scenario, possible(scenario))
    personal.add(model)
    shared.add(model)
    _Search(model, settings, emit).run()


def _settled_conflicts(scenario: Scenario) -> tuple[str, ...]:
    """Return what courses in progress break before anything is planned."""
    found = violations(scenario, Plan.empty())
    planned = found["rule"].isin(("decisions", "recruitment"))
    return tuple(found["message"][~planned])


class _Search:
    """The stages of one search."""

    def __init__(
        self, model: Model, settings: SolveSettings, emit: Callable[[Message], None]
    ) -> None:
        self.model = model
        self.settings = settings
        self.emit = emit
        self.names = objective_values(model.scenario, Plan.empty())
        self.plan = Plan.empty()
        self.values: tuple[int, ...] | None = None
        """Of the plan told last; None before there is one."""
        self.bounds: list[int | None] = [None] * len(self.names)
        self.seconds = [0.0] * len(self.names)

    def run(self) -> None:
        """Find any plan, then minimise one objective after the other."""
        cp, undecided = self.model.cp, self.model.cp.clone()
        for respected in self.model.decisions.values():
            cp.add(respected == 1)
        goals = objectives(self.model)
        self.emit(Progress("first plan", "looking for any plan"))
        if not self.model.decisions and not self.model.recruited:
            # Nobody needs to be enrolled: a plan at once, however large the scenario.
            self.keep(lambda decision: 0)
        elif not self._solved(None):
            self.emit(Finished(SolveStatus.INFEASIBLE, self._conflict(undecided)))
            return
        for at, goal in enumerate(goals):
            self.emit(Progress(self.names[at].name, "one decision for each start"))
            cp.minimize(goal)
            self._solved(at)
            assert self.values is not None
            cp.add(goal <= self.values[at])
        self.emit(Finished(SolveStatus.OPTIMAL))

    def _solved(self, at: int | None) -> bool:
        """Solve to the end, telling what is found; False if there is no plan.

        Raises
        ------
        UnexpectedStatusError
            If CP-SAT refuses the model or gives up.
        """
        solver = self._solver()
        watch = _Watch(self, at)
        solver.best_bound_callback = watch.on_bound
        began = monotonic()
        status = solver.solve(self.model.cp, watch)
        if watch.fault is not None:
            raise watch.fault
        if at is None and status == cp_model.INFEASIBLE:
            return False
        if status != cp_model.OPTIMAL:
            reason = self.model.cp.validate() or solver.solution_info()
            raise UnexpectedStatusError(f"CP-SAT: {solver.status_name()}. {reason}")
        if at is not None:
            self.seconds[at] = monotonic() - began
            self.bounds[at] = round(solver.best_objective_bound)
        self.keep(solver.value)
        self.emit(Bounds(self.stages()))
        self._start_from(solver)
        return True

    def _solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self.settings.seed
        solver.parameters.num_workers = self.settings.workers
        # Interleaved, several workers find the same plan whatever the machine's load.
        solver.parameters.interleave_search = True
        return solver

    def _start_from(self, solver: cp_model.CpSolver) -> None:
        """Let the next stage begin with the solution of this one."""
        cp = self.model.cp
        cp.clear_hints()
        for at, value in enumerate(solver.response_proto.solution):
            cp.add_hint(cp.get_int_var_from_proto_index(at), value)

    def keep(self, value: Value) -> None:
        """Check the plan of a solution and tell it, if it is better."""
        plan, values = checked_plan(self.model, value)
        if self.values is None or values < self.values:
            self.plan, self.values = plan, values
            self.emit(Found(plan, self.stages()))

    def stages(self) -> tuple[Stage, ...]:
        """Return what is known about the plan told last."""
        assert self.values is not None
        return stages_of(self.names, self.values, self.bounds, self.seconds)

    def _conflict(self, undecided: cp_model.CpModel) -> tuple[str, ...]:
        """Return a smallest set of decisions to enrol that no plan respects together."""
        kept = dict(self.model.decisions)
        for name in self.model.decisions:
            rest = {other: kept[other] for other in kept if other != name}
            undecided.clear_assumptions()
            undecided.add_assumptions(rest.values())
            if self._solver().solve(undecided) == cp_model.INFEASIBLE:
                kept = rest
        return tuple(kept) or (
            "recruitment: streams, limits and money of the vacancies",
        )


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells better plans and bounds while CP-SAT works, now and then.

    CP-SAT calls it from its own threads, where an exception would be lost: it is kept,
    and raised when the search has stopped.
    """

    def __init__(self, search: _Search, at: int | None) -> None:
        super().__init__()
        self.fault: Exception | None = None
        self._search = search
        self._at = at
        self._told = monotonic()
        self._one_at_a_time = threading.Lock()

    def on_solution_callback(self) -> None:
        """Tell a better plan."""
        with self._one_at_a_time:
            if monotonic() - self._told < _PAUSE:
                return
            try:
                self._search.keep(self.value)
            except Exception as fault:
                self.fault = fault
                self.stop_search()
            self._told = monotonic()

    def on_bound(self, bound: float) -> None:
        """Tell a better bound."""
        with self._one_at_a_time:
            if self._at is None or not isfinite(bound):
                return
            self._search.bounds[self._at] = ceil(bound - 1e-6)
            if monotonic() - self._told >= _PAUSE and self._search.values is not None:
                self._search.emit(Bounds(self._search.stages()))
                self._told = monotonic()
