"""Smallest scenarios for the reference engine, and what its messages come to."""

from typing import Any

from models.measures import objective_values
from models.result import SolveStatus
from models.rules import violations
from models.scenario import Scenario
from planner.engine import reference
from planner.engine.messages import Bounds, Finished, Found, Message
from planner.engine.settings import SolveSettings
from tests.builders import course, level, officials, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}
THEORY = {"theory": level("theory", "so_cap")}


def two(c: dict[str, Any] | None = None, **changes: Any) -> Scenario:
    """A and B lack the level that C grants, and everybody should hold it."""
    courses = {"C": course(grants=[SO_CAP], **(c or {}))}
    people = changes.pop("people", officials("A", "B"))
    return scenario(people, courses, targets=THEORY, **changes)


def run(case: Scenario, **settings: Any) -> list[Message]:
    messages: list[Message] = []
    reference.search(case, SolveSettings(**settings), messages.append)
    return messages


def values(case: Scenario) -> list[int]:
    """The best values, which must be proven and those of the plan."""
    messages = run(case)
    assert messages[-1] == Finished(SolveStatus.OPTIMAL)
    last = [message for message in messages if isinstance(message, Found | Bounds)][-1]
    plan = [message for message in messages if isinstance(message, Found)][-1].plan
    assert violations(case, plan).empty
    found = [entry.value for entry in objective_values(case, plan)]
    assert [(stage.incumbent, stage.bound) for stage in last.stages] == [
        (value, value) for value in found
    ]
    return found


def money(**changes: Any) -> dict[str, Any]:
    return {"city": {"title": "city", "amount": 100, **changes}}
