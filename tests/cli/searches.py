"""Searches for the scenario of `folders`; a child process imports them by name."""

import time
from collections.abc import Callable

from models.measures import objective_values
from models.plan import Plan
from models.result import SolveStatus, Stage
from models.scenario import Scenario
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.settings import SolveSettings
from tests import builders

Emit = Callable[[Message], None]


def stages_of(scenario: Scenario, plan: Plan, proven: bool) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            name=value.name,
            unit=value.unit,
            incumbent=value.value,
            bound=value.value if proven else 0,
            gap=None,
            status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
            seconds=0.0,
        )
        for value in objective_values(scenario, plan)
    )


def one(scenario: Scenario) -> Plan:
    return builders.plan(scenario, ("A", "TC", 2026, "TC-1"))


def both(scenario: Scenario) -> Plan:
    rows = [("A", "TC", 2026, "TC-1"), ("B", "TC", 2026, "TC-1")]
    return builders.plan(scenario, *rows)


def good(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Progress("tier-1", "first plan", 2, 0))
    emit(Found(both(scenario), stages_of(scenario, both(scenario), False)))
    emit(Bounds(stages_of(scenario, both(scenario), True)))
    emit(Finished(SolveStatus.OPTIMAL))


def empty(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    plan = Plan.empty()
    emit(Found(plan, stages_of(scenario, plan, False)))
    emit(Finished(SolveStatus.FEASIBLE))


def slow(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Found(one(scenario), stages_of(scenario, one(scenario), False)))
    time.sleep(600)


def nothing(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    time.sleep(600)


def infeasible(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Finished(SolveStatus.INFEASIBLE, conflict=("pin:A/TC", "absence:A@2026")))


def breaks_rules(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    twice = builders.plan(scenario, ("A", "TC", 2026), ("A", "TC", 2027))
    emit(Found(twice, stages_of(scenario, twice, False)))
    emit(Finished(SolveStatus.FEASIBLE))


def boasts(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    stages = stages_of(scenario, both(scenario), True)
    emit(Found(one(scenario), stages))
    emit(Finished(SolveStatus.OPTIMAL))


def breaks_down(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    raise ArithmeticError("no such number")
