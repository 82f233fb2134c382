from tests.builders import course, items, officials, scenario, table

LONG = {"C": course(duration=2)}


def test_whoever_is_present_may_attend():
    given = scenario(officials("A", "B"), LONG, absences=[("B", 2026), ("A", 2028)])
    assert items(given, "absent_years", ("A", "C", 2026)) == []


def test_no_course_starts_in_an_absent_year():
    given = scenario(officials("A"), LONG, absences=[("A", 2026)])
    found = table(given, "absent_years", ("A", "C", 2026))
    assert list(found["item"]) == ["absent:A/C@2026"]
    assert list(found["message"]) == ["A is absent in 2026 and cannot attend C"]


def test_no_course_runs_through_an_absent_year():
    # 2026 and 2027: absent in the last year.
    given = scenario(officials("A"), LONG, absences=[("A", 2027)])
    assert items(given, "absent_years", ("A", "C", 2026)) == ["absent:A/C@2027"]


def test_a_course_in_progress_is_not_judged():
    given = scenario(
        officials("A"), LONG, absences=[("A", 2026)], in_progress=[("A", "C", 2025, "")]
    )
    assert items(given, "absent_years") == []
