"""A feasible plan by hand for a scenario in which every rule is in play, and tampering.

Each tampering says which rules it breaks: the one meant, and those that cannot but break
with it.
"""

from collections.abc import Callable

import pandas as pd
import pytest

from models.measures import budget_figures
from models.plan import Plan
from models.rules import RULES
from models.scenario import Scenario
from tests.builders import broken, course, official, plan, recruitment, scenario

LINES = {
    "city": {"title": "city", "amount": 40, "pays": [{"courses": ["BASIC", "DEGREE"]}]},
    "state": {"title": "state", "amount": 12, "pays": [{"courses": ["REFRESH"]}]},
}
COURSES = {
    "BASIC": course(
        grants=[{"attribute": "theory", "level": "so_cap"}],
        requires=[{"attribute": "party", "equals": True}],
        weeks=[4],
        class_size={"min": 2, "max": 3},
        classes=2,
        cost_per_seat=[2],
        cost_per_class=[5],
    ),
    "DEGREE": course(
        grants=[{"attribute": "education", "level": "thac_si"}],
        requires=[{"attribute": "theory", "at_least": "so_cap"}],
        age_min=30,
        duration=2,
        weeks=[10, 10],
        service_after={"times_length": 1},
        seats=2,
        cost_per_seat=[10, 10],
    ),
    "REFRESH": course(
        kinds=["refresher"],
        repeatable=True,
        weeks=[2],
        seats={"default": 4, 2028: 0},
        cost_per_seat=[3],
    ),
}


@pytest.fixture
def given() -> Scenario:
    """Three communes, 2026 to 2029; weeks away at most 12, half of a unit at most."""
    people = [
        official("A", unit="an"),
        official("B", unit="an"),
        official("C", unit="binh", theory="so_cap"),
        official("D", unit="binh", theory="so_cap", retires="2031-06-30"),
        official("E", unit="cam", birth="1999-05-01", theory="so_cap"),
        official("F", unit="cam", party=False),
        official("G", unit="cam", retires="2028-01-31"),
        official("H", unit="cam", birth="1999-05-01", theory="so_cap"),
    ]
    return scenario(
        people,
        COURSES,
        horizon={"first": 2026, "last": 2029},
        budget=LINES,
        rules={"yearly_load": 12, "unit_cover": {"share": 0.5}},
        pins=[("C", "DEGREE", 2026, True), ("E", "REFRESH", 2026, False)],
        in_progress=[("E", "DEGREE", 2025, "city")],
        absences=[("F", 2027)],
    )


@pytest.fixture
def feasible(given: Scenario) -> Plan:
    """Eight enrolments.

    `city` is charged 2 x 2 + 5 + 10 + 10 in progress = 29 million in 2026, 10 + 10 in
    2027 and 10 in 2028, of 40; `state` 3 in 2026 and 9 in 2027, of 12.
    """
    return plan(
        given,
        ("A", "BASIC", 2026, "b1", "city"),
        ("B", "BASIC", 2026, "b1", "city"),
        ("C", "DEGREE", 2026, "d1", "city"),
        ("A", "DEGREE", 2027, "d2", "city"),
        ("C", "REFRESH", 2026, "r1", "state"),
        ("A", "REFRESH", 2027, "r2", "state"),
        ("B", "REFRESH", 2027, "r2", "state"),
        ("G", "REFRESH", 2027, "r2", "state"),
    )


def test_the_plan_made_by_hand_breaks_no_rule(given, feasible):
    assert broken(given, feasible) == set()


def adding(*enrolments):
    """Tampering: further enrolments, priced rightly."""
    return lambda given, frame: pd.concat(
        [frame, plan(given, *enrolments).enrolments], ignore_index=True
    )


def setting(row, **cells):
    """Tampering: other values in the cells of one row."""

    def change(given, frame):
        for name, value in cells.items():
            frame.loc[row, name] = value
        return frame

    return change


def dropping(*rows):
    """Tampering: rows that are missing."""
    return lambda given, frame: frame.drop(index=list(rows)).reset_index(drop=True)


def moving(row, start):
    """Tampering: another start year, with the end year that belongs to it."""
    return lambda given, frame: setting(
        row,
        start_year=start,
        end_year=start + frame["end_year"][row] - frame["start_year"][row],
    )(given, frame)


def refreshers(year, *names):
    return [(name, "REFRESH", year, f"r{year}", "state") for name in names]


Tampering = Callable[[Scenario, pd.DataFrame], pd.DataFrame]

