"""Course: a catalogue entry — what it grants, who may attend, what it costs."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Record
from models.by_year import ByYear
from models.condition import Condition
from models.expression import ExpressionText
from models.units import Identifier, Money, Text, Weeks, Word, tenths

Age = Annotated[int, Field(ge=0, le=100)]
"""Age in completed years."""

Years = Annotated[Decimal, Field(ge=0, le=40, decimal_places=2)]
"""Length of service [years]."""


class Grant(Record):
    """What completing a course gives: a level at least, or values added to a set."""

    attribute: Word
    """Ladder or set that changes."""
    level: Word | None = None
    """Ladder: the holder has at least this level afterwards."""
    add: tuple[Word, ...] | None = Field(default=None, min_length=1)
    """Set: these values are held afterwards."""

    @model_validator(mode="after")
    def _one_of_two(self) -> "Grant":
        if (self.level is None) == (self.add is None):
            raise ValueError("give either level (for a ladder) or add (for a set)")
        return self


class ClassSize(Record):
    """Smallest and largest number of people in one class."""

    min: Annotated[int, Field(ge=1, le=100_000)] = 1
    """Fewest people for a class to open [officials]."""
    max: Annotated[int, Field(ge=1, le=100_000)]
    """Most people in a class [officials]."""

    @model_validator(mode="after")
    def _ordered(self) -> "ClassSize":
        if self.min > self.max:
            raise ValueError(f"min {self.min} is above max {self.max}")
        return self


class ServiceAfter(Record):
    """Service that must remain after completion."""

    years: Years = Decimal(0)
    """Fixed part [years]."""
    times_length: Annotated[Decimal, Field(ge=0, le=10, decimal_places=2)] = Decimal(0)
    """Multiple of the course's duration, added to the fixed part [-]."""


class Course(Record):
    """A catalogue entry: what is taught, for whom, for how long, at what price."""

    title: Text
    """Name shown to planners."""
    kinds: tuple[Word, ...] = ()
    """Kinds that participation targets refer to, for example `refresher`."""
    grants: tuple[Grant, ...] = ()
    """What completion gives; empty means participation only."""
    requires: tuple[Condition, ...] = ()
    """Conditions held before 1 January of the start year."""
    who: ExpressionText = "all"
    """Who may attend: a filter evaluated on 1 January of the start year."""
    age_min: Age | None = None
    """Youngest age on 1 January of the start year [completed years]."""
    age_max: Age | None = None
    """Oldest age on 1 January of the start year [completed years]."""
    service_after: ServiceAfter = ServiceAfter()
    """Service that must remain after completion."""
    follows: tuple[Identifier, ...] = ()
    """Rules of law that hold beside the course's own terms, by name."""
    repeatable: bool = False
    """May be taken once in each year instead of once in all."""
    duration: Annotated[int, Field(ge=1, le=10)] = 1
    """Length [calendar years]; completed on 31 December of the last."""
    weeks: tuple[Weeks, ...]
    """Weeks away from the office in each year of study [weeks]."""
    long: bool | None = None
    """Counts as a long course; when not given, decided by `rules.long_course_weeks`."""
    class_size: ClassSize
    """People in one class [officials]."""
    classes: ByYear[Annotated[int, Field(ge=0, le=100_000)]] | None = None
    """Most classes that may open, by start year; not given means no limit."""
    seats: ByYear[Annotated[int, Field(ge=0, le=10_000_000)]] | None = None
    """Most enrolments, by start year; not given means no limit [officials]."""
    cost_per_seat: ByYear[tuple[Money, ...]]
    """Price of one seat in each year of study, by calendar year [million dong]."""
    cost_per_class: ByYear[tuple[Money, ...]] | None = None
    """Fixed cost of one class in each year it runs, by calendar year [million dong]."""
    pass_rate: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)
    """Share that passes; used by simulation only, never by the plan [-]."""
    sources: dict[str, Text] = {}
    """Source of each number: field name -> document and date, or `assumed: why`."""

    @model_validator(mode="after")
    def _one_value_for_each_year_of_study(self) -> "Course":
        if len(self.weeks) != self.duration:
            raise ValueError(
                f"weeks has {len(self.weeks)} values for {self.duration} years of study"
            )
        for name in ("cost_per_seat", "cost_per_class"):
            by_year = getattr(self, name)
            if by_year is None:
                continue
            values = list(by_year.years.values())
            if by_year.default is not None:
                values.append(by_year.default)
            for value in values:
                if len(value) != self.duration:
                    raise ValueError(
                        f"{name} has {len(value)} values for "
                        f"{self.duration} years of study"
                    )
        if (
            self.age_min is not None
            and self.age_max is not None
            and self.age_min > self.age_max
        ):
            raise ValueError(f"age_min {self.age_min} is above age_max {self.age_max}")
        if self.repeatable and (self.grants or self.duration > 1):
            raise ValueError("a repeatable course lasts one year and grants nothing")
        unknown = sorted(set(self.sources) - set(type(self).model_fields))
        if unknown:
            raise ValueError(f"sources names unknown fields: {', '.join(unknown)}")
        return self

    def weeks_tenths(self) -> tuple[int, ...]:
        """Return the weeks away in each year of study [tenths of a week]."""
        return tuple(tenths(weeks) for weeks in self.weeks)
