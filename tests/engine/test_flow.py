"""A flow carries everybody, or names the blocks that stand in the way."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.flow import flow as flow_along


def table(rows):
    return np.array(rows, dtype=np.int64)


def flow(supply, there, room):
    """The flow over a table of officials by block and unit, carried as such a table."""
    block, unit = np.nonzero(there)
    found = flow_along(supply, block, unit, there[block, unit], room)
    carried = np.zeros_like(there)
    carried[block, unit] = found.carried
    return replace(found, carried=carried)


@st.composite
def years(draw):
    """Officials wanted of each block, those at hand by unit, and room of the units."""
    n_blocks, n_units = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    small = st.integers(0, 2)
    there = draw(
        st.lists(
            st.lists(small, min_size=n_units, max_size=n_units),
            min_size=n_blocks,
            max_size=n_blocks,
        )
    )
    supply = draw(st.lists(st.integers(0, 4), min_size=n_blocks, max_size=n_blocks))
    room = draw(st.lists(st.integers(-1, 3), min_size=n_units, max_size=n_units))
    return table(supply), table(there), table(room)


def most_sent(supply, there, room):
    """The most who can be sent, by trying every table of officials."""
    cells = [range(int(count) + 1) for count in there.ravel()]
    sent = table(list(product(*cells))).reshape(-1, *there.shape)
    fits = (sent.sum(axis=2) <= supply).all(axis=1)
    fits &= (sent.sum(axis=1) <= np.maximum(room, 0)).all(axis=1)
    return int(sent[fits].sum(axis=(1, 2)).max())


@given(years())
def test_as_many_are_carried_as_by_the_best_of_all_tables(year):
    supply, there, room = year
    found = flow(supply, there, room)
    assert found.short == supply.sum() - most_sent(supply, there, room)
    assert found.carried.sum() == supply.sum() - found.short


@given(years())
def test_nobody_is_carried_who_is_not_there_not_wanted_or_has_no_room(year):
    supply, there, room = year
    carried = flow(supply, there, room).carried
    assert (carried >= 0).all()
    assert (carried <= there).all()
    assert (carried.sum(axis=1) <= supply).all()
    assert (carried.sum(axis=0) <= np.maximum(room, 0)).all()


@given(years())
def test_the_blocks_named_are_those_who_do_not_fit(year):
    supply, there, room = year
    found = flow(supply, there, room)
    for side in found.source_sides:
        able = np.minimum(there[side].sum(axis=0), np.maximum(room, 0)).sum()
        assert supply[side].sum() - able == found.short
    assert bool(found.source_sides) == bool(found.short)
    for fewer, more in pairwise(found.source_sides):
        assert set(fewer) < set(more)


def test_a_block_with_room_to_spare_is_not_named():
    # Two of block 0 compete for the room of unit 0; block 1 has unit 1.
    supply, there = table([2, 1]), table([[2, 0], [0, 2]])
    found = flow(supply, there, table([1, 2]))
    assert found.carried.tolist() == [[1, 0], [0, 1]]
    assert (found.short, found.source_sides) == (1, [[0]])


def test_a_block_that_just_fits_is_named_too():
    found = flow(table([2, 1]), table([[2, 0], [0, 1]]), table([1, 1]))
    assert (found.short, found.source_sides) == (1, [[0], [0, 1]])
