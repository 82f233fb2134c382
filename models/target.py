"""Targets: plan percentages for groups, as data."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Record
from models.condition import Condition
from models.expression import ExpressionText
from models.units import Identifier, Percent, Text, Word, Year


class Holding(Record):
    """What officials hold on a day, as a share of the group or of a part of it."""

    conditions: tuple[Condition, ...] = Field(min_length=1)
    """What must be held, all together."""
    among: tuple[Condition, ...] = ()
    """"Of which" (trong đó): the share is of those only who hold these on the same day,
    through new courses too; empty means of the whole group."""


class LevelByDeadline(Holding):
    """All conditions are held on 31 December of the year."""

    kind: Literal["level_by_deadline"]
    year: Year
    """Year measured."""


class Appointed(Record):
    """How it is known who is appointed in a year: exactly one of three ways."""

    attribute: Word | None = None
    """Number attribute that holds the year of the appointment; 0 means none."""
    year: Year | None = None
    """Everyone of the group is planned for a post to be filled in this year."""
    table: tuple[Text, ...] | None = None
    """Posts of the table `appointments` that count; an empty list means all of them."""

    @model_validator(mode="after")
    def _exactly_one_way(self) -> "Appointed":
        ways = (self.attribute, self.year, self.table)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give exactly one of attribute, year or table")
        return self


class BeforeAppointment(Holding):
    """All conditions are held on 31 December before the year of an appointment."""

    kind: Literal["before_appointment"]
    appointed: Appointed
    """Who of the group is appointed to a post, and in which year."""
    first: Year
    """First year of appointment that counts."""
    last: Year
    """Last year of appointment that counts."""

    @model_validator(mode="after")
    def _ordered(self) -> "BeforeAppointment":
        if self.first > self.last:
            raise ValueError(f"first {self.first} is after last {self.last}")
        year = self.appointed.year
        if year is not None and not self.first <= year <= self.last:
            raise ValueError(f"{year} is not between first and last")
        return self


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


class RecruitmentComposition(Record):
    """A share of those who are recruited between two years.

    The group of the target and `who` are both tested on 31 December of the year of joining.
    """

    kind: Literal["recruitment_composition"]
    who: ExpressionText = "all"
    """Recruits who count as attained."""
    streams: tuple[Identifier, ...] | None = None
    """Streams whose recruits count as attained, if `who` holds; not given means all."""
    first: Year
    """First year of joining that counts."""
    last: Year
    """Last year of joining that counts; measured on its 31 December."""

    @model_validator(mode="after")
    def _ordered(self) -> "RecruitmentComposition":
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
    LevelByDeadline
    | BeforeAppointment
    | AnnualParticipation
    | OnceInWindow
    | RecruitmentComposition
    | Monitored,
    Field(discriminator="kind"),
]
"""How attainment of a target is counted."""


class Target(Record):
    """A plan percentage for a group, measured on counts and never on percentages."""

    title: Text
    """Name shown to planners."""
    group: ExpressionText = "all"
    """Who counts: a filter evaluated on the 31 December on which it is measured."""
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

    def share(self) -> Fraction:
        """Return the percentage as an exact part of 1 [-]."""
        return Fraction(self.percent) / 100

    def years(self) -> tuple[int, ...]:
        """Return the years that have a figure: measured, or of the appointments."""
        measure = self.measure
        if isinstance(measure, BeforeAppointment) and measure.appointed.year:
            return (measure.appointed.year,)
        if isinstance(measure, LevelByDeadline):
            return (measure.year,)
        if isinstance(measure, OnceInWindow | RecruitmentComposition):
            return (measure.last,)
        return tuple(range(measure.first, measure.last + 1))

    def measuring_year(self, year: int) -> int:
        """Return the year on whose 31 December the figure of a year is counted."""
        return year - 1 if isinstance(self.measure, BeforeAppointment) else year
