"""Small searches with known behaviour; a child process imports them by name."""

import os
import signal
import time
from collections.abc import Callable

from models.plan import Plan
from models.result import SolveStatus, Stage
from models.scenario import Scenario
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.settings import SolveSettings
from tests.builders import plan

Emit = Callable[[Message], None]


def stage(incumbent: int, bound: int | None = None) -> Stage:
    proven = incumbent == bound
    return Stage(
        name="tier-1",
        unit="officials",
        incumbent=incumbent,
        bound=bound,
        gap=0.0 if proven else None,
        status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
        seconds=0.0,
    )


def first_plan(scenario: Scenario) -> Plan:
    """The first official takes the first course in the first year."""
    start = scenario.spec.horizon.first
    name = str(scenario.roster.ids[0])
    return plan(scenario, (name, scenario.course_ids[0], start))


def finishes(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Progress("tier-1", "counting"))
    emit(Found(Plan.empty(), (stage(2),)))
    emit(Found(first_plan(scenario), (stage(1),)))
    emit(Bounds((stage(1, 1),)))
    emit(Finished(SolveStatus.OPTIMAL, limits_hit=("cost",)))


def tells_its_process(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Progress("process", str(os.getpid())))
    finishes(scenario, settings, emit)


def proves_infeasible(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Finished(SolveStatus.INFEASIBLE, conflict=("pin:A/C@2026", "pin:A/C")))


def hangs(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    time.sleep(600)


def finds_then_hangs(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Found(first_plan(scenario), (stage(1, 0),)))
    time.sleep(600)


def finds_then_resists(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    finds_then_hangs(scenario, settings, emit)


def raises(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    raise ArithmeticError("no such number")


def finds_then_raises(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Found(first_plan(scenario), (stage(1),)))
    raise ArithmeticError("no such number")


def sends_nobody_then_raises(
    scenario: Scenario, settings: SolveSettings, emit: Emit
) -> None:
    emit(Found(Plan.empty(), (stage(2, 0),)))
    raise ArithmeticError("no such number")


def is_killed(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def finds_then_is_killed(
    scenario: Scenario, settings: SolveSettings, emit: Emit
) -> None:
    emit(Found(first_plan(scenario), (stage(1),)))
    os.kill(os.getpid(), signal.SIGKILL)


def ends_without_a_word(
    scenario: Scenario, settings: SolveSettings, emit: Emit
) -> None:
    emit(Progress("tier-1", "counting"))


def tells_its_number(scenario: Scenario, settings: SolveSettings, emit: Emit) -> None:
    emit(Progress("number", str(os.getpid())))
    finds_then_hangs(scenario, settings, emit)


def tells_what_it_holds_back(
    scenario: Scenario, settings: SolveSettings, emit: Emit
) -> None:
    held_back = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    emit(Progress("signals", str(sorted(held_back))))
    finishes(scenario, settings, emit)
