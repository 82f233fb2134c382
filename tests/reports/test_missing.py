from typing import Any

import pytest

from models.enrolments import as_columns
from models.scenario import Scenario
from planner.reports.missing import Reason, missing_officials
from tests import builders
from tests.builders import course, level, official

GRANTS = {"grants": [{"attribute": "theory", "level": "so_cap"}]}
LONG = {"weeks": [20], "long": True, **GRANTS}
BUDGET = {"city": {"title": "City", "amount": 10}}


def table(given: Scenario, *enrolments: tuple[Any, ...]) -> list[dict[str, Any]]:
    plan = builders.plan(given, *enrolments)
    found = missing_officials(as_columns(given, plan))
    records: list[dict[str, Any]] = found.astype(object).to_dict("records")
    return records


def reason(entry: dict[str, Any], *enrolments: tuple[Any, ...], **changes: Any) -> Any:
    """(reason, detail) of A, one woman of 40 who lacks so_cap in 2028."""
    people = changes.pop("people", [official("A")])
    given = builders.scenario(people, {"C": course(**entry)}, **changes)
    (row,) = (row for row in table(given, *enrolments) if row["official"] == "A")
    assert row["target"] == "theory" and row["year"] == 2028
    return Reason(row["reason"]), row["detail"]


def test_nobody_is_missing_who_has_attained_it() -> None:
    given = builders.scenario([official("A", theory="so_cap")])
    assert table(given) == []


def test_nobody_is_missing_whom_the_plan_sends() -> None:
    given = builders.scenario([official("A")], {"C": course(**GRANTS)})
    assert table(given, ("A", "C", 2027)) == []


def test_without_a_course_that_grants_it_nothing_helps() -> None:
    assert reason({}) == (Reason.NO_COURSE, "theory at_least so_cap")


def test_a_course_that_ends_too_late_does_not_help() -> None:
    entry = {"duration": 3, **GRANTS}
    found = reason(entry, targets={"theory": level("theory", "so_cap", 2028)})
    assert found[0] is Reason.NOT_CHOSEN  # 2026 to 2028
    (row,) = table(
        builders.scenario(
            [official("A")],
            {"C": course(**entry)},
            targets={"theory": level("theory", "so_cap", 2027)},
        )
    )
    assert row["reason"] == Reason.NO_COURSE


def test_what_training_cannot_change_is_fixed() -> None:
    measure = {
        "kind": "level_by_deadline", "year": 2028,
        "conditions": [{"attribute": "party", "equals": True}],
    }  # fmt: skip
    target = {"theory": {"title": "t", "percent": 100, "measure": measure}}
    found = reason(GRANTS, people=[official("A", party=False)], targets=target)
    assert found == (Reason.FIXED, "party true")


@pytest.mark.parametrize(
    ("entry", "person", "expected"),
    [
        ({"who": "party and age < 30"}, {}, (Reason.WHO, "age < 30")),
        ({"who": "party and age < 30"}, {"party": False}, (Reason.WHO, "party")),
        # 40, 41 and 42 on the three days on which it may start.
        ({"age_min": 43}, {}, (Reason.AGE_MIN, "age >= 43")),
        ({"age_max": 39}, {}, (Reason.AGE_MAX, "age <= 39")),
        (
            {"requires": [{"attribute": "rank_years", "at_least": 6}]}, {},
            (Reason.REQUIRES, "rank_years at_least 6.0"),
        ),
        (
            {"requires": [{"attribute": "education", "at_least": "thac_si"}]}, {},
            (Reason.PREREQUISITE, "education at_least thac_si"),
        ),
        ({}, {"joined": "2029-01-01"}, None),
        ({"service_after": {"years": 20}}, {}, (Reason.BOND, "240 months")),
    ],
)  # fmt: skip
def test_each_condition_of_eligibility_is_named(
    entry: dict[str, Any], person: dict[str, Any], expected: Any
) -> None:
    people = [official("A", **person)]
    if expected is None:  # who does not serve does not count
        assert table(builders.scenario(people, {"C": course(**GRANTS)})) == []
    else:
        assert reason({**GRANTS, **entry}, people=people) == expected


def test_who_is_away_until_the_end_cannot_be_sent() -> None:
    # Joining in the last year, so not serving on any 1 January before it ends.
    people = [official("A", joined="2028-06-01")]
    assert reason(GRANTS, people=people)[0] is Reason.NOT_SERVING
    everywhere = [("A", year) for year in (2026, 2027, 2028)]
    assert reason(GRANTS, absences=everywhere)[0] is Reason.ABSENT