TAMPERINGS: dict[str, tuple[Tampering, set[str]]] = {
    "an unknown official": (setting(4, official="X"), {"known_references"}),
    "an unknown course": (setting(4, course="X"), {"known_references"}),
    "an unknown line": (setting(4, budget_line="X"), {"known_references"}),
    "a wrong cost": (setting(4, cost=2999), {"known_references"}),
    "a wrong end year": (setting(2, end_year=2026), {"known_references"}),
    "not a Party member": (
        adding(("F", "BASIC", 2026, "b1", "city")),
        {"eligibility"},
    ),
    "under age": (
        # H is 28 on 1-1-2028, 30 is the least.
        adding(("H", "DEGREE", 2028, "d3", "city")),
        {"eligibility"},
    ),
    "retired before the start": (
        adding(*refreshers(2029, "G")),
        {"eligibility", "service_after"},  # who has left cannot serve afterwards
    ),
    "the prerequisite dropped": (
        dropping(0),
        {"prerequisites", "class_size"},  # B alone is no class of 2
    ),
    "the prerequisite in the same year": (
        moving(3, 2026),
        {"prerequisites", "yearly_load"},  # 4 + 10 weeks of 12
    ),
    "enrolled twice": (
        adding(("B", "REFRESH", 2027, "r2", "state")),
        {"once_per_course"},
    ),
    "nothing more to learn": (
        adding(("C", "BASIC", 2029, "b2", "city"), ("D", "BASIC", 2029, "b2", "city")),
        {"grants_more"},
    ),
    "retired before the bond ends": (
        # Ends 2029 and 2 years after: 31-12-2031; D retires on 30-6-2031.
        adding(("D", "DEGREE", 2028, "d3", "city")),
        {"service_after"},
    ),
    "away too long": (
        # 10 + 2 = 12 weeks in 2026; 4 more.
        adding(("C", "BASIC", 2026, "b1", "city")),
        {"yearly_load", "grants_more"},  # C holds the level already
    ),
    "an absent year": (adding(*refreshers(2027, "F")), {"absent_years"}),
    "a decision dropped": (dropping(2), {"decisions"}),
    "an excluded enrolment": (adding(*refreshers(2026, "E")), {"decisions"}),
    "a year in which nothing is offered": (
        adding(*refreshers(2028, "A")),
        {"intake_open", "seat_limit"},  # one seat of none
    ),
    "ending after the horizon": (
        moving(3, 2029),
        {"intake_open"},
    ),
    "a class too small": (setting(1, **{"class": "b9"}), {"class_size"}),
    "no class": (setting(4, **{"class": ""}), {"class_size"}),
    "a class of two courses": (setting(4, **{"class": "d1"}), {"class_size"}),
    "too many seats": (
        adding(*refreshers(2027, "C", "D")),  # 5 of 4 seats
        {"seat_limit", "budget_limit"},  # and 15 million of 12
    ),
    "a line that may not pay": (
        setting(4, budget_line="city"),
        {"budget_eligibility"},
    ),
    "no line": (setting(4, budget_line=""), {"budget_eligibility"}),
    "a line overspent": (
        # 4 people x 3 = 12 million in 2026, all there is, and 1 x 3 more.
        adding(*refreshers(2026, "A", "B", "D", "G")),
        {"budget_limit", "seat_limit"},  # 5 of 4 seats
    ),
    "a second long course at once": (
        # The only long course takes two years: C takes it again in the second.
        adding(("C", "DEGREE", 2027, "d2", "city")),
        {"long_courses", "once_per_course", "yearly_load"},  # 10 + 10 weeks of 12
    ),
    "a unit emptied": (
        # A is in the course in 2027 and 2028; B too: 2 of 2.
        adding(("B", "DEGREE", 2027, "d2", "city")),
        {"unit_cover"},
    ),
}


def test_a_recruit_left_out_breaks_the_rule_of_recruitment():
    leaver = official("A", leaves="2026-05-01")
    given = scenario([leaver, official("B")], recruitment=recruitment())
    whole = plan(given, ("B", "C", 2026), recruits=["NEW-2026-0001-good"])
    assert broken(given, whole) == set()
    assert broken(given, Plan(whole.enrolments)) == {"recruitment"}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_breaks_exactly_the_rules_concerned(name, given, feasible):
    tamper, expected = TAMPERINGS[name]
    tampered = Plan(tamper(given, feasible.enrolments.copy()))
    assert broken(given, tampered) == expected


def test_every_rule_is_broken_by_some_tampering():
    met = set().union(*(expected for _, expected in TAMPERINGS.values()))
    # What recruitment asks of a plan is not in the table of enrolments: see above.
    assert met == set(RULES) - {"recruitment"}


def test_the_money_is_as_stated_for_the_plan_made_by_hand(given, feasible):
    figures = budget_figures(given, feasible)
    assert [figure.spent for figure in figures] == [
        29_000, 20_000, 10_000, 0,
        3_000, 9_000, 0, 0,
    ]  # fmt: skip
