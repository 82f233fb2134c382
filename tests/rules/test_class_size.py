import pytest

from tests.builders import course, items, officials, scenario, table

NAMES = "ABCDE"


def given(**changes):
    courses = {
        "C": course(class_size={"min": 2, "max": 3}),
        "D": course(class_size={"min": 1, "max": 3}),
    }
    return scenario(officials(*NAMES), courses, **changes)


def group(number, class_name="k1", taken="C", year=2026):
    return [(name, taken, year, class_name) for name in NAMES[:number]]


@pytest.mark.parametrize("number", [2, 3])
def test_a_class_may_be_as_small_as_min_and_as_large_as_max(number):
    assert items(given(), "class_size", *group(number)) == []


def test_a_class_below_min_is_named():
    found = table(given(), "class_size", *group(1))
    assert list(found["item"]) == ["class:k1"]
    assert list(found["message"]) == ["class k1 has 1 people, a class needs at least 2"]


def test_a_class_above_max_is_named():
    found = table(given(), "class_size", *group(4))
    assert list(found["message"]) == ["class k1 has 4 people, a class needs at most 3"]
    assert (found["value"][0], found["limit"][0]) == (4, 3)


def test_each_class_of_an_intake_is_counted_alone():
    # 3 + 2 = 5 people: two classes, both within 2 to 3.
    two = [*group(3, "k1"), ("D", "C", 2026, "k2"), ("E", "C", 2026, "k2")]
    assert items(given(), "class_size", *two) == []
    four_and_one = [*group(4, "k1"), ("E", "C", 2026, "k2")]
    assert items(given(), "class_size", *four_and_one) == ["class:k1", "class:k2"]


def test_a_class_has_one_course():
    mixed = [("A", "D", 2026, "k1"), *group(2, "k1")]
    found = table(given(), "class_size", *mixed)
    assert list(found["message"]) == [
        "class k1 holds 2 courses or start years, one is allowed"
    ]


def test_a_class_has_one_start_year():
    mixed = [("A", "D", 2026, "k1"), ("B", "D", 2027, "k1")]
    assert items(given(), "class_size", *mixed) == ["class:k1"]


@pytest.mark.parametrize("nothing", ["", None])
def test_every_enrolment_has_a_class(nothing):
    found = table(given(), "class_size", *group(2, nothing), ("C", "C", 2027, nothing))
    assert list(found["item"]) == ["class:C@2026", "class:C@2027"]
    assert found["message"][0] == "2 enrolments in C in 2026 have no class"
