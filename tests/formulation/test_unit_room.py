"""The room of a unit is what its share allows, in whole officials, less who is away."""

import pytest

from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.unit_cover import room
from planner.formulation.people import People
from tests.builders import course, officials, scenario

LONG = {"C": course(weeks=[8]), "L": course(duration=2, weeks=[8, 8])}


def room_of(people, share, **changes):
    case = scenario(people, LONG, rules={"unit_cover": {"share": share}}, **changes)
    found = room(People(Catalogue(case)).background)
    return found[:, 0].tolist()


def crowd(count, unit="an", **changes):
    return officials(*(f"{unit}{at}" for at in range(count)), unit=unit, **changes)


@pytest.mark.parametrize(
    ("count", "share", "most"),
    [
        (5, 0.25, 2),  # ceil(1.25)
        (4, 0.25, 1),  # exactly 1
        (100, 0.07, 7),  # exactly 7, although 0.07 x 100 > 7 in floating point
        (100, 0.07001, 8),
        (3, 0.00001, 1),  # one may always go
        (3, 1, 3),
    ],
)
def test_the_share_is_rounded_up_exactly_and_one_may_always_go(count, share, most):
    assert room_of(crowd(count), share) == [most]


def test_each_unit_has_its_own_room_even_where_nobody_serves():
    people = [*crowd(4), *crowd(9, "binh"), *crowd(3, "cu", retires="2025-12-31")]
    assert room_of(people, 0.5) == [2, 5, 1]


def test_who_is_away_already_takes_room_and_never_more_than_there_is():
    away = [(f"an{at}", "L", 2025, "") for at in range(3)]
    # ceil(50 % of 8) = 4 less 3, and 2 less 3.
    assert room_of(crowd(8), 0.5, in_progress=away) == [1]
    assert room_of(crowd(4), 0.5, in_progress=away) == [0]


def test_without_the_rule_room_is_not_limited():
    assert room(People(Catalogue(scenario(crowd(3), LONG))).background) is None
