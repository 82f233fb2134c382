import numpy as np
import pandas as pd

from models.plan import COLUMNS, Plan, in_order
from models.plan_of import plan_of
from models.rules import violations
from tests.builders import course, officials, plan, scenario

NONE = np.zeros(0, dtype=np.int64)


def test_names_years_and_costs_are_filled_in() -> None:
    given = scenario(
        officials("A", "B"),
        {"C": course(), "L": course(duration=2, cost_per_seat=[1, 2])},
        budget={"city": {"title": "City", "amount": 9}},
    )
    made = plan_of(
        given,
        official=np.array([1, 0]),
        course=np.array([1, 0]),
        start=np.array([2026, 2027]),
        line=np.array([0, 0]),
        room=np.array([1, 1]),
    )
    assert [list(row) for row in made.enrolments.to_numpy()] == [
        ["B", "L", 2026, 2027, "L@2026#1", "city", 3000],
        ["A", "C", 2027, 2027, "C@2027#1", "city", 0],
    ]
    assert violations(given, made).empty


def test_each_intake_counts_its_own_classes() -> None:
    given = scenario(officials("A", "B"), {"C": course(), "D": course()})
    made = plan_of(
        given,
        official=np.array([0, 1, 0, 1]),
        course=np.array([0, 0, 1, 1]),
        start=np.full(4, 2026),
        line=np.full(4, -1),
        room=np.array([2, 1, 1, 1]),
    )
    assert list(made.enrolments["class"]) == ["C@2026#1", "C@2026#2", *["D@2026#1"] * 2]
    assert list(made.enrolments["official"]) == ["B", "A", "A", "B"]
    assert list(made.enrolments["budget_line"]) == [""] * 4


def test_nobody_makes_the_empty_plan() -> None:
    made = plan_of(scenario(officials("A")), NONE, NONE, NONE, NONE, NONE)
    assert len(made) == 0
    assert list(made.enrolments) == list(COLUMNS)


def test_categories_and_plain_text_are_checked_and_ordered_alike() -> None:
    # Twelve classes, so that #10 sorts before #2; an unknown official; a missing class.
    given = scenario(officials(*"ABCDEFGHIJKL"), {"C": course(class_size={"max": 1})})
    takes = [(name, "C", 2026, f"C#{at}") for at, name in enumerate("LKJIHGFEDCBA", 1)]
    plain = plan(given, *takes, ("X", "C", 2026), ("A", "C", 2028, "C#13")).enrolments
    plain.loc[13, "class"] = None
    texts = ["official", "course", "class", "budget_line"]
    coded = plain.astype(dict.fromkeys(texts, "category"))
    usual = plain.sort_values(
        ["start_year", "course", "class", "official"], kind="stable", ignore_index=True
    )
    for frame in (plain, coded):
        ordered = in_order(frame).astype(dict.fromkeys(texts, object))
        pd.testing.assert_frame_equal(
            ordered, usual.astype(dict.fromkeys(texts, object))
        )
    found = [violations(given, Plan(frame)) for frame in (plain, coded)]
    assert not found[0].empty
    pd.testing.assert_frame_equal(*found)
