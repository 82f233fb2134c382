from pathlib import Path

from benchmarks.cases import Case
from benchmarks.time_limits import OFTEN, drawn, rows_of

SMALL = {Case("base", 100): 1}
SEED = next(seed for seed in range(99) if drawn(SMALL, 1, seed)[0][1] > 18)


def test_a_limit_is_kept_and_leaves_a_plan_that_verifies(tmp_path: Path) -> None:
    (row,) = rows_of(SMALL, 1, SEED, tmp_path)
    assert row["exit_code"] == 0
    assert row["violations"] == 0
    assert row["late_seconds"] == round(row["wall_seconds"] - row["limit"], 2)


def test_a_seed_always_draws_the_same_scenarios_and_limits() -> None:
    found = drawn(OFTEN, 100, seed=1)
    assert found == drawn(OFTEN, 100, seed=1) != drawn(OFTEN, 100, seed=2)
    assert {case for case, _ in found} == set(OFTEN)
    assert all(1 <= limit <= 20 for _, limit in found)
