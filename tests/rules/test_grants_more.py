from tests.builders import course, items, official, scenario, table

SO_CAP = course(grants=[{"attribute": "theory", "level": "so_cap"}])
TRUNG_CAP = course(grants=[{"attribute": "theory", "level": "trung_cap"}])


def test_a_higher_level_is_more():
    given = scenario([official("A", theory="so_cap")], {"C": TRUNG_CAP})
    assert items(given, "grants_more", ("A", "C", 2026)) == []


def test_the_level_already_held_is_not_more():
    given = scenario([official("A", theory="so_cap")], {"C": SO_CAP})
    found = table(given, "grants_more", ("A", "C", 2026))
    assert list(found["item"]) == ["grants-more:A/C@2026"]
    assert list(found["message"]) == ["A holds all that C grants on 1 January 2026"]


def test_a_level_below_is_not_more():
    given = scenario([official("A", theory="cao_cap")], {"C": TRUNG_CAP})
    assert len(items(given, "grants_more", ("A", "C", 2026))) == 1


def test_after_a_higher_course_the_lower_one_is_not_more():
    given = scenario([official("A")], {"S": SO_CAP, "T": TRUNG_CAP})
    assert items(given, "grants_more", ("A", "T", 2026), ("A", "S", 2027)) == [
        "grants-more:A/S@2027"
    ]


def test_in_the_year_of_the_higher_course_the_lower_one_still_is_more():
    # Nothing is held yet on 1 January 2026.
    given = scenario([official("A")], {"S": SO_CAP, "T": TRUNG_CAP})
    assert items(given, "grants_more", ("A", "T", 2026), ("A", "S", 2026)) == []


def test_a_course_in_progress_counts_once_completed():
    long = {**TRUNG_CAP, "duration": 2, "weeks": [0, 0], "cost_per_seat": [0, 0]}
    given = scenario(
        [official("A")], {"S": SO_CAP, "T": long}, in_progress=[("A", "T", 2025, "")]
    )
    assert items(given, "grants_more", ("A", "S", 2026)) == []  # T ends in 2026
    assert len(items(given, "grants_more", ("A", "S", 2027))) == 1


def test_one_new_field_among_several_is_more():
    courses = {"C": course(grants=[{"attribute": "fields", "add": ["law", "finance"]}])}
    people = [official("A", fields=["law"]), official("B", fields=["law", "finance"])]
    given = scenario(people, courses)
    takes = [(name, "C", 2026) for name in "AB"]
    assert items(given, "grants_more", *takes) == ["grants-more:B/C@2026"]


def test_participation_only_is_free_of_the_rule():
    given = scenario([official("A", theory="cao_cap")], {"C": course()})
    assert items(given, "grants_more", ("A", "C", 2026)) == []
