"""With recruitment, both engines find the best plan of all choices of streams.

The suite tries a few scenarios; ``--seeds 1000`` tries a thousand of each sort.
"""

from collections import Counter

import pytest

from models.result import SolveStatus
from models.rules import violations
from planner.engine import reference
from planner.engine.engines import Search
from planner.engine.search import search as default_search
from tests.exactness.engine import solve
from tests.exactness.recruiting import middling_recruiting, recruiting

FEW = 45


@pytest.mark.seeds(FEW)
@pytest.mark.parametrize(
    "search", [default_search, reference.search], ids=["default", "reference"]
)
def test_each_engine_equals_brute_force(search: Search, seed: int) -> None:
    scenario, best = recruiting(seed)
    solved = solve(scenario, search=search)
    if best is None:
        assert solved.status is SolveStatus.INFEASIBLE
        assert solved.conflict
        return
    assert solved.plan is not None
    assert list(violations(scenario, solved.plan)["message"]) == []
    assert solved.values == best
    assert solved.status is SolveStatus.OPTIMAL


def test_the_scenarios_are_of_every_sort() -> None:
    drawn = [recruiting(seed) for seed in range(FEW)]
    assert any(best is None for _, best in drawn)
    assert any(len(scenario.stream_ids) == 3 for scenario, _ in drawn)
    assert any(not scenario.vacancies.followed.all() for scenario, _ in drawn)
    assert any(scenario.spec.rules.unit_cover for scenario, _ in drawn)
    # Every measure is met with recruits, who change whom it counts.
    targets = [
        target for scenario, _ in drawn for target in scenario.spec.targets.values()
    ]
    uses = Counter((target.measure.kind, target.compare) for target in targets)
    uses.update("among" for target in targets if getattr(target.measure, "among", ()))
    wanted = (
        "level_by_deadline", "before_appointment", "annual_participation",
        "once_in_window", "recruitment_composition",
    )  # fmt: skip
    assert all(uses[kind, compare] for kind in wanted for compare in (">=", ">"))
    assert uses["among"] >= 5


@pytest.mark.seeds(12)
def test_the_engines_agree_on_larger_scenarios(seed: int) -> None:
    scenario = middling_recruiting(seed)
    default, second = solve(scenario), solve(scenario, search=reference.search)
    assert default.status is second.status
    assert default.values == second.values
    for solved in (default, second):
        if solved.plan is not None:
            assert violations(scenario, solved.plan).empty
