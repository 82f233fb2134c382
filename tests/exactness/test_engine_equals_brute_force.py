"""The engine's value is the best there is, on scenarios of which every plan was tried."""

import pytest

from models.measures import objective_values
from models.plan import Plan
from models.result import SolveStatus
from models.rules import violations
from models.scenario import Scenario
from tests import builders
from tests.exactness.brute_force import Outcome
from tests.exactness.engine import Solved, solve
from tests.exactness.random_scenarios import tiny

SEEDS = range(200)
EVEN = "preference:even_units"


def plan_of(scenario: Scenario, outcome: Outcome) -> Plan:
    """The plan of a brute-force outcome, its classes filled one after the other."""
    seated: dict[tuple[str, int], int] = {}
    rows = []
    for name, path in zip(scenario.roster.ids, outcome.paths, strict=True):
        for taken in path:
            intake = taken.course, taken.start
            at = seated[intake] = seated.get(intake, -1) + 1
            room = f"{taken.course}@{taken.start}#{at % outcome.classes[intake]}"
            rows.append((str(name), *intake, room, taken.line))
    return builders.plan(scenario, *rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_and_measures_agree_with_brute_force(seed):
    scenario, best = tiny(seed).scenario, tiny(seed).best
    if best is None:
        return
    plan = plan_of(scenario, best)
    assert list(violations(scenario, plan)["message"]) == []
    values = objective_values(scenario, plan)
    assert tuple(entry.value for entry in values) == best.values


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_equals_brute_force(seed):
    scenario, best = tiny(seed).scenario, tiny(seed).best
    solved = solve(scenario)
    if best is None:
        assert solved.status is SolveStatus.INFEASIBLE
        assert solved.conflict
        assert solved.plan is None
        return
    assert solved.plan is not None
    assert list(violations(scenario, solved.plan)["message"]) == []
    _compare(solved, best.values)


def _compare(solved: Solved, best: tuple[int, ...]) -> None:
    """Every stage up to one that the engine does not claim to prove."""
    for stage, value in zip(solved.stages, best, strict=True):
        assert stage.incumbent is not None
        assert stage.bound is not None
        assert stage.bound <= value, stage
        if stage.name == EVEN:
            assert stage.incumbent >= value
            assert stage.status is SolveStatus.FEASIBLE or stage.incumbent == value
            # Preferences after it are bound to what it attained, not to the best.
            return
        assert stage.incumbent == value, stage
        assert stage.status is SolveStatus.OPTIMAL


def test_the_scenarios_are_worth_trying():
    """Much is wanted, and often more than money, seats and people allow."""
    found = [tiny(seed) for seed in SEEDS[:60]]
    feasible = [case for case in found if case.best is not None]
    short = [case for case in feasible if any(case.best.shortfall.values())]
    active = [case for case in feasible if any(case.best.paths)]
    assert len(feasible) < len(found)
    assert len(feasible) > len(found) / 2
    assert len(short) > len(feasible) / 2
    assert len(active) > len(feasible) / 2
