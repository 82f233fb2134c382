from tests.builders import course, items, officials, scenario, table

NAMES = "ABC"


def given(**offered):
    return scenario(officials(*NAMES), {"C": course(**offered)})


def group(number, year=2026):
    return [(name, "C", year) for name in NAMES[:number]]


def apart(number, year=2026):
    return [(name, "C", year, f"k{name}") for name in NAMES[:number]]


def test_all_seats_may_be_taken():
    assert items(given(seats=2), "seat_limit", *group(2)) == []


def test_one_enrolment_more_is_too_many():
    found = table(given(seats=2), "seat_limit", *group(3))
    assert list(found["item"]) == ["seats:C@2026"]
    assert list(found["message"]) == ["C uses 3 seats in 2026, 2 are offered"]


def test_seats_are_limited_year_by_year():
    by_year = given(seats={"default": 3, 2027: 1})
    assert items(by_year, "seat_limit", *group(3)) == []
    assert items(by_year, "seat_limit", *group(3, 2027)) == ["seats:C@2027"]


def test_a_year_without_a_number_has_no_limit():
    assert items(given(seats={2027: 1}), "seat_limit", *group(3)) == []


def test_all_classes_may_open():
    assert items(given(classes=2), "seat_limit", *apart(2)) == []


def test_one_class_more_is_too_many():
    found = table(given(classes=2), "seat_limit", *apart(3))
    assert list(found["item"]) == ["classes:C@2026"]
    assert list(found["message"]) == ["C uses 3 classes in 2026, 2 are offered"]


def test_the_people_of_one_class_are_one_class():
    assert items(given(classes=1), "seat_limit", *group(3)) == []


def test_without_limits_all_may_start():
    assert items(given(), "seat_limit", *apart(3)) == []
