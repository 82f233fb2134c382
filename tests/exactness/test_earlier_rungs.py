"""What the search claims without its last, exact rung: valid, not necessarily best."""

import pytest

from models.result import SolveStatus
from models.rules import violations
from planner.engine.pathway import FEW_PATHS, PathPool
from planner.engine.stage_forms import StageForms
from tests.exactness.brute_force import outcomes
from tests.exactness.engine import solve
from tests.exactness.random_scenarios import tiny


@pytest.mark.parametrize("few_paths", [FEW_PATHS, 1])
@pytest.mark.parametrize("seed", range(40))
def test_bounds_and_plans_are_right_without_the_exact_rung(
    seed, few_paths, monkeypatch
):
    # With one path to a block at most, blocks are given by arcs and by generated paths.
    listed = PathPool.of
    monkeypatch.setattr(
        PathPool, "of", lambda reduction, few: listed(reduction, few_paths)
    )
    monkeypatch.setattr(StageForms, "everything", None)
    scenario, best = tiny(seed).scenario, tiny(seed).best
    solved = solve(scenario)
    if solved.plan is None:
        assert best is None or solved.status is SolveStatus.NO_SOLUTION
        return
    assert best is not None
    assert list(violations(scenario, solved.plan)["message"]) == []
    every = [found.values for found in outcomes(scenario)]
    for at, stage in enumerate(solved.stages):
        if (
            stage.name.startswith("preference")
            and solved.values[:at] != best.values[:at]
        ):
            # Brute force keeps the least preferences of the best plans only.
            break
        held = solved.values[:at]
        least = min(
            values[at]
            for values in every
            if all(value <= most for value, most in zip(values, held, strict=False))
        )
        assert stage.bound is None or stage.bound <= least, stage
