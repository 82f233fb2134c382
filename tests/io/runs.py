"""Small runs to be written: a scenario, a plan of the wanted size and its result."""

from typing import Any

from models.measures import objective_values, target_figures, total_cost
from models.plan import Plan
from models.result import EngineIdentity, Result, ScenarioIdentity, SolveStatus, Stage
from models.scenario import Scenario
from tests import builders

BUDGET = {"city": {"title": "=City's budget", "amount": 1000}}


def small(size: int, **changes: Any) -> tuple[Scenario, Plan]:
    """`size` officials take a course of 1,234 million dong in 2026."""
    names = [f"O{number}" for number in range(size)]
    courses = {"C": builders.course(cost_per_seat=["1.234"])}
    scenario = builders.scenario(
        builders.officials(*(names or ["O0"])),
        **{"courses": courses, "budget": BUDGET, **changes},
    )
    return scenario, builders.plan(scenario, *((name, "C", 2026) for name in names))


def result_of(scenario: Scenario, plan: Plan) -> Result:
    stages = tuple(
        Stage(
            name=value.name,
            unit=value.unit,
            incumbent=value.value,
            bound=value.value,
            gap=0.0,
            status=SolveStatus.OPTIMAL,
            seconds=0.25,
        )
        for value in objective_values(scenario, plan)
    )
    return Result(
        status=SolveStatus.OPTIMAL,
        stages=stages,
        targets=target_figures(scenario, plan),
        cost=total_cost(scenario, plan),
        enrolments=len(plan),
        scenario=ScenarioIdentity(
            name=scenario.spec.name,
            title=scenario.spec.title,
            content_hash="0" * 64,
            overrides=("minus-20", "budget.city.amount=1000"),
            synthetic=True,
            officials=len(scenario.roster),
        ),
        version="0.1.0",
        engine=EngineIdentity(
            name="default",
            version="0.1.0",
            solver="scip",
            solver_version="OR-Tools 9.15",
        ),
        settings={"seed": 0},
        cut_short=False,
        seconds=1.5,
    )
