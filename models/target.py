"""Targets: plan percentages for groups, as data."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Record
from models.condition import Condition
from models.expression import ExpressionText
from models.units import Percent, Text, Word, Year


class LevelByDeadline(Record):
    """All conditions are held on 31 December of the year."""

    kind: Literal["level_by_deadline"]
    conditions: tuple[Condition, ...] = Field(min_length=1)
    """What must be held, all together."""
    year: Year
    """Year measured."""


class AnnualParticipation(Record):
    """Attended a course of a kind in that year, measured in every year of a range."""

    kind: Literal["annual_participation"]
    course_kind: Word
    """Kind of course that counts."""
    first: Year
    """First year measured."""
    last: Year
    """Last year measured."""

    @model_validator(mode="after")
    def _ordered(self) -> "AnnualParticipation":
        if self.first > self.last:
            raise ValueError(f"first {self.first} is after last {self.last}")
        return self


class OnceInWindow(Record):
    """Attended a course of a kind at least once between two years."""

    kind: Literal["once_in_window"]
    course_kind: Word
    """Kind of course that counts."""
    first: Year
    """First year that counts."""
    last: Year
    """Last year that counts; measured on its 31 December."""

    @model_validator(mode="after")
    def _ordered(self) -> "OnceInWindow":
        if self.first > self.last:
            raise ValueError(f"first {self.first} is after last {self.last}")
        return self


class Monitored(Record):
    """A share of the roster that training cannot move; reported, never optimised."""

    kind: Literal["monitored"]
    who: ExpressionText | None = None
    """Who counts as attained, on 31 December of each year; not given means that the
    roster has no such attribute and the target is listed without a figure."""
    first: Year
    """First year reported."""
    last: Year
    """Last year reported."""
    reason: Text = ""
    """Why training cannot move it."""

    @model_validator(mode="after")
    def _ordered(self) -> "Monitored":
        if self.first > self.last:
            raise ValueError(f"first {self.first} is after last {self.last}")
        return self


Measure = Annotated[
    LevelByDeadline | AnnualParticipation | OnceInWindow | Monitored,
    Field(discriminator="kind"),
]
"""How attainment of a target is counted."""


class Target(Record):
    """A plan percentage for a group, measured on counts and never on percentages."""

    title: Text
    """Name shown to planners."""
    group: ExpressionText = "all"
    """Who counts: a filter evaluated on 31 December of the year measured."""
    measure: Measure
    """What counts as attained, and when."""
    compare: Literal[">=", ">"] = ">="
    """At least, or more than, the percentage."""
    percent: Percent
    """Share of the group [%]."""
    tier: Annotated[int, Field(ge=1, le=20)] = 1
    """Priority: tier 1 is served before tier 2, and so on."""
    weight: Annotated[int, Field(ge=1, le=1000)] = 1
    """Weight of one missing official within the tier [-]."""
    source: Text = ""
    """Document and date."""

    def required(self, group_size: int) -> int:
        """Return the required headcount [officials].

        ⌈p·n⌉ for "at least", ⌊p·n⌋ + 1 for "more than": 80 % of 7 is 6, because 5
        would be 71 %; more than 95 % of 1,697 is 1,613. An empty group requires nobody.
        """
        if group_size == 0:
            return 0
        exact = Decimal(group_size) * self.percent / 100
        floor = int(exact // 1)
        if self.compare == ">":
            return floor + 1
        return floor if exact == floor else floor + 1

    def years(self) -> tuple[int, ...]:
        """Return the years measured."""
        measure = self.measure
        if isinstance(measure, LevelByDeadline):
            return (measure.year,)
        if isinstance(measure, OnceInWindow):
            return (measure.last,)
        return tuple(range(measure.first, measure.last + 1))
