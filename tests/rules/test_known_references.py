from models.plan import Plan
from tests.builders import (
    RULES,
    PlanColumns,
    course,
    items,
    official,
    officials,
    plan,
    scenario,
    table,
)

LINES = {"city": {"title": "city", "amount": 100}}


def changed(given, **values):
    """The messages about the plan A takes C in 2026, with some cells changed."""
    frame = plan(given, ("A", "C", 2026)).enrolments.assign(**values)
    return list(RULES["known_references"](PlanColumns(given, Plan(frame)))["message"])


def test_a_plan_that_names_what_exists_is_accepted():
    given = scenario([official("A")], budget=LINES)
    assert items(given, "known_references", ("A", "C", 2026)) == []


def test_an_unknown_official_is_named_with_its_row():
    given = scenario(officials("A"))
    found = table(given, "known_references", ("A", "C", 2026), ("X", "C", 2026))
    assert list(found["item"]) == ["reference:X/C@2026"]
    assert list(found["message"]) == ["row 3: the scenario has no official `X`"]


def test_an_unknown_course_is_named():
    given = scenario(officials("A"))
    found = table(given, "known_references", ("A", "Z", 2026))
    assert list(found["message"]) == ["row 2: the scenario has no course `Z`"]


def test_an_unknown_line_is_named():
    given = scenario(officials("A"), budget=LINES)
    assert changed(given, budget_line="sea") == [
        "row 2: the scenario has no budget line `sea`"
    ]


def test_a_line_is_unknown_in_a_scenario_without_budget_lines():
    assert len(changed(scenario(officials("A")), budget_line="city")) == 1


def test_a_missing_line_is_no_unknown_line():
    given = scenario(officials("A"), budget=LINES)
    assert changed(given, budget_line="") == []
    assert changed(given, budget_line=None) == []


def test_the_end_year_follows_from_the_duration():
    # Two years from 2026: 2027, not 2028.
    given = scenario(officials("A"), {"C": course(duration=2)})
    assert changed(given, end_year=2027) == []
    assert changed(given, end_year=2028) == [
        "C of A ends in 2028 by the plan, but in 2027 by its duration"
    ]


def test_the_cost_is_that_of_the_line():
    # Half of 3.001 million dong is 1500.5 thousand, rounded up to 1501.
    half = {"city": {"title": "city", "amount": 9, "pays": [{"share": 0.5}]}}
    given = scenario(officials("A"), {"C": course(cost_per_seat=[3.001])}, budget=half)
    assert changed(given, cost=1501) == []
    assert changed(given, cost=1500) == [
        "C of A costs 1500 thousand dong by the plan, but 1501 by its price"
    ]


def test_without_budget_lines_nothing_is_charged():
    given = scenario(officials("A"), {"C": course(cost_per_seat=[3])})
    assert changed(given, cost=0) == []
    assert len(changed(given, cost=3000)) == 1
