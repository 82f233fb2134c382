from decimal import Decimal

import pytest
from pydantic import ValidationError

from models.limits import UnitCover
from tests.builders import course, items, official, officials, scenario, table

LONG = {
    "C": course(weeks=[8]),
    "D": course(weeks=[9]),
    "L": course(duration=2, weeks=[8, 0]),
    "S": course(weeks=[7]),
}


def given(people, share=0.25, **changes):
    rules = {"unit_cover": {"share": share}, "long_courses_at_once": None}
    return scenario(people, LONG, rules=rules, **changes)


def group(names, year=2026, taken="C"):
    return [(name, taken, year) for name in names]


def test_the_share_is_rounded_up():
    # ceil(25 % of 5) = 2.
    five = given(officials(*"ABCDE"))
    assert items(five, "unit_cover", *group("AB")) == []
    found = table(five, "unit_cover", *group("ABC"))
    assert list(found["item"]) == ["unit-cover:an@2026"]
    assert list(found["message"]) == [
        "an has 3 of 5 officials in long courses in 2026, at most 2 are allowed"
    ]


def test_a_whole_share_is_not_rounded_further():
    # 25 % of 4 is exactly 1.
    assert items(given(officials(*"ABCD")), "unit_cover", *group("A")) == []
    assert len(items(given(officials(*"ABCD")), "unit_cover", *group("AB"))) == 1


def test_a_share_is_exact_where_floating_point_is_not():
    # 7 % of 100 is 7, although 0.07 x 100 > 7 in floating point.
    names = [f"P{number}" for number in range(100)]
    hundred = given(officials(*names), share=0.07)
    assert items(hundred, "unit_cover", *group(names[:7])) == []
    assert len(items(hundred, "unit_cover", *group(names[:8]))) == 1


def test_one_official_may_always_go():
    assert items(given(officials("A"), share=0.01), "unit_cover", *group("A")) == []


def test_one_official_may_go_even_where_nobody_serves_on_1_january():
    newcomers = given(officials("A", "B", joined="2026-02-01"))
    assert items(newcomers, "unit_cover", *group("A")) == []
    assert len(items(newcomers, "unit_cover", *group("AB"))) == 1


def test_each_unit_is_counted_alone():
    people = [*officials("A", "B", unit="x"), *officials("C", "D", unit="y")]
    assert items(given(people), "unit_cover", *group("AC")) == []
    assert items(given(people), "unit_cover", *group("ACD")) == ["unit-cover:y@2026"]


def test_short_courses_do_not_count():
    takes = [*group("A"), *group("B", taken="S")]
    assert items(given(officials("A", "B")), "unit_cover", *takes) == []


def test_an_official_in_two_long_courses_counts_once():
    takes = [*group("A"), *group("A", taken="D")]
    assert items(given(officials("A", "B")), "unit_cover", *takes) == []


def test_a_long_course_counts_in_all_its_years():
    takes = [*group("A", taken="L"), *group("B", 2027)]
    assert items(given(officials("A", "B")), "unit_cover", *takes) == [
        "unit-cover:an@2027"
    ]


def test_those_who_no_longer_serve_on_1_january_leave_the_count():
    # 50 % of 4 is 2; on 1-1-2027 only 2 serve: 1.
    people = [*officials("A", "B"), *officials("C", "D", retires="2027-01-01")]
    half = given(people, share=0.5)
    assert items(half, "unit_cover", *group("AB")) == []
    assert items(half, "unit_cover", *group("AB", 2027)) == ["unit-cover:an@2027"]


def test_courses_in_progress_count():
    running = given(officials("A", "B"), in_progress=[("A", "L", 2025, "")])
    assert items(running, "unit_cover", *group("B")) == ["unit-cover:an@2026"]
    assert items(running, "unit_cover", *group("B", 2027)) == []


def test_where_courses_in_progress_exceed_the_limit_nobody_else_starts():
    both = [("A", "L", 2025, ""), ("B", "L", 2025, "")]
    running = given(officials("A", "B", "E"), in_progress=both)
    assert items(running, "unit_cover") == []
    found = table(running, "unit_cover", *group("E"))
    assert list(found["limit"]) == [2]  # what they use, not ceil(25 % of 3) = 1


def test_without_a_share_there_is_no_limit():
    given = scenario([official("A"), official("B")], LONG)
    assert items(given, "unit_cover", *group("AB")) == []


def test_with_a_tier_the_rule_forbids_nothing():
    rules = {"unit_cover": {"share": 0.25, "tier": 2}, "long_courses_at_once": None}
    soft = scenario(officials(*"ABCDE"), LONG, rules=rules)
    assert items(soft, "unit_cover", *group("ABCDE")) == []


def test_a_weight_needs_a_tier():
    with pytest.raises(ValidationError, match="a weight is of a tier"):
        UnitCover(share=Decimal("0.25"), weight=2)
