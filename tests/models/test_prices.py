import numpy as np
import pytest

from models import prices
from tests.builders import course, official, scenario

COURSES = {
    "C": course(
        duration=2,
        cost_per_seat={"default": [1, 2], 2027: [3, 4]},
        cost_per_class=[10, 20],
    ),
    "D": course(cost_per_seat=[1]),
}


def given(**lines):
    budget = {
        name: {"title": name, "amount": 100, "pays": pays}
        for name, pays in lines.items()
    }
    return scenario([official("A"), official("B", sex="male")], COURSES, budget=budget)


def cost(scenario_, course_at, start, line):
    """What A's and B's enrolments cost [thousand dong]."""
    both = np.array([0, 1])
    same = np.ones(2, dtype=np.int64)
    found = prices.enrolment_cost(
        scenario_, both, course_at * same, start * same, line * same
    )
    return list(found)


def test_each_year_of_study_has_the_price_of_its_calendar_year():
    # Starts 2026: first-year price of 2026, second-year price of 2027.
    assert prices.seat_price(given(), "C", 2026) == [1000, 4000]
    # Starts 2027: first-year price of 2027, second-year price of 2028.
    assert prices.seat_price(given(), "C", 2027) == [3000, 2000]


def test_without_class_costs_a_class_is_free():
    assert prices.class_price(given(), "D", 2026) == [0]


def test_the_whole_price_is_charged_without_a_share():
    assert cost(given(city=[{}]), 0, 2026, 0) == [5000, 5000]


def test_a_share_is_rounded_half_up_in_each_year():
    # 33.335 % of 1000 is 333.35 -> 333; of 4000 is 1333.4 -> 1333.
    assert cost(given(city=[{"share": 0.33335}]), 0, 2026, 0) == [1666, 1666]
    # 0.05 % of 1000 is 0.5 -> 1; of 4000 is 2.
    assert cost(given(city=[{"share": 0.0005}]), 0, 2026, 0) == [3, 3]


def test_the_first_rule_that_covers_the_official_holds():
    rules = [{"who": "sex == female", "share": 0.5}, {"who": "all"}]
    assert cost(given(city=rules), 1, 2026, 0) == [500, 1000]


def test_a_rule_for_other_courses_is_passed_over():
    rules = [{"courses": ["C"], "share": 0.5}, {"courses": ["D"]}]
    assert cost(given(city=rules), 1, 2026, 0) == [1000, 1000]


def test_nothing_is_charged_where_the_line_does_not_pay():
    assert cost(given(city=[{"who": "sex == male"}]), 1, 2026, 0) == [0, 1000]
    assert cost(given(city=[{}]), 1, 2026, -1) == [0, 0]


def test_the_first_line_that_covers_the_course_pays_for_classes():
    lines = given(one=[{"courses": ["D"]}], two=[{"courses": ["D"]}, {}], three=[{}])
    assert prices.class_payer(lines, "C") == ("two", 1)
    assert prices.class_payer(lines, "D") == ("one", 0)
    assert prices.class_payer(given(one=[{"courses": ["D"]}]), "C") is None


@pytest.mark.parametrize(
    ("pays", "expected"),
    [
        ([{}], [2000, 0, 0]),  # second year of study in 2026
        ([{"share": 0.5}], [1000, 0, 0]),
        ([{"who": "sex == male"}], [2000, 0, 0]),  # promised, though no rule covers her
    ],
)
def test_courses_in_progress_are_charged_for_the_years_that_remain(pays, expected):
    lines = {"city": {"title": "city", "amount": 100, "pays": pays}}
    running = scenario(
        [official("A")], COURSES, budget=lines, in_progress=[("A", "C", 2025, "city")]
    )
    assert prices.committed(running).tolist() == [expected]


def test_a_course_in_progress_without_a_line_costs_nothing():
    lines = {"city": {"title": "city", "amount": 100}}
    running = scenario(
        [official("A")], COURSES, budget=lines, in_progress=[("A", "C", 2025, "")]
    )
    assert prices.committed(running).tolist() == [[0, 0, 0]]
