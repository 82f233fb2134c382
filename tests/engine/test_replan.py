"""Replanning keeps every total, and places some whom single exchanges cannot."""

from collections import Counter

import pytest

from planner.engine.replan import replan
from tests.engine.crowded import exchange_of
from tests.engine.exchanges import (
    assert_consistent,
    attained,
    enrolments,
    unsettled,
)

SEEDS = [seed for seed in range(100) if exchange_of(seed)[1]]
HARD = (217, 249, 554, 572, 1086)
"""Cases in which several changes at once make room, found among the first 1,500."""


def left_of(exchange, over):
    """Who is left over after replanning, with what was tried without success."""
    return Counter(replan(exchange, dict(over))) if over else Counter()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_total_changes_and_everybody_placed_has_a_place(seed):
    exchange, over = exchange_of(seed)
    paid, won = enrolments(exchange), attained(exchange)
    still = left_of(exchange, over)
    assert still <= over
    assert enrolments(exchange) == paid
    assert not won - attained(exchange)
    assert_consistent(drop_unused(exchange), still)


def drop_unused(exchange):
    """The exchange without paths that were only tried."""
    for paths in exchange.groups.values():
        for path in [path for path, count in paths.items() if not count]:
            del paths[path]
    return exchange


@pytest.mark.parametrize("seed", HARD)
def test_it_places_somebody_for_whom_single_exchanges_find_no_room(seed):
    exchange, over = unsettled(seed)
    still = left_of(exchange, over)
    assert still < over
    assert_consistent(drop_unused(exchange), still)
