from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
