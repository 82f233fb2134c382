from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.target import Target
from tests.builders import level


def target(percent, compare=">="):
    text = level("theory", "so_cap", percent=percent, compare=compare)
    return Target.model_validate(text)


@pytest.mark.parametrize(
    ("percent", "compare", "group_size", "required"),
    [
        (80, ">=", 7, 6),  # 5.6: five would be 71 %
        (80, ">=", 5, 4),  # exactly 4
        (80, ">", 5, 5),  # more than 4
        (80, ">", 7, 6),  # more than 5.6
        (95, ">", 1697, 1613),  # more than 1612.15
        (95, ">", 1772, 1684),  # more than 1683.4
        (100, ">=", 3, 3),
        (0, ">=", 3, 0),
        (0, ">", 3, 1),
        (60, ">=", 0, 0),
        (60, ">", 0, 0),
        ("33.33333", ">=", 300_000, 100_000),  # 99999.99
        ("14.3", ">=", 1000, 143),  # exactly; 14.3 x 10 is above 143 in floating point
    ],
)
def test_percentages_become_headcounts(percent, compare, group_size, required):
    assert target(percent, compare).required(group_size) == required


@given(
    st.decimals(0, 100, places=5),
    st.integers(1, 2_000_000),
    st.sampled_from([">=", ">"]),
)
def test_the_required_headcount_is_the_smallest_that_passes(percent, size, compare):
    required = target(percent, compare).required(size)

    def passes(number):
        share = Decimal(number) * 100
        wanted = percent * size
        return share >= wanted if compare == ">=" else share > wanted

    assert passes(required)
    assert required == 0 or not passes(required - 1)


APPOINTED = {"attribute": "post_year"}


def appointed(how, **changes):
    measure = {
        "kind": "before_appointment",
        "conditions": [{"attribute": "theory", "at_least": "so_cap"}],
        "appointed": how,
        "first": 2026,
        "last": 2028,
        **changes,
    }
    return Target.model_validate(level("theory", "so_cap", measure=measure))


def test_an_appointment_bears_its_year_and_is_measured_the_year_before():
    every = appointed({"table": []})
    assert every.years() == (2026, 2027, 2028)
    assert every.measuring_year(2026) == 2025
    assert appointed({"year": 2027}).years() == (2027,)
    assert target(80).years() == (2028,)
    assert target(80).measuring_year(2028) == 2028


@pytest.mark.parametrize(
    ("how", "changes", "words"),
    [
        ({}, {}, "exactly one of attribute, year or table"),
        ({"year": 2027, "table": []}, {}, "exactly one of attribute, year or table"),
        ({"year": 2029}, {}, "2029 is not between first and last"),
        (APPOINTED, {"first": 2029}, "first 2029 is after last 2028"),
        (APPOINTED, {"conditions": []}, "at least 1 item"),
    ],
)
def test_an_appointment_is_known_in_one_way(how, changes, words):
    with pytest.raises(ValidationError, match=words):
        appointed(how, **changes)


def test_a_percentage_is_an_exact_share():
    assert target("66.7").share() == Fraction(667, 1000)
    assert target(95).share() == Fraction(19, 20)
