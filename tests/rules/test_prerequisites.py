from tests.builders import course, items, official, scenario, table

BASIC = course(grants=[{"attribute": "theory", "level": "so_cap"}])
MIDDLE = course(
    grants=[{"attribute": "theory", "level": "trung_cap"}],
    requires=[{"attribute": "theory", "at_least": "so_cap"}],
)


def two_levels(person, basic=BASIC, **changes):
    return scenario([person], {"B": basic, "M": MIDDLE}, **changes)


def test_a_level_on_the_baseline_is_enough():
    given = two_levels(official("A", theory="so_cap"))
    assert items(given, "prerequisites", ("A", "M", 2026)) == []


def test_a_level_below_is_not_enough():
    found = table(two_levels(official("A")), "prerequisites", ("A", "M", 2026))
    assert list(found["item"]) == ["prerequisites:A/M@2026"]
    assert list(found["message"]) == [
        "A cannot take M in 2026: theory is none, at least so_cap is required"
    ]


def test_a_course_completed_the_year_before_is_enough():
    given = two_levels(official("A"))
    assert items(given, "prerequisites", ("A", "B", 2026), ("A", "M", 2027)) == []


def test_a_course_of_the_same_year_comes_too_late():
    given = two_levels(official("A"))
    assert items(given, "prerequisites", ("A", "B", 2026), ("A", "M", 2026)) == [
        "prerequisites:A/M@2026"
    ]


def test_a_course_of_two_years_helps_after_its_second_year():
    # 2026 and 2027: held on 1-1-2028, not on 1-1-2027.
    long = {**BASIC, "duration": 2, "weeks": [0, 0], "cost_per_seat": [0, 0]}
    given = two_levels(official("A"), basic=long)
    assert items(given, "prerequisites", ("A", "B", 2026), ("A", "M", 2028)) == []
    assert len(items(given, "prerequisites", ("A", "B", 2026), ("A", "M", 2027))) == 1


def test_a_course_in_progress_helps_from_the_year_after_its_end():
    long = {**BASIC, "duration": 2, "weeks": [0, 0], "cost_per_seat": [0, 0]}
    running = [("A", "B", 2025, "")]  # ends in 2026
    given = two_levels(official("A"), basic=long, in_progress=running)
    assert items(given, "prerequisites", ("A", "M", 2027)) == []
    assert len(items(given, "prerequisites", ("A", "M", 2026))) == 1


def test_a_course_of_somebody_else_does_not_help():
    given = scenario([official("A"), official("B")], {"B": BASIC, "M": MIDDLE})
    assert items(given, "prerequisites", ("B", "B", 2026), ("A", "M", 2027)) == [
        "prerequisites:A/M@2027"
    ]


def test_one_of_several_fields_of_study_is_enough():
    needs = [{"attribute": "fields", "any_of": ["law", "finance"]}]
    people = [official("A", fields=["finance", "farming"]), official("B", fields=[])]
    given = scenario(people, {"C": course(requires=needs)})
    found = table(given, "prerequisites", ("A", "C", 2026), ("B", "C", 2026))
    assert list(found["message"]) == [
        "B cannot take C in 2026: fields has none of law, finance"
    ]


def test_the_field_must_fit_the_title():
    fitting = {"accountant": ["finance"], "registrar": ["law"]}
    needs = [{"attribute": "fields", "fits": "title", "fitting": fitting}]
    people = [
        official("A", title="accountant", fields=["finance"]),
        official("B", title="registrar", fields=["finance"]),
        official("C", title="chair", fields=["law", "finance"]),  # nothing fits a chair
    ]
    given = scenario(people, {"C": course(requires=needs)})
    takes = [(name, "C", 2026) for name in "ABC"]
    assert list(table(given, "prerequisites", *takes)["official"]) == ["B", "C"]


def test_flags_are_left_to_eligibility():
    needs = [{"attribute": "party", "equals": True}]
    given = scenario([official("A", party=False)], {"C": course(requires=needs)})
    assert items(given, "prerequisites", ("A", "C", 2026)) == []
