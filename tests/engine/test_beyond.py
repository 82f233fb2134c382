"""Sending beyond unit cover: each place more is counted, and no more are given."""

from collections import Counter
from copy import deepcopy

import numpy as np
import pytest

from models.measures import objective_values
from models.rules import violations
from planner.engine import reference
from planner.engine.beyond import send_beyond
from planner.formulation.constraints.unit_cover import room
from tests import builders
from tests.builders import course, level, officials
from tests.engine.crowded import exchange_of
from tests.exactness.engine import solve

SEEDS = [seed for seed in range(60) if exchange_of(seed)[1]]


def beyond(exchange):
    """Officials away beyond the room of units, by year, counted from who is sent."""
    away = -room(exchange.reduction.people.background)
    for (_, years), counts in exchange.sent.items():
        for year in years:
            away[:, year] += counts
    return np.maximum(away, 0).sum(axis=0)


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_is_sent_and_every_place_is_counted(seed):
    exchange, over = exchange_of(seed)
    places = Counter(dict.fromkeys(range(exchange.left.shape[1]), 1000))
    assert send_beyond(exchange, over, places) == {}
    assert [1000 - places[year] for year in sorted(places)] == beyond(exchange).tolist()
    assert (exchange.left >= 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_more_places_are_given_than_there_are(seed):
    exchange, over = exchange_of(seed)
    before = deepcopy(over)
    assert send_beyond(exchange, over, Counter()) == before
    places = Counter({0: 1, 1: 1})
    still = send_beyond(exchange, over, places)
    assert min(places.values()) >= 0
    assert sum(still.values()) <= sum(before.values())
    assert beyond(exchange).tolist()[2:] == [0] * (exchange.left.shape[1] - 2)


GRANTS = {"grants": [{"attribute": "theory", "level": "so_cap"}]}


@pytest.mark.parametrize("search", [None, reference.search], ids=["default", "other"])
@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        # One of four may be away in the only year: three are missing, or three beyond.
        (None, {"tier-2": 3}),
        (1, {"tier-1": 0, "tier-2": 3}),
        (3, {"tier-2": 0, "tier-3": 3}),
    ],
)
def test_the_tiers_say_whether_a_unit_is_emptied(search, tier, expected):
    cover = {"share": 0.25} if tier is None else {"share": 0.25, "tier": tier}
    given = builders.scenario(
        officials("A", "B", "D", "E"),
        {"C": course(weeks=[9], **GRANTS)},
        targets={"t": level("theory", "so_cap", 2026, tier=2)},
        rules={"unit_cover": cover},
        horizon={"first": 2026, "last": 2026},
    )
    solved = solve(given) if search is None else solve(given, search=search)
    assert violations(given, solved.plan).empty
    assert {
        entry.name: entry.value for entry in objective_values(given, solved.plan)
    } == (expected)
    assert [(stage.incumbent, stage.bound) for stage in solved.stages] == [
        (value, value) for value in expected.values()
    ]
