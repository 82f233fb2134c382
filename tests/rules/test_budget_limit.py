from tests.builders import course, items, officials, scenario, table

SEAT = {"C": course(cost_per_seat=[3])}


def line(amount, **changes):
    return {"city": {"title": "city", "amount": amount, **changes}}


def group(number, year=2026, taken="C"):
    return [(name, taken, year) for name in "ABC"[:number]]


def given(courses, budget, **changes):
    return scenario(officials("A", "B", "C"), courses, budget=budget, **changes)


def test_a_line_may_be_spent_to_the_last_dong():
    # 2 x 3 = 6 million.
    assert items(given(SEAT, line(6)), "budget_limit", *group(2)) == []


def test_a_thousand_dong_more_is_too_much():
    found = table(given(SEAT, line(5.999)), "budget_limit", *group(2))
    assert list(found["item"]) == ["budget:city@2026"]
    assert list(found["message"]) == [
        "city is charged 6 million dong in 2026, 5.999 are available"
    ]
    assert (found["value"][0], found["limit"][0]) == (6000, 5999)


def test_without_carry_over_each_year_stands_alone():
    # 2026 leaves 6 million; 2027 needs 9 of 6.
    assert items(given(SEAT, line(6)), "budget_limit", *group(3, 2027)) == [
        "budget:city@2027"
    ]


def test_with_carry_over_what_is_left_helps_later_years():
    carried = given(SEAT, line({2026: 6, 2027: 3}, carry_over=True))
    assert items(carried, "budget_limit", *group(3, 2027)) == []  # 6 + 3 = 9
    assert len(items(carried, "budget_limit", *group(3, 2026))) == 1  # 9 > 6


def test_every_year_of_study_is_charged_in_its_calendar_year():
    # 3 in 2026 and 5 in 2027.
    long = {"C": course(duration=2, cost_per_seat=[3, 5])}
    assert items(given(long, line({2026: 3, 2027: 5})), "budget_limit", *group(1)) == []
    assert items(given(long, line({2026: 3, 2027: 4})), "budget_limit", *group(1)) == [
        "budget:city@2027"
    ]


def test_a_year_without_an_amount_has_none():
    assert len(items(given(SEAT, line({2027: 9})), "budget_limit", *group(1))) == 1


def test_each_class_has_its_fixed_cost():
    # 2 classes x 10 + 2 seats x 3 = 26.
    fixed = {"C": course(cost_per_seat=[3], cost_per_class=[10])}
    two = [("A", "C", 2026, "k1"), ("B", "C", 2026, "k2")]
    assert items(given(fixed, line(26)), "budget_limit", *two) == []
    assert len(items(given(fixed, line(25)), "budget_limit", *two)) == 1


def test_courses_in_progress_are_charged():
    # 2026 is the second year of study: 5 of 7, so that 3 more are too much.
    courses = {**SEAT, "L": course(duration=2, cost_per_seat=[3, 5])}
    running = given(courses, line(7), in_progress=[("A", "L", 2025, "city")])
    assert items(running, "budget_limit") == []
    assert len(items(running, "budget_limit", *group(1))) == 1
    assert items(running, "budget_limit", *group(1, 2027)) == []


def test_only_the_share_of_the_line_is_charged():
    # 40 % of 3 million is 1.2 million for each of three.
    share = line(3.6, pays=[{"share": 0.4}])
    assert items(given(SEAT, share), "budget_limit", *group(3)) == []
