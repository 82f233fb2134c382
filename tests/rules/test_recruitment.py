"""The rule `recruitment`: every vacancy one recruit, streams within limits, no ghosts."""

import pandas as pd
import pytest

from models.plan import Plan
from models.rules import RULES, violations
from tests.builders import PlanColumns, official, plan, recruitment, scenario, stream

LEAVERS = [official("A", leaves="2026-05-01"), official("B", leaves="2027-05-01")]
BOTH = ("NEW-2026-0001-good", "NEW-2027-0001-plain")


def messages(given, decided: Plan) -> list[str]:
    return list(RULES["recruitment"](PlanColumns(given, decided))["message"])


def with_streams(**streams) -> object:
    return scenario([*LEAVERS, official("C")], recruitment=recruitment(streams=streams))


def test_one_recruit_for_each_vacancy_is_feasible():
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    assert violations(given, plan(given, recruits=BOTH)).empty


def test_a_vacancy_without_a_recruit_is_named():
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    assert messages(given, plan(given, recruits=BOTH[:1])) == [
        "vacancy NEW-2027-0001 has 0 recruits, one is required"
    ]


@pytest.mark.parametrize("second", ["NEW-2026-0001-plain", "NEW-2026-0001-good"])
def test_two_recruits_for_one_vacancy_are_refused(second):
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    assert messages(given, plan(given, recruits=(*BOTH, second))) == [
        "vacancy NEW-2026-0001 has 2 recruits, one is required"
    ]


def test_streams_keep_their_limits_year_by_year():
    limits = {"min": {"default": 0, 2026: 1}, "max": {"default": 5, 2027: 0}}
    given = with_streams(good=stream(), plain=stream(attributes={}, limits=limits))
    assert messages(given, plan(given, recruits=BOTH)) == [
        "recruits of plain in 2026: 0, at least 1 are required",
        "recruits of plain in 2027: 1, at most 0 are allowed",
    ]
    other = ("NEW-2026-0001-plain", "NEW-2027-0001-good")
    assert messages(given, plan(given, recruits=other)) == []


def test_whoever_is_not_recruited_cannot_be_enrolled():
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    recruited = plan(given, ("NEW-2026-0001-good", "C", 2027), recruits=BOTH)
    assert violations(given, recruited).empty
    ghost = plan(given, ("NEW-2026-0001-plain", "C", 2027), recruits=BOTH)
    assert list(violations(given, ghost)["message"]) == [
        "NEW-2026-0001-plain is enrolled in C but not recruited"
    ]


def test_a_recruit_starts_courses_in_the_year_after_joining():
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    early = plan(given, ("NEW-2026-0001-good", "C", 2026), recruits=BOTH)
    assert set(violations(given, early)["rule"]) == {"eligibility"}


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (
            "stream",
            "plain",
            "the stream is plain by the plan, but good by the scenario",
        ),
        ("year", 2027, "the year is 2027 by the plan, but 2026 by the scenario"),
        ("unit", "cai", "the unit is cai by the plan, but an by the scenario"),
        ("cost", 1, "the cost is 1 by the plan, but 0 by the scenario"),
    ],
)
def test_what_the_table_says_of_a_recruit_is_compared(column, value, message):
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    decided = plan(given, recruits=BOTH)
    decided.recruits.loc[0, column] = value
    assert messages(given, decided) == [f"recruit NEW-2026-0001-good: {message}"]


@pytest.mark.parametrize("name", ["A", "nobody"])
def test_only_potential_recruits_can_be_recruited(name):
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    decided = plan(given, recruits=BOTH)
    row = decided.recruits.iloc[[0]].assign(official=name)
    decided = Plan(decided.enrolments, pd.concat([decided.recruits, row]))
    assert messages(given, decided) == [
        f"recruits, row 4: nobody called `{name}` can be recruited"
    ]


def test_without_recruitment_nobody_is_recruited():
    given = scenario([official("A", leaves="2026-05-01")])
    assert messages(given, Plan.empty()) == []
    with_one = scenario(LEAVERS, recruitment=recruitment())
    decided = plan(with_one, recruits=BOTH)
    assert len(messages(given, decided)) == 2


def test_the_line_that_names_a_stream_pays_its_share():
    # 30.001 million and half of it: 15,001 thousand, rounded half up.
    pays = [{"recruitment": ["good"], "share": "0.5"}]
    given = scenario(
        [*LEAVERS, official("C")],
        budget={
            "city": {"title": "City", "amount": 100},
            "new": {
                "title": "Recruits",
                "amount": {2026: 15, 2027: 99, 2028: 0},
                "pays": pays,
            },
        },
        recruitment=recruitment(
            streams={"good": stream(cost="30.001"), "plain": stream(cost=7)}
        ),
    )
    decided = plan(given, recruits=BOTH)
    assert list(decided.recruits["cost"]) == [15_001, 0]
    assert list(violations(given, decided)["message"]) == [
        "new is charged 15.001 million dong in 2026, 15 are available"
    ]
