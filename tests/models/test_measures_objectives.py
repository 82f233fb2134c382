from models.measures import objective_values
from tests.builders import course, level, official, officials, plan, scenario

COURSES = {
    "T": course(grants=[{"attribute": "theory", "level": "so_cap"}], cost_per_seat=[2]),
    "L": course(duration=2),
    "R": course(repeatable=True),
}
BUDGET = {"city": {"title": "city", "amount": 100}}


def values(people, *enrolments, **changes):
    given = scenario(people, COURSES, **changes)
    found = objective_values(given, plan(given, *enrolments))
    return [(value.name, value.unit, value.value) for value in found]


def test_tiers_come_first_then_cost_then_preferences():
    preferences = [{"kind": "even_units"}, {"kind": "earlier_completion"}]
    targets = {
        "a": level("theory", "cao_cap", tier=3),
        "b": level("theory", "so_cap", tier=1),
    }
    found = values(
        officials("A"), targets=targets, budget=BUDGET, preferences=preferences
    )
    assert found == [
        ("tier-1", "officials", 1),
        ("tier-3", "officials", 1),
        ("cost", "thousand dong", 0),
        ("preference:even_units", "enrolments", 0),
        ("preference:earlier_completion", "years", 0),
    ]


def test_a_tier_sums_weighted_shortfall_over_targets_and_years():
    # a: 2 missing x 5; b: 2 missing in each of 2026 and 2027; one trained: 1 x 5 + 4.
    yearly = {
        "kind": "annual_participation",
        "course_kind": "refresher",
        "first": 2026,
        "last": 2027,
    }
    targets = {
        "a": level("theory", "so_cap", weight=5),
        "b": level("theory", "so_cap", measure=yearly),
    }
    people = officials("A", "B")
    assert values(people, targets=targets) == [("tier-1", "weighted officials", 14)]
    found = values(people, ("A", "T", 2026), targets=targets)
    assert found == [("tier-1", "weighted officials", 9)]


def test_monitored_targets_belong_to_no_tier():
    measure = {"kind": "monitored", "who": "age < 1", "first": 2026, "last": 2028}
    targets = {"m": level("theory", "so_cap", measure=measure)}
    assert values(officials("A"), targets=targets) == []


def test_cost_is_counted_in_thousand_dong():
    assert values(officials("A"), ("A", "T", 2026), budget=BUDGET)[1][2] == 2_000


def test_earlier_completion_counts_years_from_the_first():
    # T in 2026: 0; T in 2028: 2; L from 2027 ends 2028: 2; the repeatable R: none.
    takes = [("A", "T", 2026), ("B", "T", 2028), ("A", "L", 2027), ("B", "R", 2028)]
    preferences = [{"kind": "earlier_completion"}]
    found = values(officials("A", "B"), *takes, preferences=preferences)
    assert found[-1] == ("preference:earlier_completion", "years", 4)


def test_preferences_of_one_kind_are_numbered():
    # Outside "women": B twice; outside "under 40 on 31-12-2025": C once.
    people = [
        official("A"),
        official("B", sex="male"),
        official("C", birth="1985-12-31"),  # 40 on that day
    ]
    takes = [("A", "T", 2026), ("B", "T", 2026), ("B", "R", 2027), ("C", "T", 2026)]
    preferences = [
        {"kind": "priority_group", "who": "sex == female"},
        {"kind": "priority_group", "who": "age < 40"},
    ]
    assert values(people, *takes, preferences=preferences)[-2:] == [
        ("preference:priority_group", "enrolments", 2),
        ("preference:priority_group#2", "enrolments", 1),
    ]


def test_units_are_even_if_enrolments_follow_their_size():
    # 3 of 4 officials in x: of 4 enrolments 3 are even.
    people = [*officials("A", "B", "C", unit="x"), official("D", unit="y")]
    even = [(name, "T", 2026) for name in "ABCD"]
    preferences = [{"kind": "even_units"}]
    assert values(people, *even, preferences=preferences)[-1][2] == 0
    # All 2 in x: |2 x 4 - 2 x 3| // 4 = 0 and |0 - 2 x 1| // 4 = 0: less than one.
    assert values(people, *even[:2], preferences=preferences)[-1][2] == 0
    # 2 in y (T and R): |0 - 2 x 3| // 4 = 1 and |2 x 4 - 2 x 1| // 4 = 1.
    uneven = [("D", "T", 2026), ("D", "R", 2026)]
    assert values(people, *uneven, preferences=preferences)[-1][2] == 2
