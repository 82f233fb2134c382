"""Possible: the enrolments that could be, as far as each can be judged alone.

Left out are those against eligibility, service after, absent years, intakes not open,
decisions never to enrol, courses taken already, and those that no budget line may pay.
"""

from dataclasses import dataclass

import numpy as np

from models import holdings
from models.attribute import Ladder, SetOf
from models.prices import paying_rule
from models.roster import BoolArray, Ints
from models.scenario import Scenario
from planner.language import _
from planner.language.numbers import number

MOST = 2_000_000
"""Most possible enrolments of a scenario for this engine."""


class TooLargeError(ValueError):
    """The scenario is too large for the reference engine."""


@dataclass(frozen=True)
class Possible:
    """Columns of equal length, one entry per possible enrolment."""

    official: Ints
    """Position in the roster."""
    course: Ints
    """Position in the catalogue."""
    start: Ints
    """Calendar year."""
    rules: dict[tuple[int, int], Ints]
    """(course, start year) -> rule by which each line pays for each official, -1 if it
    may not; one row for each budget line."""

    def __len__(self) -> int:
        """Return the number of possible enrolments."""
        return len(self.official)


def possible(scenario: Scenario) -> Possible:
    """Return every enrolment that no rule excludes by itself.

    Raises
    ------
    TooLargeError
        If there are more than `MOST`.
    """
    none = np.zeros(0, dtype=np.int64)
    officials, courses, starts = [none], [none], [none]
    rules = {}
    for at, name in enumerate(scenario.course_ids):
        able = _able(scenario, at)
        for start in scenario.spec.horizon.years:
            if not _open(scenario, name, start):
                continue
            mask = able & _may_start(scenario, name, start)
            mask &= ~_excluded(scenario, at, start)
            if scenario.spec.budget:
                paying = [
                    paying_rule(scenario, line, name, start)
                    for line in scenario.line_ids
                ]
                rules[at, start] = np.stack(paying)
                mask &= (rules[at, start] >= 0).any(axis=0)
            found = np.flatnonzero(mask)
            officials.append(found)
            courses.append(np.full(len(found), at))
            starts.append(np.full(len(found), start))
    count = sum(map(len, officials))
    if count > MOST:
        raise TooLargeError(
            _(
                "the scenario has {number} possible enrolments, the reference "
                "engine takes at most {most}; use the default engine"
            ).format(number=number(count), most=number(MOST))
        )
    return Possible(
        np.concatenate(officials),
        np.concatenate(courses),
        np.concatenate(starts),
        rules,
    )


def _open(scenario: Scenario, course: str, start: int) -> bool:
    entry = scenario.spec.courses[course]
    offered = [
        by_year.at(start)
        for by_year in (entry.classes, entry.seats)
        if by_year is not None
    ]
    in_time = start + entry.duration - 1 <= scenario.spec.horizon.last
    return in_time and 0 not in offered


def _able(scenario: Scenario, course: int) -> BoolArray:
    """Return who is not in the course already and meets what training cannot change."""
    roster = scenario.roster
    able = np.ones(len(roster), dtype=np.bool_)
    running = scenario.in_progress
    able[running.official[running.course == course]] = False
    everyone = np.arange(len(roster))
    for condition in scenario.spec.courses[scenario.course_ids[course]].requires:
        if not isinstance(roster.attributes[condition.attribute], Ladder | SetOf):
            able &= holdings.satisfied(roster.columns, roster, condition, everyone)
    return able


def _may_start(scenario: Scenario, course: str, start: int) -> BoolArray:
    """Return who is admitted on 1 January, present throughout and serves long enough."""
    entry, roster = scenario.spec.courses[course], scenario.roster
    day, end = f"{start}-01-01", start + entry.duration - 1
    terms = scenario.spec.terms(course, start)
    mask = roster.serves_on(day) & roster.serves_until(end, terms.service_after.value)
    for who, __ in terms.who:
        mask &= roster.members(who, scenario.spec.groups, day)
    age = roster.age_on(day)
    if terms.age_min is not None:
        mask &= age >= terms.age_min.value
    if terms.age_max is not None:
        mask &= age <= terms.age_max.value
    if terms.service_before is not None:
        mask &= roster.served_before(start, terms.service_before.value)
    for year in range(start, end + 1):
        mask &= ~roster.absent_in(year)
    return mask


def _excluded(scenario: Scenario, course: int, start: int) -> BoolArray:
    """Return who is decided never to start the course in the year."""
    pins = scenario.pins
    never = ~pins.enrol & (pins.course == course)
    never &= (pins.start_year == 0) | (pins.start_year == start)
    mask = np.zeros(len(scenario.roster), dtype=np.bool_)
    mask[pins.official[never]] = True
    return mask
