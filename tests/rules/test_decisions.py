import pandas as pd

from tests.builders import items, officials, scenario, table


def given(*pins):
    return scenario(officials("A", "B"), pins=pins)


def test_a_plan_that_follows_the_pins_is_accepted():
    pinned = given(("A", "C", 2027, True), ("B", "C", 0, False))
    assert items(pinned, "decisions", ("A", "C", 2027)) == []


def test_a_missing_enrolment_is_named():
    found = table(given(("A", "C", 2027, True)), "decisions")
    assert list(found["item"]) == ["decisions:A/C@2027"]
    assert list(found["message"]) == [
        "A is decided to take C in 2027 but is not enrolled"
    ]
    assert list(found["year"]) == [2027]


def test_the_year_of_a_pin_matters():
    pinned = given(("A", "C", 2027, True))
    assert items(pinned, "decisions", ("A", "C", 2026)) == ["decisions:A/C@2027"]


def test_the_official_of_a_pin_matters():
    assert len(items(given(("A", "C", 2027, True)), "decisions", ("B", "C", 2027))) == 1


def test_a_pin_without_a_year_is_met_in_any_year():
    pinned = given(("A", "C", 0, True))
    assert items(pinned, "decisions", ("A", "C", 2028)) == []
    found = table(pinned, "decisions")
    assert list(found["item"]) == ["decisions:A/C"]
    assert found["year"][0] is pd.NA


def test_an_excluded_enrolment_is_named():
    found = table(given(("A", "C", 2026, False)), "decisions", ("A", "C", 2026))
    assert list(found["message"]) == [
        "A is decided not to take C in 2026 but is enrolled"
    ]


def test_exclusion_from_one_year_leaves_the_others_open():
    assert items(given(("A", "C", 2026, False)), "decisions", ("A", "C", 2027)) == []


def test_exclusion_without_a_year_holds_in_every_year():
    found = items(given(("A", "C", 0, False)), "decisions", ("A", "C", 2028))
    assert found == ["decisions:A/C"]
