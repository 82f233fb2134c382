"""Exchanges keep every total."""

import pytest

from tests.builders import level, official, officials
from tests.engine.crowded import exchange_of
from tests.engine.exchanges import (
    assert_consistent,
    attained,
    by_hand,
    each,
    enrolments,
    state,
)

SEEDS = [seed for seed in range(100) if exchange_of(seed)[1]]


@pytest.mark.parametrize("seed", SEEDS)
def test_settling_changes_no_total_and_what_fails_changes_nothing(seed):
    exchange, over = exchange_of(seed)
    assert_consistent(exchange, over)
    for absence in each(over):
        before, paid, won = state(exchange), enrolments(exchange), attained(exchange)
        if exchange.settle(absence):
            over[absence] -= 1
            # Seats, by who pays and whom preferences look at.
            assert enrolments(exchange) == paid
            assert not won - attained(exchange)
        else:
            assert state(exchange) == before
        assert_consistent(exchange, over)


def test_some_can_be_settled_and_by_other_means_than_another_unit():
    settled, changed = 0, 0
    for seed in SEEDS:
        exchange, over = exchange_of(seed)
        for absence in each(over):
            before = state(exchange)[0]
            settled += exchange.settle(absence)
            changed += state(exchange)[0] != before
    assert settled > 10
    assert changed > 5


@pytest.mark.parametrize("counts", [True, False])
def test_a_seat_is_handed_only_to_whom_it_counts_as_much_for(counts):
    # E is in another unit and block, and no member of the Party.
    targets = {
        "first": level("theory", "so_cap", group="all" if counts else "party"),
        "men": level("theory", "so_cap", group="sex == male", tier=2),
    }
    other = official("E", unit="bi", party=False, sex="male")
    exchange, absence, _ = by_hand([*officials("A", "B"), other], targets, {"S": 2})
    assert len(exchange.reduction.blocks) == 2
    assert exchange.settle(absence) == counts
    assert sorted(exchange.taking) == ([1, 1] if counts else [0, 2])
