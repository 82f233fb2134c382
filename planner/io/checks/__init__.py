"""What the records alone cannot see: one check a file.

Checks of the specification need no roster; checks of the scenario rely on them having
found no error. Each check is a function of the data that returns problems with their path.
"""

from collections.abc import Callable

from models.scenario import Scenario, ScenarioSpec
from planner.io.checks import (
    appointments,
    arithmetic,
    budget_covers_courses,
    course_kinds,
    courses_have_officials,
    decisions,
    group_cycles,
    groups_have_members,
    law,
    percentages,
    prerequisites,
    reach,
    recruitment,
    references,
    sources,
    units,
    years,
)
from planner.io.problems import Problem

OF_SPECIFICATION: tuple[Callable[[ScenarioSpec], list[Problem]], ...] = (
    references.check,
    appointments.of_specification,
    recruitment.of_specification,
    group_cycles.check,
    years.check,
    course_kinds.check,
    budget_covers_courses.check,
    percentages.check,
    sources.check,
    law.check,
)
"""Checks that need no roster."""


def of_specification(spec: ScenarioSpec) -> list[Problem]:
    """Return the problems that the specification shows by itself."""
    return [item for check in OF_SPECIFICATION for item in check(spec)]


def of_scenario(scenario: Scenario) -> list[Problem]:
    """Return the problems that show only together with the roster and the tables."""
    found = [
        *decisions.check(scenario),
        *appointments.of_scenario(scenario),
        *recruitment.of_scenario(scenario),
        *units.check(scenario),
        *prerequisites.check(scenario),
        *groups_have_members.check(scenario),
    ]
    within = reach.within_reach(scenario)
    return [
        *found,
        *courses_have_officials.check(scenario, within),
        *arithmetic.check(scenario, within),
    ]
