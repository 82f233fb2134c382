"""Spreading keeps what was reached and sends fewer of a block in the same year."""

import numpy as np
import pytest

from planner.engine.locks import reached_by
from planner.engine.pathway import PathPool
from planner.engine.solver import minimise
from planner.engine.spread import spread
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.unit_cover import room
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario


@pytest.fixture(scope="module")
def crowd():
    """Forty alike officials for one long course in any of four years, ten seats a year."""
    seats = {"weeks": [9], "classes": 1, "class_size": {"min": 1, "max": 20}}
    case = scenario(
        officials(*(f"P{at}" for at in range(40)), theory="none"),
        {"S": course(grants=[{"attribute": "theory", "level": "so_cap"}], **seats)},
        targets={"theory": level("theory", "so_cap", 2029, percent=100)},
        horizon={"first": 2026, "last": 2029},
        rules={"unit_cover": {"share": 0.5}},
    )
    reduction = reduce(People(Catalogue(case)))
    pool = PathPool.of(reduction)
    return build(reduction, decoupled=False, paths=pool.chosen)


def away_by_year(formulation, values):
    return [
        sum(value * values[column] for column, value in terms)
        for _, terms in sorted(formulation.shared.away.items())
    ]


def test_a_crowd_is_spread_over_the_years_and_the_target_stays(crowd):
    tiers = tiers_of(order(crowd.reduction.catalogue))
    (tier,) = tiers
    early = [(column, float(path[0])) for column, _, path in crowd.paths]
    answer = minimise(
        crowd.matrix, [*((c, 100 * v) for c, v in crowd.objective(tier)), *early]
    )
    free = room(crowd.reduction.people.background)
    found = spread(
        crowd,
        answer,
        tiers,
        locks=(),
        bounds={},
        room=free,
        tight=frozenset({0}),
        seed=0,
    )
    before, after = (away_by_year(crowd, a.values) for a in (answer, found))
    assert reached_by(found.values, crowd, tiers) == reached_by(
        answer.values, crowd, tiers
    )
    assert max(before) == 20
    assert max(after) < 20
    assert np.isclose(sum(after), sum(before))
