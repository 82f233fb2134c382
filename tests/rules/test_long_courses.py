from tests.builders import course, items, official, officials, scenario, table

COURSES = {
    "C": course(duration=2, weeks=[0, 8]),  # 8 weeks in some year: long
    "D": course(weeks=[9]),
    "S": course(weeks=["7.9"]),
    "L": course(weeks=[0], long=True),
    "N": course(weeks=[30], long=False),
}


def given(*people, at_once=1, **changes):
    rules = {"long_courses_at_once": at_once}
    return scenario(people or officials("A"), COURSES, rules=rules, **changes)


def test_one_long_course_after_the_other_is_allowed():
    assert items(given(), "long_courses", ("A", "C", 2026), ("A", "D", 2028)) == []


def test_two_at_once_are_too_many():
    found = table(given(), "long_courses", ("A", "C", 2026), ("A", "D", 2027))
    assert list(found["item"]) == ["long-courses:A@2027"]
    assert list(found["message"]) == [
        "A is in 2 long courses in 2027, at most 1 are allowed"
    ]


def test_two_at_once_may_be_allowed():
    takes = [("A", "C", 2026), ("A", "D", 2027)]
    assert items(given(at_once=2), "long_courses", *takes) == []


def test_short_courses_do_not_count():
    takes = [("A", "C", 2026), ("A", "S", 2026), ("A", "N", 2026)]
    assert items(given(), "long_courses", *takes) == []


def test_a_course_may_be_declared_long():
    assert len(items(given(), "long_courses", ("A", "D", 2026), ("A", "L", 2026))) == 1


def test_courses_in_progress_count():
    running = given(in_progress=[("A", "C", 2025, "")])  # ends in 2026
    assert items(running, "long_courses", ("A", "D", 2026)) == ["long-courses:A@2026"]
    assert items(running, "long_courses", ("A", "D", 2027)) == []


def test_courses_in_progress_alone_break_nothing():
    running = given(in_progress=[("A", "C", 2025, ""), ("A", "L", 2026, "")])
    assert items(running, "long_courses") == []
    assert items(running, "long_courses", ("A", "S", 2026)) == []
    assert len(items(running, "long_courses", ("A", "D", 2026))) == 1


def test_a_personal_limit_replaces_the_general_one():
    people = official("A", long_courses=0), official("B", long_courses=2)
    takes = [("A", "D", 2026), ("B", "D", 2026), ("B", "L", 2026)]
    assert items(given(*people), "long_courses", *takes) == ["long-courses:A@2026"]


def test_no_limit_allows_any_number():
    takes = [("A", "C", 2026), ("A", "D", 2026), ("A", "L", 2026)]
    assert items(given(at_once=None), "long_courses", *takes) == []
