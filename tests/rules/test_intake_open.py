import pytest

from tests.builders import course, items, officials, scenario, table


def found(start, **changes):
    given = scenario(officials("A"), {"C": course(**changes)})
    return list(table(given, "intake_open", ("A", "C", start))["message"])


@pytest.mark.parametrize("start", [2026, 2028])
def test_a_course_of_one_year_starts_in_any_year_of_the_horizon(start):
    assert found(start) == []


@pytest.mark.parametrize("start", [2025, 2029, -(10**15), 10**15])
def test_no_course_starts_outside_the_horizon(start):
    assert found(start) == [
        f"C is no intake of {start} (enrolled: 1): planned are 2026 to 2028"
    ]


def test_a_course_ends_within_the_horizon():
    assert found(2027, duration=2) == []  # ends in 2028
    assert found(2028, duration=2) == [
        "C is no intake of 2028 (enrolled: 1): "
        "it would end in 2029, after 2028, the last year planned"
    ]


@pytest.mark.parametrize("offer", ["classes", "seats"])
def test_no_course_starts_in_a_year_in_which_nothing_is_offered(offer):
    offered = {offer: {"default": 1, 2027: 0}}
    assert found(2026, **offered) == []
    assert found(2027, **offered) == [
        f"C is no intake of 2027 (enrolled: 1): no {offer} are offered"
    ]


def test_an_intake_is_named_once_for_all_its_enrolments():
    given = scenario(officials("A", "B"), {"C": course(seats=0)})
    takes = [("A", "C", 2026), ("B", "C", 2026)]
    assert items(given, "intake_open", *takes) == ["intake:C@2026"]
