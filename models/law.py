"""Law in force: named rules about who may be sent to a course, each with its dates.

A rule changes with time: it has versions, each valid from one day to another. What counts
is the version in force on 1 January of the year in which a course starts, so that one plan
may come under two laws. A what-if holds a version fast, or switches a rule off.
"""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Annotated

from pydantic import Field, PlainSerializer, model_validator

from models.base import Record
from models.condition import Condition
from models.course import Age, Course, ServiceAfter, Years
from models.expression import ExpressionText
from models.units import Identifier, Text

Day = Annotated[datetime.date, PlainSerializer(datetime.date.isoformat)]
"""Calendar day, written 2025-07-01."""


class LegalVersion(Record):
    """What a rule asked between two days."""

    valid_from: Day | None = None
    """First day on which it is in force; not given means always before `valid_to`."""
    valid_to: Day | None = None
    """Last day on which it is in force; not given means that no end is known."""
    source: Annotated[Text, Field(min_length=1)]
    """Document and date, or `assumed: why`."""
    who: ExpressionText = "all"
    """Who may attend: a filter evaluated on 1 January of the start year."""
    age_min: Age | None = None
    """Youngest age on 1 January of the start year [completed years]."""
    age_max: Age | None = None
    """Oldest age on 1 January of the start year [completed years]."""
    service_before: Years | None = None
    """Service before 1 January of the start year [years]."""
    service_after: ServiceAfter | None = None
    """Service that must remain after completion."""

    def is_in_force(self, day: datetime.date) -> bool:
        """Return whether the version is in force on a day."""
        first = self.valid_from or datetime.date.min
        return first <= day <= (self.valid_to or datetime.date.max)


class LegalRule(Record):
    """One rule through time."""

    title: Text
    """Name shown to planners."""
    requires: tuple[Condition, ...] = ()
    """Conditions that every version asks; added to those of the courses that follow."""
    versions: tuple[LegalVersion, ...] = Field(min_length=1)
    """The earliest first; no two are in force on the same day."""

    @model_validator(mode="after")
    def _one_after_the_other(self) -> "LegalRule":
        for version in self.versions:
            first, last = version.valid_from, version.valid_to
            if first is not None and last is not None and first > last:
                raise ValueError(f"valid_from {first} is after valid_to {last}")
        for before, after in pairwise(self.versions):
            if (
                before.valid_to is None
                or after.valid_from is None
                or before.valid_to >= after.valid_from
            ):
                raise ValueError(f"versions overlap at {after.valid_from}")
        return self

    def on(self, day: datetime.date) -> LegalVersion | None:
        """Return the version in force on a day, None if there is none."""
        found = [version for version in self.versions if version.is_in_force(day)]
        return found[0] if found else None


class Law(Record):
    """The rules that courses follow, and which version of each counts."""

    as_of: Day | None = None
    """Every rule as in force on this day; not given means on 1 January of each start
    year."""
    hold: dict[Identifier, Day] = {}
    """Rule -> day of which its version counts for every start year."""
    off: tuple[Identifier, ...] = ()
    """Rules that nothing is asked by."""
    rules: dict[Identifier, LegalRule] = {}
    """Rules of this scenario; one of the same name replaces a rule of the product."""

    def in_force(self, rule: str, start: int) -> LegalVersion | None:
        """Return the version that counts for courses that start in a year.

        None if the rule is switched off or no version is in force.
        """
        if rule in self.off:
            return None
        day = self.hold.get(rule) or self.as_of or datetime.date(start, 1, 1)
        return self.rules[rule].on(day)


@dataclass(frozen=True)
class Term:
    """One thing that is asked, and by whom."""

    value: int
    source: str
    """Document and dates; empty if the course itself asks it."""


@dataclass(frozen=True)
class Terms:
    """What is asked of those who start a course in a year: all of it together."""

    who: tuple[tuple[str, str], ...]
    """Filters, each with its source; all have to hold."""
    age_min: Term | None
    """Youngest age [completed years]."""
    age_max: Term | None
    """Oldest age [completed years]."""
    service_before: Term | None
    """Service before the start [months]."""
    service_after: Term
    """Service after completion [months]."""


def terms_of(course: Course, law: Law, start: int) -> Terms:
    """Return what the course and the law in force ask of a start in a year.

    Where several ask the same, the strictest counts; of equals the course itself.
    """
    versions = [
        version
        for rule in course.follows
        if (version := law.in_force(rule, start)) is not None
    ]
    asked: dict[str, list[Term]] = {name: [] for name in _NUMBERS}
    asked["service_after"].append(Term(_months(course.service_after, course), ""))
    if course.age_min is not None:
        asked["age_min"].append(Term(course.age_min, ""))
    if course.age_max is not None:
        asked["age_max"].append(Term(course.age_max, ""))
    who = [(course.who, "")]
    for version in versions:
        source = cited(version)
        if version.who != "all":
            who.append((version.who, source))
        if version.age_min is not None:
            asked["age_min"].append(Term(version.age_min, source))
        if version.age_max is not None:
            asked["age_max"].append(Term(version.age_max, source))
        if version.service_before is not None:
            months = ceil(version.service_before * 12)
            asked["service_before"].append(Term(months, source))
        if version.service_after is not None:
            months = _months(version.service_after, course)
            asked["service_after"].append(Term(months, source))
    return Terms(
        who=tuple(who),
        age_min=_most(asked["age_min"]),
        age_max=min(asked["age_max"], key=lambda term: term.value, default=None),
        service_before=_most(asked["service_before"]),
        service_after=max(asked["service_after"], key=lambda term: term.value),
    )


_NUMBERS = ("age_min", "age_max", "service_before", "service_after")


def _most(asked: list[Term]) -> Term | None:
    return max(asked, key=lambda term: term.value, default=None)


def _months(after: ServiceAfter, course: Course) -> int:
    return ceil((after.years + after.times_length * course.duration) * 12)


def cited(version: LegalVersion) -> str:
    """Return the source of a version with its end, if that is known."""
    until = "" if version.valid_to is None else f", until {version.valid_to}"
    return f"{version.source}{until}"
