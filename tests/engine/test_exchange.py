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


@pytest.mark.parametrize("lacking", [True, False])
def test_a_seat_is_handed_to_others_of_a_tier_of_whom_somebody_is_missing(lacking):
    targets = {
        "party": level("theory", "so_cap", group="party"),
        "others": level("theory", "so_cap", group="not party"),
    }
    other = official("E", unit="bi", party=False)
    exchange, absence, _ = by_hand(
        [*officials("A", "B"), other], targets, {"S": 2}, {1: int(lacking)}
    )
    assert exchange.settle(absence) == lacking
    if lacking:
        assert exchange.missing == {0: 1, 1: 0}
    else:
        assert exchange.missing == {1: 0}


def test_who_takes_a_short_course_may_be_handed_a_seat_of_a_long_one():
    both = level("theory", "so_cap", group="not party")
    both["measure"]["conditions"] += level("education", "dai_hoc")["measure"][
        "conditions"
    ]
    other = official("E", unit="bi", party=False, education="none")
    exchange, absence, _ = by_hand(
        [*officials("A", "B"), other],
        {"theory": level("theory", "so_cap"), "both": both},
        {"S": 2},
        weeks=1,
    )
    theirs = 1 - absence[0]
    assert exchange.reduction.blocks[theirs].items == (0, 1)
    exchange.take((theirs, ()), (-1, 0), 1)
    assert exchange.settle(absence)
    assert exchange.groups[theirs, (0,)] == {(0, 0): 1}
    assert exchange.sent[theirs, (0,)].tolist() == [0, 1]
