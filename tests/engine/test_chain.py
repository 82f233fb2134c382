"""Chains keep every total, and settle some whom single exchanges cannot."""

from collections import Counter

import pytest

from planner.engine.chain import settle_by_chains
from tests.engine.crowded import exchange_of
from tests.engine.exchanges import (
    assert_consistent,
    attained,
    enrolments,
    state,
    unsettled,
)

SEEDS = [seed for seed in range(100) if exchange_of(seed)[1]]
HARD = (249, 554, 564, 704, 832)
"""Cases in which only a second exchange makes room, found among the first 1,500."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_total_changes_and_what_fails_changes_nothing(seed):
    exchange, over = exchange_of(seed)
    before, paid, won = state(exchange), enrolments(exchange), attained(exchange)
    still = Counter(settle_by_chains(exchange, over))
    assert still <= over
    assert enrolments(exchange) == paid
    assert not won - attained(exchange)
    assert_consistent(exchange, still)
    if still == over:
        assert state(exchange) == before


@pytest.mark.parametrize("seed", HARD)
def test_a_second_exchange_makes_room_where_the_first_finds_none(seed):
    exchange, over = unsettled(seed)
    still = Counter(settle_by_chains(exchange, over))
    assert still < over
    assert_consistent(exchange, still)
