from models.measures import budget_figures, total_cost
from tests.builders import course, officials, plan, scenario

COURSES = {
    "C": course(duration=2, cost_per_seat=[3, 5], cost_per_class=[10, 1]),
    "D": course(cost_per_seat=[2]),
}
TAKES = (
    ("A", "C", 2026, "k1", "city"),
    ("B", "C", 2026, "k1", "state"),
    ("C", "C", 2026, "k2", "city"),
    ("A", "D", 2028, "k3", "state"),
)


def line(amount, **changes):
    return {"title": "a line", "amount": amount, **changes}


def given(city=100, state=100, carry_over=False, running=()):
    budget = {
        "city": line(city, carry_over=carry_over),
        "state": line(state, pays=[{"share": 0.5}]),
    }
    return scenario(
        officials("A", "B", "C"), COURSES, budget=budget, in_progress=running
    )


def test_seats_are_charged_to_their_line_and_classes_to_the_first():
    # city 2026: 2 x 3 + 2 classes x 10 = 26; 2027: 2 x 5 + 2 x 1 = 12.
    # state pays half: 2026 1.5, 2027 2.5, 2028 1.
    found = budget_figures(given(), plan(given(), *TAKES))
    assert [(f.line, f.year, f.spent) for f in found] == [
        ("city", 2026, 26_000),
        ("city", 2027, 12_000),
        ("city", 2028, 0),
        ("state", 2026, 1_500),
        ("state", 2027, 2_500),
        ("state", 2028, 1_000),
    ]
    assert total_cost(given(), plan(given(), *TAKES)) == 43_000


def test_courses_in_progress_are_part_of_the_cost():
    # The second year of study, 5, falls into 2026.
    running = given(running=[("B", "C", 2025, "city")])
    assert total_cost(running, plan(running)) == 5_000


def test_money_left_is_available_later_only_with_carry_over():
    # city 2026: 40 - 26 = 14 left; 2027: 14 + 40 - 12 = 42 left.
    for carry_over, available in ((False, [40, 40, 40]), (True, [40, 54, 82])):
        thrifty = given(city=40, carry_over=carry_over)
        found = budget_figures(thrifty, plan(thrifty, *TAKES))[:3]
        assert [f.available for f in found] == [1000 * amount for amount in available]
        assert [f.amount for f in found] == [40_000] * 3


def test_without_budget_lines_nothing_costs():
    free = scenario(officials("A"), COURSES)
    assert total_cost(free, plan(free, ("A", "C", 2026))) == 0
    assert budget_figures(free, plan(free, ("A", "C", 2026))) == ()


def test_what_no_line_may_pay_is_charged_to_nobody():
    budget = {"city": line(9, pays=[{"courses": ["D"]}])}
    closed = scenario(officials("A"), COURSES, budget=budget)
    assert total_cost(closed, plan(closed, ("A", "C", 2026, "k", "city"))) == 0
