"""What each official could hold at most, year by year, if seats and money had no limit.

Every official starts every course that the rules for a person allow, all at once; so
whoever is out of reach here is out of reach of every plan. Loads, long courses at once,
seats and money are left out.
"""

from dataclasses import dataclass, field

import numpy as np

from models.admission import admitted
from models.course import Course
from models.enrolments import in_progress
from models.holdings import Columns, add_grants, satisfied
from models.roster import BoolArray
from models.scenario import Scenario
from planner.io.checks.years import is_open


@dataclass(frozen=True)
class Reach:
    """Bounds on what any plan can bring about."""

    held: dict[int, Columns] = field(default_factory=dict)
    """Year -> most that each official can hold on its 31 December."""
    starts: dict[tuple[str, int], BoolArray] = field(default_factory=dict)
    """Course and start year -> officials who might start it."""


def within_reach(scenario: Scenario) -> Reach:
    """Return the bounds for every year of the horizon."""
    spec, roster = scenario.spec, scenario.roster
    reach = Reach()
    ending = _in_progress_by_end(scenario)
    held = dict(roster.columns)
    for year in spec.horizon.years:
        for name, course in spec.courses.items():
            if year > spec.last_start(name) or not is_open(course, year):
                continue
            who = _may_start(scenario, name, year, held)
            reach.starts[name, year] = who
            ending.setdefault(year + course.duration - 1, []).append((course, who))
        held = _with_grants(scenario, held, ending.pop(year, []))
        reach.held[year] = held
    return reach


def _with_grants(
    scenario: Scenario, held: Columns, completed: list[tuple[Course, BoolArray]]
) -> Columns:
    """Return holdings with grants added; columns that do not change are shared."""
    changed = {grant.attribute for course, _ in completed for grant in course.grants}
    if not changed:
        return held
    result = {
        name: column.copy() if name in changed else column
        for name, column in held.items()
    }
    for course, who in completed:
        add_grants(result, scenario.roster, course, who)
    return result


def _in_progress_by_end(
    scenario: Scenario,
) -> dict[int, list[tuple[Course, BoolArray]]]:
    running = in_progress(scenario)
    result: dict[int, list[tuple[Course, BoolArray]]] = {}
    for name, start, rows in running.intakes:
        course = scenario.spec.courses[name]
        who = np.zeros(len(scenario.roster), dtype=np.bool_)
        who[running.official[rows]] = True
        result.setdefault(start + course.duration - 1, []).append((course, who))
    return result


def _may_start(scenario: Scenario, name: str, year: int, held: Columns) -> BoolArray:
    roster, course = scenario.roster, scenario.spec.courses[name]
    who = admitted(scenario, name, year)
    for running in range(year, year + course.duration):
        who &= ~roster.absent_in(running)
    everyone = np.arange(len(roster))
    for condition in course.requires:
        who &= satisfied(held, roster, condition, everyone)
    return who
