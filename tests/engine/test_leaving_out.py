"""Leaving out gives up what is worth least, and no more than may be lost."""

from collections import Counter
from math import inf

import pytest

from planner.engine.leaving_out import LeavingOut
from tests.builders import level, official, officials
from tests.engine.crowded import exchange_of, wanted
from tests.engine.exchanges import (
    assert_consistent,
    attained,
    attained_by,
    by_hand,
    each,
    spare_of,
    state,
)

SEEDS = [seed for seed in range(100) if exchange_of(seed)[1]]


def leaving(exchange, spare, may_lose=inf):
    """Leaving out, by so much of each tier at most."""
    known = exchange.reduction.catalogue.measurements
    return LeavingOut(exchange, spare, [may_lose] * len({m.tier for m in known}))


def worth(exchange, lost):
    """What measurements weigh, tier by tier."""
    known = exchange.reduction.catalogue.measurements
    return [
        sum(known[at].weight * n for at, n in lost.items() if known[at].tier == tier)
        for tier in (1, 2, 3)
    ]


def least_worth(exchange, absence, spare):
    """The least that is lost if somebody of an absence takes nothing at all."""
    block = exchange.reduction.blocks[absence[0]]
    return min(
        (
            worth(exchange, Counter(attained_by(block, path)))
            for path, count in exchange.groups[absence].items()
            if count
            and all(
                spare[block.catalogue.items[block.items[item]].course, start] > 0
                for item, start in enumerate(path)
                if start >= 0
            )
        ),
        default=None,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_out_gives_up_the_least_and_keeps_classes_large_enough(seed):
    exchange, over = exchange_of(seed)
    solution = wanted(seed).solution
    spare = spare_of(exchange, solution)
    for absence in each(over):
        before, won = state(exchange), attained(exchange)
        most = least_worth(exchange, absence, spare)
        if leaving(exchange, spare).leave_out(absence):
            over[absence] -= 1
            lost = worth(exchange, won - attained(exchange))
            assert not attained(exchange) - won
            assert most is None or lost <= most
        else:
            # Giving up everything would always do, if the classes could bear it.
            assert most is None
            assert state(exchange) == before
        assert_consistent(exchange, over)
        assert spare == spare_of(exchange, solution)
        assert min(spare.values()) >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_both_in_turn_keep_everything_consistent(seed):
    exchange, over = exchange_of(seed)
    spare = spare_of(exchange, wanted(seed).solution)
    for absence in each(over):
        done = exchange.settle(absence) or leaving(exchange, spare).leave_out(absence)
        over[absence] -= done
        assert_consistent(exchange, over)
    assert min(spare.values()) >= 0


def test_of_two_courses_the_one_that_is_worth_less_is_given_up():
    targets = {
        "theory": level("theory", "so_cap"),
        "degree": level("education", "dai_hoc", weight=3),
    }
    exchange, absence, paths = by_hand(
        officials("A", "B", education="none"), targets, {"S": 1, "D": 1}
    )
    assert not exchange.settle(absence)
    assert leaving(exchange, Counter({(0, 0): 1, (1, 0): 1})).leave_out(absence)
    assert exchange.groups[absence] == {paths["S"]: 0, paths["D"]: 1}


def test_what_classes_cannot_do_without_is_kept():
    exchange, absence, _ = by_hand(
        officials("A", "B"), {"theory": level("theory", "so_cap")}, {"S": 2}
    )
    before = state(exchange)
    assert not leaving(exchange, Counter({(0, 0): 0})).leave_out(absence)
    assert state(exchange) == before


@pytest.mark.parametrize("seed", SEEDS)
def test_no_more_is_lost_than_may_be(seed):
    exchange, over = exchange_of(seed)
    out = leaving(exchange, spare_of(exchange, wanted(seed).solution), may_lose=1)
    won = attained(exchange)
    for absence in each(over):
        out.leave_out(absence)
    lost = worth(exchange, won - attained(exchange))
    assert max(lost) <= 1
    assert out.may_lose == [1 - less for less in lost]


def test_somebody_else_of_the_unit_gives_up_what_is_worth_less():
    # E is of the same unit, and no member of the Party.
    targets = {
        "first": level("theory", "so_cap", group="party"),
        "others": level("theory", "so_cap", group="not party", tier=2),
    }
    other = official("E", party=False)
    exchange, absence, _ = by_hand([*officials("A", "B"), other], targets, {"S": 2})
    assert len(exchange.reduction.blocks) == 2
    theirs = next((at, (0,)) for at in (0, 1) if at != absence[0])
    path = (0,) * len(exchange.reduction.blocks[theirs[0]].items)
    exchange.take(absence, *exchange.groups[absence], -1)
    exchange.send(absence, 0, -1)
    exchange.take(theirs, path, 1)
    exchange.send(theirs, 0, 1)
    assert leaving(exchange, Counter({(0, 0): 1})).leave_out(absence)
    assert exchange.sent[absence].tolist() == [1]
    assert exchange.sent[theirs].tolist() == [0]
    assert attained(exchange)[0] == 1
