"""Exchanges keep every total; leaving out gives up what is worth least."""

from collections import Counter
from copy import deepcopy

import numpy as np
import pytest

from planner.engine.exchange import Exchange
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints import PATH_RULES
from planner.formulation.constraints.unit_cover import room
from planner.formulation.paths import attains
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, officials, scenario
from tests.engine.crowded import exchange_of, gone, wanted

SEEDS = [seed for seed in range(100) if exchange_of(seed)[1]]


def state(exchange):
    """Everything that moves change, without what is zero."""
    groups = {
        key: {path: count for path, count in paths.items() if count}
        for key, paths in exchange.groups.items()
    }
    return deepcopy(
        (
            {key: paths for key, paths in groups.items() if paths},
            {key: row.tolist() for key, row in exchange.sent.items() if row.any()},
            exchange.left.tolist(),
            [row.tolist() for row in exchange.free],
            exchange.taking,
        )
    )


def taken(exchange):
    """(block, path, officials) of all paths."""
    for (at, _), paths in exchange.groups.items():
        for path, count in paths.items():
            if count:
                yield at, path, count


def enrolments(exchange):
    """(course, start, pay pattern), and membership of priority groups -> enrolments."""
    found = Counter()
    for at, path, count in taken(exchange):
        block = exchange.reduction.blocks[at]
        for item, start in enumerate(path):
            if start >= 0:
                course = block.catalogue.items[block.items[item]].course
                found[course, start, block.pay[item]] += count
                found[block.priority] += count
    return +found


def seats(exchange):
    """(course, start) -> enrolments."""
    found = Counter()
    for key, count in enrolments(exchange).items():
        if len(key) == 3:
            found[key[:2]] += count
    return found


def attained_by(block, path):
    row = attains(block, np.array([path], dtype=np.int8))[0]
    return [block.needs[need].measurement for need in np.flatnonzero(row)]


def attained(exchange):
    """Measurement -> officials who attain it by courses."""
    found = Counter()
    for at, path, count in taken(exchange):
        for measurement in attained_by(exchange.reduction.blocks[at], path):
            found[measurement] += count
    return found


def assert_consistent(exchange, over):
    """Nobody is sent twice or from a full unit, and everybody's path is allowed."""
    reduction = exchange.reduction
    left = room(reduction.people.background)
    unit = reduction.people.roster.unit
    free = [
        np.bincount(unit[block.members], minlength=len(left))
        for block in reduction.blocks
    ]
    for (at, years), counts in exchange.sent.items():
        assert (counts >= 0).all()
        free[at] -= counts
        left[:, list(years)] -= counts[:, None]
        there = sum(exchange.groups[at, years].values())
        assert counts.sum() == there - over[at, years]
    assert (left >= 0).all()
    assert (exchange.left == left).all()
    assert all((row >= 0).all() for row in free)
    assert np.array_equal(exchange.free, free)
    taking = Counter()
    for at, path, count in taken(exchange):
        block, row = reduction.blocks[at], np.array([path], dtype=np.int8)
        assert all(rule(block, row)[0] for rule in PATH_RULES.values())
        assert all(
            start < 0 or mask >> start & 1
            for start, mask in zip(path, block.masks, strict=True)
        )
        assert path in exchange.groups[at, gone(reduction, at, path)]
        assert count > 0
        taking[at] += count
    assert exchange.taking == [taking[at] for at in range(len(reduction.blocks))]
    assert all(taking[at] <= block.size for at, block in enumerate(reduction.blocks))


def spare_of(exchange, solution):
    """Seats of each intake that its classes can do without; fillers take some too."""
    courses = exchange.reduction.catalogue.courses
    spare = seats(exchange)
    for filler, number in solution.fillers.items():
        spare[filler.course, filler.start] += number
    for key, number in solution.classes.items():
        spare[key] -= number * courses[key[0]].class_size.min
    return spare


def each(over):
    return [absence for absence in sorted(over) for _ in range(over[absence])]


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
        if exchange.leave_out(absence, spare):
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
        done = exchange.settle(absence) or exchange.leave_out(absence, spare)
        over[absence] -= done
        assert_consistent(exchange, over)
    assert min(spare.values()) >= 0


def by_hand(people, targets, paths):
    """An exchange of the given paths: course of 2026 -> officials of block 0.

    Everybody of block 0 is in unit `an`, which has sent one official and has no room.
    """
    seat = {"weeks": [9], "classes": {"default": 0, 2026: 1}}
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}], **seat),
        "D": course(grants=[{"attribute": "education", "level": "dai_hoc"}], **seat),
    }
    case = scenario(
        people, courses, targets=targets, rules={"unit_cover": {"share": 0.5}}
    )
    reduction = reduce(People(Catalogue(case)))
    at = next(at for at, b in enumerate(reduction.blocks) if 0 in b.members)
    items = [reduction.catalogue.items[i].course for i in reduction.blocks[at].items]
    of_course = {
        name: tuple(0 if item == number else -1 for item in items)
        for number, name in enumerate("SD")
    }
    absence = at, (0,)
    groups = {absence: {of_course[name]: count for name, count in paths.items()}}
    free = room(reduction.people.background)
    sent = np.zeros(len(free), dtype=np.int64)
    sent[0] = 1
    free[0, 0] -= 1
    return Exchange(reduction, groups, {absence: sent}, free), absence, of_course


def test_of_two_courses_the_one_that_is_worth_less_is_given_up():
    targets = {
        "theory": level("theory", "so_cap"),
        "degree": level("education", "dai_hoc", weight=3),
    }
    exchange, absence, paths = by_hand(
        officials("A", "B", education="none"), targets, {"S": 1, "D": 1}
    )
    assert not exchange.settle(absence)
    assert exchange.leave_out(absence, Counter({(0, 0): 1, (1, 0): 1}))
    assert exchange.groups[absence] == {paths["S"]: 0, paths["D"]: 1}


def test_what_classes_cannot_do_without_is_kept():
    exchange, absence, _ = by_hand(
        officials("A", "B"), {"theory": level("theory", "so_cap")}, {"S": 2}
    )
    before = state(exchange)
    assert not exchange.leave_out(absence, Counter({(0, 0): 0}))
    assert state(exchange) == before


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
