import pytest

from models.rules import violations
from tests.builders import course, level, officials, scenario

pytest.importorskip("timefold", reason="an optional peer; see benchmarks/README.md")


def test_the_peer_obeys_prerequisites_seats_and_money() -> None:
    from benchmarks.rivals import timefold_problem

    # Money for two seats a year, one of HIGH: of three officials, two can have both.
    given = scenario(
        officials(*"ABC"),
        {
            "LOW": course(
                grants=[{"attribute": "theory", "level": "so_cap"}], cost_per_seat=[1]
            ),
            "HIGH": course(
                grants=[{"attribute": "theory", "level": "trung_cap"}],
                requires=[{"attribute": "theory", "at_least": "so_cap"}],
                cost_per_seat=[1],
                seats=1,
            ),
        },
        targets={"theory": level("theory", "trung_cap")},
        budget={"city": {"title": "City", "amount": 2}},
        rules={"long_courses_at_once": None},
    )
    plan = timefold_problem.solve(given, time_limit=8)
    assert plan is not None
    assert violations(given, plan).empty
    assert sorted(plan.enrolments["course"].value_counts().items()) == [
        ("HIGH", 2),
        ("LOW", 2),
    ]