def test_who_leaves_before_the_course_ends_is_told_from_who_owes_service() -> None:
    measure = {
        "kind": "annual_participation", "course_kind": "update",
        "first": 2026, "last": 2026,
    }  # fmt: skip
    entry = course(kinds=["update"], duration=2)
    given = builders.scenario(
        [official("A", leaves="2027-06-01")], {"C": entry},
        targets={"t": {"title": "t", "percent": 100, "measure": measure}},
    )  # fmt: skip
    (row,) = table(given)
    assert (row["reason"], row["course"], row["start_year"]) == (
        Reason.RETIREMENT, "C", 2026,
    )  # fmt: skip


def test_a_decision_against_it_is_named() -> None:
    assert reason(GRANTS, pins=[("A", "C", 0, False)])[0] is Reason.DECIDED_NOT


def test_a_decision_against_one_year_leaves_the_others() -> None:
    assert reason(GRANTS, pins=[("A", "C", 2026, False)])[0] is Reason.NOT_CHOSEN


def test_a_load_is_told_from_other_courses_of_the_plan() -> None:
    heavy = {"weeks": [20], **GRANTS}
    rules = {"yearly_load": 15}
    assert reason(heavy, rules=rules)[0] is Reason.LOAD
    courses = {
        "C": course(**LONG),
        "D": course(weeks=[20, 20, 20], duration=3, long=True),
    }
    given = builders.scenario([official("A")], courses)
    (row,) = table(given, ("A", "D", 2026))
    assert row["reason"] == Reason.BUSY


def test_a_line_that_may_not_pay_is_told_from_an_empty_one() -> None:
    entry = {"cost_per_seat": [20], **GRANTS}
    only = {"city": {**BUDGET["city"], "pays": [{"who": "not party"}]}}
    assert reason(entry, budget=only)[0] is Reason.NO_PAYER
    assert reason(entry, budget=BUDGET)[0] is Reason.NO_MONEY
    rich = {"city": {**BUDGET["city"], "amount": 20}}
    assert reason(entry, budget=rich)[0] is Reason.NOT_CHOSEN


def test_money_carried_over_counts_and_is_not_counted_twice() -> None:
    entry = {"cost_per_seat": [20], **GRANTS}
    carried = {"city": {**BUDGET["city"], "carry_over": True}}
    # 20 are there in 2027, and 10 of them are needed by B.
    assert reason(entry, budget=carried)[0] is Reason.NOT_CHOSEN
    people = [official("A"), official("B")]
    taken = ("B", "C", 2028)
    assert reason(entry, taken, people=people, budget=carried)[0] is Reason.NO_MONEY


def test_one_more_class_is_paid_for_with_the_smallest_number_of_people() -> None:
    entry = {"cost_per_seat": [2], "class_size": {"min": 4, "max": 9}, **GRANTS}
    assert reason(entry, budget=BUDGET)[0] is Reason.NO_CLASS  # 4 x 2 <= 10
    entry["cost_per_class"] = [3]
    assert reason(entry, budget=BUDGET)[0] is Reason.NO_MONEY  # 4 x 2 + 3 > 10


def test_seats_are_gone_when_nothing_offered_is_left() -> None:
    people = [official("A"), official("B")]
    full = {"class_size": {"max": 1}, **GRANTS}
    taken = [("B", "C", 2026)]
    closed = {"default": 0, 2026: 1}
    for offer in ({"classes": closed}, {"seats": closed}):
        assert reason({**full, **offer}, *taken, people=people)[0] is Reason.NO_SEAT
    assert reason(full, *taken, people=people)[0] is Reason.NOT_CHOSEN


def test_an_open_class_with_a_seat_needs_no_other_people() -> None:
    people = [official("A"), *builders.officials("B", "D")]
    entry: dict[str, Any] = {"class_size": {"min": 2, "max": 4}, **GRANTS}
    taken = [("B", "C", 2026), ("D", "C", 2026)]
    assert reason(entry, *taken, people=people)[0] is Reason.NOT_CHOSEN
    entry["class_size"]["min"] = 4
    assert reason(entry, people=people)[0] is Reason.NO_CLASS


@pytest.mark.parametrize(("number", "expected"), [(2, "no_class"), (3, "not_chosen")])
def test_enough_people_for_one_more_class_are_free(number: int, expected: str) -> None:
    entry = {"class_size": {"min": 3, "max": 5}, **GRANTS}
    people = [official(f"P{at}") for at in range(number)]
    rows = table(builders.scenario(people, {"C": course(**entry)}))
    assert [row["reason"] for row in rows] == [expected] * number


