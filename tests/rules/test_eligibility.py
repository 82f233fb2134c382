import pytest

from tests.builders import course, items, official, scenario, table


def reasons(person, start=2026, **admits):
    """Why the person A cannot start a course that admits whom it says."""
    given = scenario([person], {"C": course(**admits)})
    found = table(given, "eligibility", ("A", "C", start))
    return [text.removeprefix("A cannot take C: ") for text in found["message"]]


def test_whoever_the_course_admits_is_eligible():
    assert reasons(official("A")) == []


def test_the_violation_names_official_course_and_year():
    given = scenario([official("A")], {"C": course(age_max=39)})
    assert items(given, "eligibility", ("A", "C", 2026)) == ["eligibility:A/C@2026"]


@pytest.mark.parametrize(
    ("age_max", "expected"),
    [
        (40, []),
        (39, ["aged 40 on 1 January 2026, at most 39 is allowed"]),
    ],
)
def test_the_greatest_age_is_included(age_max, expected):
    # Born 1-1-1986: 40 on 1-1-2026.
    assert reasons(official("A"), age_max=age_max) == expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("1986-01-01", []),  # 40 on the very day
        ("1986-01-02", ["aged 39 on 1 January 2026, at least 40 is required"]),
    ],
)
def test_age_is_in_completed_years_on_1_january(birth, expected):
    assert reasons(official("A", birth=birth), age_min=40) == expected


def test_age_moves_with_the_start_year():
    assert reasons(official("A"), start=2026, age_max=40) == []
    assert len(reasons(official("A"), start=2027, age_max=40)) == 1


def test_the_filter_is_named_when_it_fails():
    assert reasons(official("A"), who="title == chair") == [
        "fails the filter `title == chair` on 1 January 2026"
    ]


def test_a_filter_on_age_is_tested_on_1_january_of_the_start_year():
    person = official("A", birth="1985-12-31")  # 40 on 1-1-2026, 41 on 31-12-2026
    assert reasons(person, who="age <= 40") == []
    assert len(reasons(person, start=2027, who="age <= 40")) == 1


def test_whoever_retires_on_1_january_does_not_serve_on_it():
    assert reasons(official("A", retires="2026-01-02")) == []
    assert reasons(official("A", retires="2026-01-01")) == [
        "not serving on 1 January 2026"
    ]


def test_whoever_joins_on_1_january_serves_on_it():
    assert reasons(official("A", joined="2026-01-01")) == []
    assert len(reasons(official("A", joined="2026-01-02"))) == 1


def test_whoever_has_left_is_not_eligible():
    assert len(reasons(official("A", leaves="2026-01-01"))) == 1


def test_a_required_flag_is_tested_on_the_baseline():
    needs = [{"attribute": "party", "equals": True}]
    assert reasons(official("A", party=True), requires=needs) == []
    assert reasons(official("A", party=False), requires=needs) == ["party is not true"]


def test_a_required_category_is_one_of_the_values():
    needs = [{"attribute": "title", "any_of": ["chair", "registrar"]}]
    assert reasons(official("A", title="registrar"), requires=needs) == []
    assert reasons(official("A", title="accountant"), requires=needs) == [
        "title is accountant, one of chair, registrar is required"
    ]


def test_a_required_number_is_reached_at_the_limit():
    needs = [{"attribute": "rank_years", "at_least": 3}]
    assert reasons(official("A", rank_years=3.0), requires=needs) == []
    assert reasons(official("A", rank_years=2.5), requires=needs) == [
        "rank_years is 2.5, at least 3.0 is required"
    ]


def test_ladders_and_sets_are_left_to_prerequisites():
    needs = [{"attribute": "theory", "at_least": "cao_cap"}]
    assert reasons(official("A", theory="none"), requires=needs) == []


def test_every_condition_that_fails_is_named():
    person = official("A", party=False, retires="2026-01-01")
    needs = [{"attribute": "party", "equals": True}]
    assert len(reasons(person, age_max=30, who="title == chair", requires=needs)) == 4
