"""What placing knows about room is the same as if it were counted anew."""

from random import Random

import numpy as np
import pytest

from planner.engine.placing import Placing
from planner.formulation.constraints.unit_cover import room
from tests.engine.crowded import wanted

YEARS = [(), (0,), (1, 2), (0, 3)]


def placing_of(seed):
    reduction = wanted(seed).reduction
    left = room(reduction.people.background)
    sent = {
        (at, years): np.zeros(len(left), dtype=np.int64)
        for at in range(len(reduction.blocks))
        for years in YEARS[1:]
    }
    return Placing(reduction, {}, sent, left)


def counted(placing, holders, years, besides):
    """The first unit with most room, looked for among all."""
    there = placing.sent[holders] if holders[1] else placing.free[holders[0]]
    best, most = None, 0
    for unit, row in enumerate(placing.left):
        least = min((row[year] for year in years), default=1)
        if there[unit] > 0 and unit != besides and least > most:
            best, most = unit, least
    return best


@pytest.mark.parametrize("seed", range(20))
def test_most_room_is_that_of_a_full_count_after_any_changes(seed):
    placing, random = placing_of(seed), Random(seed)
    blocks, units = range(len(placing.free)), range(len(placing.left))
    start = placing.left.copy(), [row.copy() for row in placing.free]
    for _ in range(150):
        if random.random() < 0.2:
            placing.undo(random.randint(0, placing.mark()))
        else:
            absence = random.choice(blocks), random.choice(YEARS[1:])
            placing.send(absence, random.choice(units), random.choice((-1, 1)))
        holders = random.choice(blocks), random.choice(YEARS)
        years, besides = random.choice(YEARS), random.choice((None, *units))
        found = placing.most_room(holders, years, besides)
        assert found == counted(placing, holders, years, besides)
    placing.undo(0)
    assert (placing.left == start[0]).all()
    assert all(map(np.array_equal, placing.free, start[1]))


@pytest.mark.parametrize("seed", range(20))
def test_the_roomiest_units_come_first_and_have_somebody_to_send(seed):
    placing, random = placing_of(seed), Random(seed)
    placing.left[:] = [[random.randint(0, 1) for _ in row] for row in placing.left]
    for at, free in enumerate(placing.free):
        found = placing.roomiest((at, (1, 2)), 99).tolist()
        assert sorted(found) == np.flatnonzero(free).tolist()
        full = (placing.left[found][:, [1, 2]] == 0).sum(axis=1).tolist()
        assert full == sorted(full)
        assert placing.roomiest((at, (1, 2)), 1).tolist() == found[:1]
