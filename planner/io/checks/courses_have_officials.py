"""Somebody can attend each course that is offered."""

from models.scenario import Scenario
from planner.io.checks.reach import Reach
from planner.io.problems import Problem, problem


def check(scenario: Scenario, reach: Reach) -> list[Problem]:
    """Return courses that no official can ever start.

    A course whose classes are suspended in every year is left out: that is a decision.
    """
    spec = scenario.spec
    found = []
    for name in spec.courses:
        starts = [who for (course, _), who in reach.starts.items() if course == name]
        too_long = spec.last_start(name) < spec.horizon.first
        if too_long or (starts and not any(who.any() for who in starts)):
            found.append(
                problem("course-without-official", path=f"courses.{name}", value=name)
            )
    return found
