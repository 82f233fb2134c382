"""A bound of all tiers weighed at once says how little is left for each tier."""

from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.solver import tolerance
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


@given(
    st.sets(st.sampled_from(list(product(range(4), range(5), range(6)))), min_size=1),
    st.integers(0, 3),
)
def test_with_a_tier_held_it_holds_for_plans_that_keep_it(
    plans: set[tuple[int, ...]], limit: int
) -> None:
    later = Weighing(terms=[], weights=(100, 1), most=MOST[1:], held=(limit,))
    keeping = [plan for plan in plans if plan[0] <= limit]
    bound = min((weighed((0, *plan[1:])) for plan in keeping), default=1000)
    for plan in plans:
        assert later.leaves(bound, 0, ()) is None
        for at in (1, 2):
            left = later.leaves(bound, at, plan[:at])
            assert (left is not None) == (plan in keeping)
            assert left is None or left <= plan[at]


def test_weights_keep_few_who_are_missing_apart_and_not_many() -> None:
    assert WEIGHING.is_apart
    assert not Weighing(terms=[], weights=WEIGHTS, most=(1, 30_000, 1)).is_apart


def test_nothing_is_left_for_tiers_that_are_not_weighed() -> None:
    middle = Weighing(terms=[], weights=(1,), most=MOST[1:2], held=(3,))
    assert middle.leaves(2, 0, ()) is None
    assert middle.leaves(2, 1, (3,)) == 2
    assert middle.leaves(2, 2, (3, 2)) is None


@pytest.mark.parametrize("values", [(2, 3, 0), (2, 0, 0), (2, 3, 4)])
def test_a_sum_that_is_near_enough_settles_all_tiers_but_the_last_that_are_met(
    values: tuple[int, ...],
) -> None:
    near = WEIGHING.settling(values)
    last = max(at for at, value in enumerate(values) if value)
    # A solver's bound is only rounded up past what it may be wrong by.
    unsure = ceil(tolerance(weighed(values))) if near > 1 else 0
    bound = weighed(values) - near + 1 - unsure
    for at in range(last + 1):
        assert WEIGHING.leaves(bound, at, values[:at]) == values[at]
    if near > 1:
        assert WEIGHING.leaves(bound - 1, last, values[:last]) == values[last] - 1
