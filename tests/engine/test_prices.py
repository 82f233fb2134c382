"""Six officials want a course of 10 million dong; all of it in one year."""

from typing import Any

import pytest

from models.scenario import Scenario
from planner.engine.prices import Kind, Price, Relaxed
from tests.builders import course, level, officials, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}
ALL: tuple[Kind, ...] = ("budget", "seats", "classes")


def case(**changes: Any) -> Scenario:
    options: dict[str, Any] = {"amount": 25, "seats": 4, "classes": 9, "carry": False}
    options["year"] = 2026
    options |= changes
    wanted = course(
        grants=[SO_CAP],
        cost_per_seat=[10],
        seats={"default": 0, options["year"]: options["seats"]},
        classes=options["classes"],
        class_size={"min": 1, "max": 2},
    )
    return scenario(
        officials(*"ABCDEF"),
        {"C": wanted},
        targets={"theory": level("theory", "so_cap", percent=100)},
        budget={
            "city": {
                "title": "City",
                "amount": options["amount"],
                "carry_over": options["carry"],
            }
        },
    )


def priced(given: Scenario) -> dict[str, Price]:
    found = Relaxed(given).prices(ALL)
    return {f"{price.limit.kind}@{price.limit.year}": price for price in found}


def test_a_million_is_worth_a_tenth_of_a_seat_until_seats_are_short() -> None:
    given = case(amount={2026: 25})
    assert Relaxed(given).shortfalls == {"tier-1": pytest.approx(3.5)}
    (price,) = priced(given).values()
    assert price.limit.name == "city"
    assert price.per_unit == pytest.approx(0.1)
    # Four seats cost 40.
    assert price.up_to == pytest.approx(15)
    assert price.after == pytest.approx(2)


def test_a_price_within_its_range_is_what_the_changed_scenario_has() -> None:
    (price,) = priced(case(amount={2026: 25})).values()
    for units in (1, 7, 15, 20):
        changed = Relaxed(case(amount={2026: 25 + units})).shortfalls["tier-1"]
        predicted = price.before - price.per_unit * units
        assert (changed == pytest.approx(predicted)) is (units <= price.up_to + 1e-6)


def test_money_for_later_is_worth_as_much_where_it_is_kept() -> None:
    amount = {2026: 5, 2027: 20, 2028: 0}
    kept = priced(case(amount=amount, carry=True, year=2027))
    assert {name: round(price.per_unit, 6) for name, price in kept.items()} == {
        "budget@2026": 0.1,
        "budget@2027": 0.1,
    }
    spent = priced(case(amount=amount, year=2027))
    assert set(spent) == {"budget@2027"}


def test_a_seat_is_worth_an_official_until_money_is_short() -> None:
    (price,) = priced(case(amount={2026: 50})).values()
    assert price.limit.kind == "seats"
    assert (price.per_unit, price.up_to) == (pytest.approx(1), pytest.approx(1))


def test_a_class_is_worth_its_seats() -> None:
    classes = {"default": 0, 2026: 1}
    (price,) = priced(case(amount={2026: 100}, seats=6, classes=classes)).values()
    assert price.limit.kind == "classes"
    assert (price.per_unit, price.up_to) == (pytest.approx(2), pytest.approx(2))


def test_what_is_not_short_has_no_price() -> None:
    assert priced(case(amount={2026: 100}, seats=6)) == {}
    assert Relaxed(case(amount={2026: 25})).prices(("seats", "classes")) == []
