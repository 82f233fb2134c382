"""Every level that is required can be reached: from the baseline, or through courses.

Here the roster is looked at as a whole: a requirement is open if somebody holds it, or a
course that is itself open grants it. Who that somebody is, `reach` looks at.
"""

import numpy as np

from models.attribute import Attribute, Ladder, SetOf
from models.condition import Condition
from models.course import Course
from models.holdings import satisfied
from models.scenario import Scenario
from planner.io.checks.circles import circles
from planner.io.checks.walk import conditions
from planner.io.problems import Problem, problem
from planner.language.filter_words import condition_in_words


def check(scenario: Scenario) -> list[Problem]:
    """Return circular prerequisites and levels that nobody can reach."""
    spec, roster = scenario.spec, scenario.roster
    everyone = np.arange(len(roster))
    closed = {
        path: condition
        for path, condition in conditions(spec)
        if not satisfied(roster.columns, roster, condition, everyone).any()
    }
    open_courses = {
        list(spec.courses)[at] for at in np.unique(scenario.in_progress.course)
    }
    while True:
        more = {
            name
            for name, course in spec.courses.items()
            if name not in open_courses
            and all(
                _leads(open_courses, closed[path], scenario)
                for path in _required(name, course)
                if path in closed
            )
        }
        if not more:
            break
        open_courses |= more
    stuck = [name for name in spec.courses if name not in open_courses]
    found = []
    waits_for: dict[str, set[str]] = {name: set() for name in stuck}
    for path, condition in closed.items():
        if _leads(open_courses, condition, scenario):
            continue
        section, name = path.split(".")[:2]
        leading = {other for other in stuck if _leads({other}, condition, scenario)}
        if section == "courses":
            waits_for[name] |= leading
        if not leading or section == "targets":
            found.append(
                problem(
                    "level-unreachable",
                    path=path,
                    name=condition_in_words(spec, condition),
                )
            )
    return [
        *(
            problem(
                "circular-prerequisites",
                path=f"courses.{circle[0]}.requires",
                value=circle[0],
                circle=" → ".join(circle),
            )
            for circle in circles(waits_for)
        ),
        *found,
    ]


def helps(
    course: Course, condition: Condition, attributes: dict[str, Attribute]
) -> bool:
    """Return whether completing a course can by itself satisfy a condition."""
    attribute = attributes[condition.attribute]
    for grant in course.grants:
        if grant.attribute != condition.attribute:
            continue
        if isinstance(attribute, Ladder) and grant.level is not None:
            levels = attribute.levels
            if levels.index(grant.level) >= levels.index(str(condition.at_least)):
                return True
        elif isinstance(attribute, SetOf) and grant.add is not None:
            fitting = set(condition.any_of or ())
            for values in (condition.fitting or {}).values():
                fitting.update(values)
            if fitting & set(grant.add):
                return True
    return False


def _required(name: str, course: Course) -> list[str]:
    return [f"courses.{name}.requires.{at}" for at in range(len(course.requires))]


def _leads(names: set[str], condition: Condition, scenario: Scenario) -> bool:
    spec = scenario.spec
    return any(
        helps(spec.courses[name], condition, spec.attributes) for name in sorted(names)
    )
