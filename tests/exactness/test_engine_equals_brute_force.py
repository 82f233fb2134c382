"""The engine's value is the best there is, on scenarios of which every plan was tried.

The suite tries 200 of them; ``--seeds 1000`` tries a thousand.
"""

import re

import pytest

from models.measures import objective_values
from models.result import SolveStatus
from models.rules import violations
from tests.exactness.engine import Solved, solve
from tests.exactness.plans import plan_of
from tests.exactness.random_scenarios import tiny

EVEN = "preference:even_units"


@pytest.mark.seeds(200)
def test_the_engine_equals_brute_force(seed):
    scenario, best = tiny(seed).scenario, tiny(seed).best
    solved = solve(scenario)
    if best is None:
        assert solved.status is SolveStatus.INFEASIBLE
        assert solved.conflict
        # Named in the planner's words, not by rows of a programme.
        assert not any(re.match(r"\w+\[", item) for item in solved.conflict)
        assert solved.plan is None
        return
    assert solved.plan is not None
    assert list(violations(scenario, solved.plan)["message"]) == []
    _compare(solved, best.values)
    # And the other way round: rules and measures see the plan of brute force alike.
    plan = plan_of(scenario, best)
    assert list(violations(scenario, plan)["message"]) == []
    assert tuple(entry.value for entry in objective_values(scenario, plan)) == (
        best.values
    )


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
