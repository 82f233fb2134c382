"""Reasons why an official is missing from a target, in the order of their tests."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """One thing that stands in the way; declared from the first test to the last.

    An enrolment that would help is tested in this order; the first test that fails is its
    reason. Where several enrolments would help, the one that gets furthest counts. Where
    a target asks several things that are missing, the one that gets least far counts.
    """

    FIXED = "fixed"
    """The target asks what no training changes: a flag, a category or a number."""
    NO_COURSE = "no_course"
    """No course of the catalogue gives it and ends in time."""
    NOT_SERVING = "not_serving"
    """Not serving on 1 January of the start year."""
    WHO = "who"
    """Outside those whom the course is for."""
    AGE_MIN = "age_min"
    """Too young on 1 January of the start year."""
    AGE_MAX = "age_max"
    """Too old on 1 January of the start year."""
    SERVICE_BEFORE = "service_before"
    """Too short a service before 1 January of the start year."""
    REQUIRES = "requires"
    """Lacks a flag, category or number that the course requires."""
    PREREQUISITE = "prerequisite"
    """Lacks a level or field that the course requires, also with the plan."""
    RETIREMENT = "retirement"
    """Leaves or retires before the course ends."""
    BOND = "bond"
    """Leaves or retires before the service required after the course is done."""
    GRANTS_NOTHING_NEW = "grants_nothing_new"
    """Holds everything that the course grants."""
    DECIDED_NOT = "decided_not"
    """A decision says that this official does not take the course."""
    TAKEN_BEFORE = "taken_before"
    """Takes or took the course at another time, and it may be taken once."""
    ABSENT = "absent"
    """Absent in a year of study."""
    LOAD = "load"
    """Too many weeks away or long courses, with courses in progress alone."""
    BUSY = "busy"
    """Too many weeks away or long courses, with other courses of the plan."""
    NO_PAYER = "no_payer"
    """No budget line may pay for this official in this course."""
    NO_SEAT = "no_seat"
    """Nothing is offered, or everything offered is taken."""
    NO_MONEY = "no_money"
    """No line has what the seat costs left; nor, if a class has to open first, what the
    smallest class costs."""
    UNIT_COVER = "unit_cover"
    """The unit would have too many officials in long courses at once."""
    NO_CLASS = "no_class"
    """No open class has a seat left; one more class needs more people than are missing for
    this reason."""
    NOT_CHOSEN = "not_chosen"
    """Nothing stands in the way of this one enrolment: others came first, or something
    else that the target asks is missing with it."""
    NOT_NEEDED = "not_needed"
    """As before, but the target is met by others."""
    COMPLETES_LATER = "completes_later"
    """Takes a course that gives it, which ends after the date measured."""


RANK = {reason: at for at, reason in enumerate(Reason)}
"""Position of each reason in the order of tests."""


@dataclass(frozen=True)
class Obstacle:
    """A reason with what it is about."""

    reason: Reason
    course: str = ""
    """Course that would help; empty if there is none."""
    detail: str = ""
    """The condition that fails, as the scenario writes it."""
