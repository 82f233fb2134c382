"""Plans over several years for the training of officials.

    import planner

    baseline = planner.load("scenarios/can-tho-2024-2030")
    poorer = baseline.with_changes("budget.city.amount=1200")
    plans = planner.PlanSet([baseline.solve(), poorer.solve()])
    plans.compare().targets

`planner/api/API.md` explains every name, and every column with its unit.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.api.explorer import Explorer
    from planner.api.open_run import open_run
    from planner.api.plan import Plan
    from planner.api.plan_set import PlanSet, compare
    from planner.api.scenario import Scenario, load
    from planner.api.searching import BrokenRules, NoPlan
    from planner.engine.explorer import NoQuickPlanError
    from planner.engine.prices import NoRelaxationError
    from planner.io.problems import InvalidInput
    from planner.reports.compare import Comparison

__all__ = [
    "BrokenRules",
    "Comparison",
    "Explorer",
    "InvalidInput",
    "NoPlan",
    "NoQuickPlanError",
    "NoRelaxationError",
    "Plan",
    "PlanSet",
    "Scenario",
    "compare",
    "load",
    "open_run",
]

_MODULES = {
    "BrokenRules": "planner.api.searching",
    "Comparison": "planner.reports.compare",
    "Explorer": "planner.api.explorer",
    "InvalidInput": "planner.io.problems",
    "NoPlan": "planner.api.searching",
    "NoQuickPlanError": "planner.engine.explorer",
    "NoRelaxationError": "planner.engine.prices",
    "Plan": "planner.api.plan",
    "PlanSet": "planner.api.plan_set",
    "Scenario": "planner.api.scenario",
    "compare": "planner.api.plan_set",
    "load": "planner.api.scenario",
    "open_run": "planner.api.open_run",
}


def __getattr__(name: str) -> Any:
    """Return a public name; solvers and tables load when the first is asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__]
