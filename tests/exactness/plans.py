"""The best plan of brute force, as a plan that rules and measures can read."""

from models.plan import Plan
from models.scenario import Scenario
from tests import builders
from tests.exactness.brute_force import Outcome

Row = tuple[str, str, int, str, str]
"""Official, course, start year, class and budget line of an enrolment."""


def rows_of(scenario: Scenario, outcome: Outcome) -> list[Row]:
    """The enrolments of an outcome, its classes filled one after the other."""
    seated: dict[tuple[str, int], int] = {}
    rows = []
    for name, path in zip(scenario.roster.ids, outcome.paths, strict=True):
        for taken in path:
            intake = taken.course, taken.start
            at = seated[intake] = seated.get(intake, -1) + 1
            room = f"{taken.course}@{taken.start}#{at % outcome.classes[intake]}"
            rows.append((str(name), *intake, room, taken.line))
    return rows


def plan_of(scenario: Scenario, outcome: Outcome) -> Plan:
    """The plan of an outcome."""
    return builders.plan(scenario, *rows_of(scenario, outcome))
