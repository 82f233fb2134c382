from tests.builders import course, items, officials, scenario, table


def test_taking_a_course_once_is_allowed():
    given = scenario(officials("A", "B"))
    assert items(given, "once_per_course", ("A", "C", 2026), ("B", "C", 2026)) == []


def test_taking_a_course_in_two_years_is_twice():
    found = table(
        scenario(officials("A")), "once_per_course", ("A", "C", 2026), ("A", "C", 2028)
    )
    assert list(found["item"]) == ["once:A/C"]
    assert list(found["message"]) == ["A takes C 2 times, once is allowed"]
    assert (found["value"][0], found["limit"][0]) == (2, 1)


def test_two_rows_in_the_same_year_are_twice():
    given = scenario(officials("A"))
    assert items(given, "once_per_course", ("A", "C", 2026), ("A", "C", 2026)) == [
        "once:A/C"
    ]


def test_a_course_in_progress_counts():
    courses = {"C": course(duration=2)}
    given = scenario(officials("A"), courses, in_progress=[("A", "C", 2025, "")])
    assert items(given, "once_per_course", ("A", "C", 2027)) == ["once:A/C"]
    assert items(given, "once_per_course") == []


def test_courses_in_progress_alone_break_nothing():
    courses = {"C": course(duration=3)}
    running = [("A", "C", 2024, ""), ("A", "C", 2025, "")]
    assert (
        items(scenario(officials("A"), courses, in_progress=running), "once_per_course")
        == []
    )


def test_a_repeatable_course_is_taken_every_year_but_once_in_each():
    given = scenario(officials("A"), {"C": course(repeatable=True)})
    every_year = [("A", "C", year) for year in (2026, 2027, 2028)]
    assert items(given, "once_per_course", *every_year) == []
    assert items(given, "once_per_course", *every_year, ("A", "C", 2027)) == [
        "once:A/C@2027"
    ]
