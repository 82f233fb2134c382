"""Distinct rows are those that a plain sort finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.formulation.distinct import distinct_rows


def plain(tables):
    return [tuple(row) for row in np.hstack([t.astype(np.int64) for t in tables])]


def assert_distinct(tables):
    rows = plain(tables)
    first, of = distinct_rows(tables)
    kept = [rows[at] for at in first]
    assert sorted(kept) == sorted(set(rows))
    assert [kept[at] for at in of] == rows
    assert [rows.index(row) for row in kept] == first.tolist()


@st.composite
def table_pairs(draw):
    """Two tables of few different values, negative ones, large ones and flags."""
    size = draw(st.integers(1, 12))
    value = st.sampled_from((0, 1, -1, 2**40, -(2**62)))
    wide = draw(st.lists(st.tuples(value, value), min_size=size, max_size=size))
    flags = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    return [np.array(wide, dtype=np.int64), np.array(flags)[:, None]]


@given(table_pairs())
def test_distinct_rows_are_those_of_a_sort(tables):
    assert_distinct(tables)


@given(table_pairs(), st.randoms(use_true_random=False))
def test_their_order_does_not_depend_on_that_of_the_officials(tables, random):
    order = list(range(len(tables[0])))
    random.shuffle(order)
    shuffled = [table[order] for table in tables]
    first, _ = distinct_rows(tables)
    again, _ = distinct_rows(shuffled)
    assert [plain(tables)[at] for at in first] == [plain(shuffled)[at] for at in again]


def test_different_rows_with_equal_sums_are_told_apart():
    # Made for the first factors: 1 · f and g · b have the same 64 bits.
    generator = np.random.Generator(np.random.PCG64(0))
    f, g = (int(one) * 2 + 1 for one in generator.integers(0, 2**63, 2, np.uint64))
    b = f * pow(g, -1, 2**64) % 2**64
    table = np.array([[1, 0], [0, b], [1, 0]], dtype=np.uint64)
    sums = [(int(x) * f + int(y) * g) % 2**64 for x, y in table]
    assert len(set(sums)) == 1
    first, of = distinct_rows([table.view(np.int64)])
    assert sorted(first.tolist()) == [0, 1]
    assert of[0] == of[2] != of[1]


def test_no_officials_have_no_rows():
    first, of = distinct_rows([np.zeros((0, 2), dtype=np.int64)])
    assert len(first) == len(of) == 0