def test_a_unit_that_is_at_its_limit_is_named() -> None:
    people = [official("A"), official("B")]
    # One of two may be away; B is, in every year.
    taken = [("B", "D", 2026)]
    courses = {
        "C": course(**LONG),
        "D": course(weeks=[20, 20, 20], duration=3, long=True),
    }
    rules = {"unit_cover": {"share": 0.5}}
    given = builders.scenario(people, courses, rules=rules)
    rows = {row["official"]: row["reason"] for row in table(given, *taken)}
    assert rows == {"A": Reason.UNIT_COVER, "B": Reason.BUSY}


def test_nobody_more_is_needed_where_the_target_is_met() -> None:
    target = {"theory": level("theory", "so_cap", percent=50)}
    people = [official("A"), official("B", theory="so_cap")]
    assert reason(GRANTS, people=people, targets=target)[0] is Reason.NOT_NEEDED


def test_a_course_that_ends_after_the_measuring_date_comes_later() -> None:
    target = {"theory": level("theory", "so_cap", 2026)}
    given = builders.scenario([official("A")], {"C": course(**GRANTS)}, targets=target)
    (row,) = table(given, ("A", "C", 2027))
    assert (row["reason"], row["start_year"]) == (Reason.COMPLETES_LATER, 2027)


def test_the_enrolment_that_gets_furthest_counts() -> None:
    courses = {"young": course(age_max=30, **GRANTS), "full": course(seats=0, **GRANTS)}
    (row,) = table(builders.scenario([official("A")], courses))
    assert (row["reason"], row["course"]) == (Reason.NO_SEAT, "full")


def test_of_several_things_missing_the_one_that_gets_least_far_counts() -> None:
    measure = {
        "kind": "level_by_deadline", "year": 2028,
        "conditions": [
            {"attribute": "theory", "at_least": "so_cap"},
            {"attribute": "education", "at_least": "thac_si"},
        ],
    }  # fmt: skip
    target = {"both": {"title": "t", "percent": 100, "measure": measure}}
    given = builders.scenario([official("A")], {"C": course(**GRANTS)}, targets=target)
    (row,) = table(given)
    assert (row["reason"], row["detail"]) == (
        Reason.NO_COURSE, "education at_least thac_si",
    )  # fmt: skip


def test_a_field_helps_only_those_whom_it_fits() -> None:
    measure = {
        "kind": "level_by_deadline", "year": 2028,
        "conditions": [
            {
                "attribute": "fields", "fits": "title",
                "fitting": {"accountant": ["finance"], "registrar": ["law"]},
            }
        ],
    }  # fmt: skip
    people = [official("A"), official("R", title="registrar")]
    law = course(grants=[{"attribute": "fields", "add": ["law"]}])
    target = {"fit": {"title": "t", "percent": 100, "measure": measure}}
    rows = table(builders.scenario(people, {"L": law}, targets=target))
    assert [row["reason"] for row in rows] == [Reason.NO_COURSE, Reason.NOT_CHOSEN]


def test_attendance_is_explained_year_by_year() -> None:
    measure = {
        "kind": "annual_participation", "course_kind": "update",
        "first": 2026, "last": 2028,
    }  # fmt: skip
    entry = course(kinds=["update"], repeatable=True, seats={"default": 1, 2028: 0})
    people = builders.officials("A", "B")
    targets = {"yearly": {"title": "t", "percent": 100, "measure": measure}}
    given = builders.scenario(people, {"C": entry}, targets=targets)
    rows = table(given, ("A", "C", 2026))
    assert [(row["year"], row["official"], row["reason"]) for row in rows] == [
        (2026, "B", Reason.NO_SEAT),
        (2027, "A", Reason.NOT_CHOSEN),
        (2027, "B", Reason.NOT_CHOSEN),
        (2028, "A", Reason.NO_SEAT),
        (2028, "B", Reason.NO_SEAT),
    ]


def test_a_course_taken_once_is_not_taken_again() -> None:
    measure = {
        "kind": "annual_participation", "course_kind": "update",
        "first": 2027, "last": 2027,
    }  # fmt: skip
    targets = {"yearly": {"title": "t", "percent": 100, "measure": measure}}
    given = builders.scenario(
        [official("A")], {"C": course(kinds=["update"])}, targets=targets
    )
    (row,) = table(given, ("A", "C", 2026))
    assert row["reason"] == Reason.TAKEN_BEFORE
    granting = builders.scenario(
        [official("A", theory="so_cap")], {"C": course(kinds=["update"], **GRANTS)},
        targets=targets,
    )  # fmt: skip
    (row,) = table(granting)
    assert row["reason"] == Reason.GRANTS_NOTHING_NEW


def test_nothing_is_said_of_what_is_only_monitored() -> None:
    measure = {"kind": "monitored", "who": "age < 30", "first": 2026, "last": 2028}
    targets = {"young": {"title": "t", "percent": 100, "measure": measure}}
    assert table(builders.scenario([official("A")], targets=targets)) == []
