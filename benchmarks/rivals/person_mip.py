"""One yes-or-no variable for each official, course and start year, for a general solver.

What one would write straight from the rules, without any of the product's reductions: the
tiers are solved one after the other, and what a tier has won is a constraint of the next.
Cost and preferences are left out.
"""

import time
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt

from benchmarks.rivals.programme import Programme
from models.plan import Plan
from models.scenario import Scenario

SOLVERS = {"highs": mathopt.SolverType.HIGHS, "scip": mathopt.SolverType.GSCIP}


@dataclass(frozen=True)
class Answer:
    """The best plan that a solver found, and what it proved of each tier."""

    plan: Plan | None
    bounds: dict[str, int]
    """Name of a tier -> bound, as long as all tiers before are proven; then nothing is
    claimed."""


def solve(scenario: Scenario, solver: str, time_limit: float) -> Answer:
    """Return what a solver finds within a time [s].

    Raises
    ------
    ValueError
        If the scenario has pins, courses in progress or several budget lines.
    """
    end = time.monotonic() + time_limit
    programme = Programme(scenario)
    tiers = sorted(programme.shortfalls)
    values: dict[mathopt.Variable, float] | None = None
    bounds: dict[str, int] = {}
    for tier in tiers:
        programme.model.minimize(programme.shortfalls[tier])
        # All that is left: the next tier is looked at only if this one is proven.
        seconds = end - time.monotonic()
        if seconds <= 0:
            break
        result = mathopt.solve(
            programme.model,
            SOLVERS[solver],
            params=mathopt.SolveParameters(time_limit=timedelta(seconds=seconds)),
            model_params=_hint(values),
        )
        if not result.has_primal_feasible_solution():
            break
        values = result.variable_values()
        found = round(result.objective_value())
        bound = int(np.ceil(result.dual_bound() - 1e-6))
        bounds[f"tier-{tier}"] = min(bound, found)
        if bound < found:
            break
        programme.model.add_linear_constraint(programme.shortfalls[tier] <= found)
    return Answer(None if values is None else programme.plan(values), bounds)


def _hint(
    values: dict[mathopt.Variable, float] | None,
) -> mathopt.ModelSolveParameters | None:
    if values is None:
        return None
    hint = mathopt.SolutionHint(variable_values=values)
    return mathopt.ModelSolveParameters(solution_hints=[hint])
