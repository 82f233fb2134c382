from tests.builders import course, items, official, officials, scenario, table

COURSES = {
    "C": course(duration=2, weeks=[12, 8]),
    "D": course(weeks=[8]),
    "E": course(weeks=["0.1"]),
    "F": course(weeks=[0]),
}


def given(*people, limit=20, **changes):
    return scenario(
        people or officials("A"), COURSES, rules={"yearly_load": limit}, **changes
    )


def test_twenty_weeks_are_exactly_at_the_limit():
    # 2026: 12 + 8 = 20.
    assert items(given(), "yearly_load", ("A", "C", 2026), ("A", "D", 2026)) == []


def test_a_tenth_of_a_week_more_is_too_much():
    # 2026: 12 + 8 + 0.1 = 20.1.
    found = table(
        given(), "yearly_load", ("A", "C", 2026), ("A", "D", 2026), ("A", "E", 2026)
    )
    assert list(found["item"]) == ["load:A@2026"]
    assert list(found["message"]) == [
        "A is away 20.1 weeks in 2026, at most 20.0 are allowed"
    ]


def test_each_year_of_study_has_its_own_weeks():
    # 2026: 12 > 8; 2027: 8 = 8.
    assert items(given(limit=8), "yearly_load", ("A", "C", 2026)) == ["load:A@2026"]


def test_courses_in_progress_count():
    # 2026: 8 (second year) + 8 = 16 > 15.
    running = given(limit=15, in_progress=[("A", "C", 2025, "")])
    assert items(running, "yearly_load", ("A", "D", 2026)) == ["load:A@2026"]
    assert items(running, "yearly_load", ("A", "D", 2027)) == []


def test_where_courses_in_progress_exceed_the_limit_no_week_may_be_added():
    running = given(limit=5, in_progress=[("A", "C", 2025, "")])
    assert items(running, "yearly_load") == []
    assert items(running, "yearly_load", ("A", "F", 2026)) == []
    assert items(running, "yearly_load", ("A", "E", 2026)) == ["load:A@2026"]


def test_a_personal_limit_replaces_the_general_one():
    people = official("A", yearly_load=100), official("B", yearly_load=-1)
    takes = [("A", "C", 2026), ("B", "C", 2026)]
    assert items(given(*people), "yearly_load", *takes) == ["load:A@2026"]


def test_without_a_limit_any_load_is_allowed():
    assert items(given(limit=None), "yearly_load", ("A", "C", 2026)) == []


def test_a_personal_limit_holds_without_a_general_one():
    strict = given(official("A", yearly_load=0), limit=None)
    assert items(strict, "yearly_load", ("A", "F", 2026)) == []
    assert items(strict, "yearly_load", ("A", "E", 2026)) == ["load:A@2026"]
