"""A bound of all tiers weighed at once says how little is left for each tier."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from planner.engine.weighing import Weighing

MOST = (3, 4, 5)
WEIGHTS = (10_000, 100, 1)
WEIGHING = Weighing(terms=[], weights=WEIGHTS, most=MOST)


def weighed(values: tuple[int, ...]) -> int:
    return sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))


@given(
    st.sets(st.sampled_from(list(product(range(4), range(5), range(6)))), min_size=1)
)
def test_what_a_bound_leaves_for_a_tier_is_never_above_a_plan(
    plans: set[tuple[int, ...]],
) -> None:
    bound = min(map(weighed, plans))
    for plan in plans:
        for at in range(3):
            assert WEIGHING.leaves(bound, at, plan[:at]) <= plan[at]


def test_a_bound_that_is_met_proves_the_last_tier() -> None:
    assert WEIGHING.leaves(weighed((2, 0, 4)), 2, (2, 0)) == 4
    assert WEIGHING.leaves(weighed((2, 0, 4)), 2, (2, 1)) == -96


def test_an_earlier_tier_may_leave_later_ones_all_that_is_missing() -> None:
    # Later tiers come to 405 at most; what exceeds it is the first tier's, rounded up.
    assert WEIGHING.leaves(405, 0, ()) == 0
    assert WEIGHING.leaves(406, 0, ()) == 1
    assert WEIGHING.leaves(20_000, 0, ()) == 2
