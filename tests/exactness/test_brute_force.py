"""Brute force itself, on scenarios that are solved by hand."""

import pytest

from tests.builders import course, level, officials, scenario
from tests.exactness import brute_force
from tests.exactness.brute_force import NotTinyError, best, outcomes

SO_CAP = {"attribute": "theory", "level": "so_cap"}
EVERYONE = {"theory": level("theory", "so_cap", 2028)}


def case(names, pins=(), budget=None, preferences=(), **changes):
    return scenario(
        officials(*names),
        {"C": course(grants=[SO_CAP], **changes)},
        targets=EVERYONE,
        budget=budget or {},
        preferences=preferences,
        pins=pins,
    )


def city(**changes):
    return {"city": {"title": "city", "amount": 10, **changes}}


def values(found):
    return None if found is None else found.values


def test_seats_decide_who_is_missing():
    # Three officials, one seat in each of 2026 and 2027, none in 2028: one is missing.
    assert values(best(case("ABE", seats={"default": 1, 2028: 0}))) == (1,)


def test_the_cheapest_year_is_taken():
    # 3 million a seat, 1 in 2027; half of it is paid: 500 thousand each.
    prices = {"default": [3], 2027: [1]}
    half = city(pays=[{"share": 0.5}])
    found = best(case("AB", cost_per_seat=prices, budget=half))
    assert values(found) == (0, 1000)
    assert found is not None
    assert found.classes == {("C", 2027): 1}


def test_a_class_is_paid_for_once_it_opens():
    # Two classes of two at 1 million, three seats at 1 million.
    size = {"min": 1, "max": 2}
    costs = {"cost_per_seat": [1], "cost_per_class": [1]}
    found = best(case("ABE", class_size=size, budget=city(), **costs))
    assert values(found) == (0, 5000)


def test_a_class_that_cannot_be_filled_does_not_open():
    assert values(best(case("A", class_size={"min": 2, "max": 3}))) == (1,)


def test_money_is_carried_over_only_where_it_may_be():
    # 1 million a year; a seat costs 2 from 2027 on and cannot be had before.
    changes = {"cost_per_seat": [2], "seats": {"default": 9, 2026: 0}}
    yearly = city(amount=1)
    saved = city(amount=1, carry_over=True)
    assert values(best(case("A", budget=yearly, **changes))) == (1, 0)
    assert values(best(case("A", budget=saved, **changes))) == (0, 2000)


def test_preferences_decide_among_equals():
    # One seat a year: one of the two waits until 2027.
    early = [{"kind": "earlier_completion"}]
    assert values(best(case("AB", seats=1, preferences=early))) == (0, 1)


def test_contradictory_decisions_leave_no_plan():
    pins = [("A", "C", 2026, True), ("B", "C", 2026, True)]
    assert best(case("AB", pins=pins, seats=1)) is None


def test_every_plan_is_an_outcome():
    # Nobody, or one of the two in 2026, 2027 or 2028, or both in one or two years:
    # 1 + 3 + 3 + 3 uses of the seats.
    assert len(list(outcomes(case("AB")))) == 10


def test_what_is_not_tiny_is_refused(monkeypatch):
    monkeypatch.setattr(brute_force, "MOST_STEPS", 10)
    with pytest.raises(NotTinyError):
        best(case("ABE"))
