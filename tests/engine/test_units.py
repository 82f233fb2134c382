"""Absences are placed in units: never beyond members or room, and as many as fit."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.engine import units
from planner.engine.transport import transport

WAYS = {
    "transport": {},
    "spread": {"_MANY": 0},
    "year by year": {"_MANY": 0, "_MANY_SHORT": -1},
}
"""Way of placing -> thresholds of the module that lead there."""
N_YEARS = 3
repeatable = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=sorted(WAYS))
def way(request, monkeypatch):
    for name, value in WAYS[request.param].items():
        monkeypatch.setattr(units, name, value)
    return request.param


def reduction_of(there):
    """Blocks and units of a table (block, unit) of officials."""
    n_blocks, n_units = there.shape
    block = np.repeat(np.arange(n_blocks), there.sum(axis=1))
    unit = np.concatenate([np.repeat(np.arange(n_units), row) for row in there])
    blocks = [
        SimpleNamespace(members=np.flatnonzero(block == at)) for at in range(n_blocks)
    ]
    roster = SimpleNamespace(unit=unit)
    return SimpleNamespace(
        people=SimpleNamespace(roster=roster),
        blocks=blocks,
        by_unit=lambda at: there[at],
    )


@st.composite
def cases(draw, longest=N_YEARS):
    """(officials by block and unit, demand, room)."""
    n_blocks, n_units = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    # At least one member, as every block has.
    there = [
        [draw(st.integers(int(at == 0), 3)) for at in range(n_units)]
        for _ in range(n_blocks)
    ]
    room = [[draw(st.integers(0, 3)) for _ in range(N_YEARS)] for _ in range(n_units)]
    demand = {}
    for block, row in enumerate(there):
        left = sum(row)
        for _ in range(draw(st.integers(0, 3))):
            first = draw(st.integers(0, N_YEARS - 1))
            last = min(first + draw(st.integers(1, longest)), N_YEARS)
            count = draw(st.integers(0, left))
            absence = block, tuple(range(first, last))
            if count and absence not in demand:
                demand[absence] = count
                left -= count
    return np.array(there), demand, np.array(room)


def placed(case, **options):
    there, demand, room = case
    sent = units.place(reduction_of(there), demand, room, **options)
    return sent, sum(int(counts.sum()) for counts in sent.values())


def assert_fits(case, sent):
    there, demand, room = case
    free, left = there.copy(), room.copy()
    for (block, years), counts in sent.items():
        assert (counts >= 0).all()
        assert counts.sum() <= demand[block, years]
        free[block] -= counts
        left[:, list(years)] -= counts[:, None]
    assert (free >= 0).all()
    assert (left >= 0).all()


@repeatable
@given(cases(), st.booleans())
def test_never_more_than_members_room_or_demand(way, case, even):
    sent, _ = placed(case, even=even)
    assert_fits(case, sent)
    assert set(sent) == set(case[1])


@repeatable
@given(cases(), st.booleans())
def test_every_way_places_as_many_as_the_exact_transport(way, case, even):
    there, demand, room = case
    table = units._Table(
        {at: row for at, row in enumerate(there) if any(b == at for b, _ in demand)}
    )
    exact = transport(table.there, demand, room, np.arange(len(room)), None)
    assert placed(case, even=even)[1] == sum(
        int(counts.sum()) for counts in exact.values()
    )


@settings(max_examples=60)
@given(cases(longest=1), st.integers(0, 9))
def test_in_a_single_year_flows_alone_place_as_many(case, seed):
    there, demand, room = case
    demand = {key: count for key, count in demand.items() if key[1] == (0,)}
    table = units._Table(dict(enumerate(there)))
    left = units._year_by_year(table, demand, room.copy(), seed)
    assert_fits((there, demand, room), table.sent)
    exact = transport(table.there, demand, room, np.arange(len(room)), None)
    assert sum(int(counts.sum()) for counts in table.sent.values()) == sum(
        int(counts.sum()) for counts in exact.values()
    )
    away = sum(table.sent.values(), start=np.zeros(len(room), dtype=np.int64))
    assert (left[:, 0] == room[:, 0] - away).all()


@settings(max_examples=60)
@given(cases(), st.integers(0, 9))
def test_spreading_and_flows_keep_the_room_they_return(case, seed):
    there, demand, room = case
    for step in (units._spread, units._year_by_year):
        table = units._Table(dict(enumerate(there)))
        left = step(table, demand, room.copy(), seed)
        assert_fits(case, table.sent)
        used = np.zeros_like(room)
        for (_, years), counts in table.sent.items():
            used[:, list(years)] += counts[:, None]
        assert (left == room - used).all()


def test_absences_are_spread_in_proportion(way):
    # 4 of 16 in two units of 4 and 12: where units are looked at, one and three.
    case = np.array([[4, 12]]), {(0, (0,)): 4}, np.full((2, N_YEARS), 9)
    sent, total = placed(case, even=True)
    assert total == 4
    if way != "year by year":
        assert sent[0, (0,)].tolist() == [1, 3]


def test_who_does_not_fit_is_placed_by_moving_others():
    # Block 0 is in both units, block 1 in the first alone, with room for one each.
    there, room = np.array([[1, 1], [1, 0]]), np.full((2, N_YEARS), 1)
    table = units._Table(dict(enumerate(there)))
    table.sent = {(0, (0,)): np.array([1, 0]), (1, (0,)): np.array([0, 0])}
    units._mend(table, {(1, (0,)): 1}, np.array([[0, 1, 1], [1, 1, 1]]))
    assert_fits((there, {(0, (0,)): 1, (1, (0,)): 1}, room), table.sent)
    assert table.sent[0, (0,)].tolist() == [0, 1]
    assert table.sent[1, (0,)].tolist() == [1, 0]


def test_mending_never_loses_anybody(monkeypatch):
    # A programme that ends at its work limit with nobody sent.
    def poor(there, demand, *_):
        return {absence: np.zeros(2, dtype=np.int64) for absence in demand}

    monkeypatch.setattr(units, "transport", poor)
    table = units._Table(dict(enumerate(np.array([[1, 1], [1, 0]]))))
    table.sent = {(0, (0,)): np.array([1, 0]), (1, (0,)): np.array([0, 0])}
    units._mend(table, {(1, (0,)): 1}, np.array([[0, 1, 1], [1, 1, 1]]))
    assert table.sent[0, (0,)].tolist() == [1, 0]


@pytest.mark.parametrize("seed", range(6))
def test_flows_send_nobody_on_two_absences(seed):
    # Each unit has room for two but one member, and both are away in the first year.
    case = np.array([[1, 1]]), {(0, (0,)): 1, (0, (0, 1)): 1}, np.full((2, N_YEARS), 2)
    table = units._Table(dict(enumerate(case[0])))
    units._year_by_year(table, case[1], case[2].copy(), seed)
    assert_fits(case, table.sent)
    assert sum(table.sent.values()).tolist() == [1, 1]
