"""A search that starts from an earlier run ends where one from nothing ends."""

from typing import Any

import pytest

from models.scenario import Scenario
from planner.engine.earlier import Earlier, allows_no_more
from planner.engine.messages import Bounds, Finished, Found
from planner.engine.search import search
from planner.engine.settings import SolveSettings
from tests.builders import course, level, officials, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}


def case(amount: Any = 40, **changes: Any) -> Scenario:
    """Six officials want a course of 10 million dong; four seats a year."""
    options = {"seats": 4, "classes": 2, "percent": 100, "line": "city", "who": 6}
    options |= changes
    people = officials(*"ABCDEFG"[: options["who"]])
    return scenario(
        people,
        {
            "C": course(
                grants=[SO_CAP],
                cost_per_seat=[10],
                seats=options["seats"],
                classes=options["classes"],
            )
        },
        targets={"theory": level("theory", "so_cap", percent=options["percent"])},
        budget={options["line"]: {"title": "a line", "amount": {2026: amount}}},
    )


def solved(given: Scenario, earlier: Earlier | None = None) -> tuple[Any, Any]:
    messages: list[Any] = []
    search(given, SolveSettings(earlier=earlier), messages.append)
    assert isinstance(messages[-1], Finished)
    stages = [m.stages for m in messages if isinstance(m, Found | Bounds)][-1]
    first = next(m.plan for m in messages if isinstance(m, Found))
    best = [m.plan for m in messages if isinstance(m, Found)][-1]
    return Earlier(best, stages, given), first


@pytest.mark.parametrize("amount", [0, 20, 40, 50, 70])
def test_the_same_values_are_proven_as_from_nothing(amount: int) -> None:
    earlier, _ = solved(case(40))
    given = case(amount)
    fresh, _ = solved(given)
    again, _ = solved(given, earlier)
    assert [(s.incumbent, s.bound, s.status) for s in again.stages] == [
        (s.incumbent, s.bound, s.status) for s in fresh.stages
    ]


def test_a_plan_that_obeys_every_rule_here_too_is_found_at_once() -> None:
    earlier, _ = solved(case(40))
    _, first = solved(case(50), earlier)
    assert first.enrolments.equals(earlier.plan.enrolments)


def test_an_earlier_plan_that_breaks_a_rule_is_not_told() -> None:
    earlier, _ = solved(case(40))
    assert len(earlier.plan) == 4
    _, first = solved(case(20), earlier)
    assert len(first) <= 2


def test_what_was_proven_holds_where_there_is_less() -> None:
    earlier, _ = solved(case(40))
    assert earlier.bounds(case(30))[0] == (0, (), 2)
    assert earlier.bounds(case(50)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"amount": 39}, True),
        ({"amount": 41}, False),
        ({"seats": 3}, True),
        ({"seats": 5}, False),
        ({"seats": None}, False),
        ({"classes": {2026: 2, 2027: 1, 2028: 0}}, True),
        ({"classes": None}, False),
        ({"line": "province"}, False),
        ({"who": 7}, False),
    ],
)
def test_less_of_everything_allows_no_plan_more(
    changes: dict[str, Any], expected: bool
) -> None:
    assert allows_no_more(case(), case(**changes)) is expected


def test_higher_percentages_allow_no_plan_more_and_lower_ones_do() -> None:
    assert allows_no_more(case(percent=80), case(percent=90))
    assert not allows_no_more(case(percent=80), case(percent=70))


def test_a_limit_where_there_was_none_allows_no_plan_more() -> None:
    assert allows_no_more(case(seats=None), case())
