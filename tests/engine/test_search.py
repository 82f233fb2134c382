"""The search on the smallest scenarios: what it says, in which order, and when it ends."""

import pytest

from models.result import SolveStatus
from planner.engine.messages import Finished, Found, Progress
from planner.engine.search import search
from planner.engine.settings import SolveSettings
from tests.builders import course, level, officials, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}
TRUNG_CAP = {"attribute": "theory", "level": "trung_cap"}
MONITORED = {
    "young": {
        "title": "the young",
        "percent": 10,
        "measure": {
            "kind": "monitored",
            "who": "age < 40",
            "first": 2026,
            "last": 2028,
        },
    }
}


def run(case):
    messages = []
    search(case, SolveSettings(), messages.append)
    finished = messages[-1]
    assert isinstance(finished, Finished)
    return messages, finished


def last_plan(messages):
    return [message for message in messages if isinstance(message, Found)][-1].plan


def wanted(**changes):
    return scenario(
        officials("A", "B"),
        {"C": course(grants=[SO_CAP])},
        targets={"theory": level("theory", "so_cap")},
        **changes,
    )


def test_a_plan_is_found_proven_and_told_last_of_all():
    messages, finished = run(wanted())
    assert isinstance(messages[0], Progress)
    assert finished.status is SolveStatus.OPTIMAL
    assert not finished.limits_hit
    assert len(last_plan(messages)) == 2


def test_decided_enrolments_are_in_the_plan():
    messages, finished = run(wanted(pins=[("A", "C", 2028, True)]))
    assert finished.status is SolveStatus.OPTIMAL
    rows = last_plan(messages).enrolments.set_index("official")
    assert rows.loc["A", "start_year"] == 2028


def test_where_nothing_is_to_be_minimised_any_plan_will_do():
    case = scenario(officials("A"), targets=MONITORED, pins=[("A", "C", 0, True)])
    messages, finished = run(case)
    assert finished.status is SolveStatus.OPTIMAL
    assert list(last_plan(messages).enrolments["official"]) == ["A"]


@pytest.mark.parametrize(
    ("pins", "changes", "named"),
    [
        # Held already, so that the course grants nothing more.
        ([("A", "C", 2026, True)], {"theory": "so_cap"}, "pin:A/C@2026"),
        ([("A", "C", 0, True)], {"theory": "so_cap"}, "pin:A/C"),
        # Absent in no year, but gone before any course ends.
        ([("A", "C", 0, True)], {"leaves": "2026-06-01"}, "pin:A/C"),
    ],
)
def test_a_decision_that_the_own_rules_exclude_is_named(pins, changes, named):
    case = scenario(
        officials("A", "B", **changes), {"C": course(grants=[SO_CAP])}, pins=pins
    )
    _, finished = run(case)
    assert finished.status is SolveStatus.INFEASIBLE
    assert finished.conflict == (named,)


def test_a_repeatable_course_that_can_never_be_taken_is_named():
    case = scenario(
        officials("A", leaves="2026-06-01"),
        {"R": course(repeatable=True)},
        pins=[("A", "R", 0, True)],
    )
    _, finished = run(case)
    assert finished == Finished(SolveStatus.INFEASIBLE, conflict=("pin:A/R",))


def test_a_repeatable_course_may_be_decided_for_any_year():
    courses = {"R": course(repeatable=True, seats={"default": 0, 2027: 1})}
    case = scenario(officials("A", "B"), courses, pins=[("A", "R", 0, True)])
    messages, _ = run(case)
    rows = last_plan(messages).enrolments
    assert list(zip(rows["official"], rows["start_year"], strict=True)) == [("A", 2027)]


def test_decisions_that_exceed_the_seats_are_named_with_them():
    pins = [("A", "C", 2026, True), ("B", "C", 2026, True)]
    case = scenario(officials("A", "B"), {"C": course(seats=1)}, pins=pins)
    _, finished = run(case)
    assert finished.status is SolveStatus.INFEASIBLE
    assert "seats:C@2026" in finished.conflict
    assert any(item.startswith("pin:") for item in finished.conflict)


def test_money_already_promised_beyond_the_amount_is_named():
    case = scenario(
        officials("A"),
        {"L": course(duration=2, cost_per_seat=[1, 3])},
        budget={"city": {"title": "city", "amount": 2}},
        in_progress=[("A", "L", 2025, "city")],
    )
    _, finished = run(case)
    assert finished.status is SolveStatus.INFEASIBLE
    (message,) = finished.conflict
    assert "city is charged 3 million dong in 2026, 2 are available" in message


def test_the_share_of_a_unit_that_may_be_away_is_rounded_up():
    # 34 % of 3 is 1.02, rounded up: two may go at once.
    case = scenario(
        officials("A", "B", "E"),
        {"C": course(grants=[SO_CAP], weeks=[9], seats={"default": 0, 2026: 9})},
        targets={"theory": level("theory", "so_cap")},
        rules={"unit_cover": {"share": 0.34}},
    )
    messages, _ = run(case)
    assert len(last_plan(messages)) == 2


def test_who_is_away_already_does_not_count_twice():
    # Of two officials one may be away in 2026: X, who may take another long course.
    case = scenario(
        officials("X", "Y"),
        {
            "L": course(weeks=[8, 8], duration=2),
            "C": course(grants=[SO_CAP], weeks=[9], seats={"default": 0, 2026: 9}),
        },
        targets={"theory": level("theory", "so_cap")},
        rules={"unit_cover": {"share": 0.5}, "long_courses_at_once": None},
        in_progress=[("X", "L", 2025, "")],
    )
    messages, finished = run(case)
    assert finished.status is SolveStatus.OPTIMAL
    assert list(last_plan(messages).enrolments["official"]) == ["X"]
