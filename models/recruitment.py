"""Recruitment: which posts are filled again, by which streams of recruits, at what price.

How many are recruited each year follows from who leaves; the plan chooses of which stream
each recruit is.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Record
from models.by_year import ByYear
from models.expression import ExpressionText
from models.units import Identifier, Money, Percent, Text, Word

Recruits = Annotated[int, Field(ge=0, le=10_000_000)]
"""Number of people recruited in a year [officials]."""


class Attrition(Record):
    """People who leave for reasons that nobody foresees: counted, never named."""

    who: ExpressionText = "all"
    """Among whom, of those whose posts are filled by recruitment: a filter evaluated on
    1 January of each year."""
    percent: Percent
    """Share of those serving who leave in a year [%]."""
    source: Text = ""
    """Document and date, or `assumed: why`."""


class StreamLimits(Record):
    """Fewest and most recruits of a stream in a year."""

    min: ByYear[Recruits] = ByYear(default=0)
    """Fewest recruits of the stream, by year [officials]."""
    max: ByYear[Recruits] | None = None
    """Most recruits of the stream, by year; not given means no limit [officials]."""


class Stream(Record):
    """People recruited in one way, who all hold the same when they join."""

    title: Text
    """Name shown to planners."""
    attributes: dict[Word, bool | float | Word | tuple[Word, ...]] = {}
    """What recruits hold; the lowest level, nothing, false or the smallest number where an
    attribute is not named."""
    sex: Literal["female", "male"]
    """Sex of the recruits; two streams where both are recruited and it matters."""
    age: Annotated[int, Field(ge=16, le=70)]
    """Age on 31 December of the year of joining [completed years]."""
    limits: StreamLimits = StreamLimits()
    """Fewest and most recruits in a year."""
    cost: ByYear[Money] | None = None
    """Cost of recruiting one person, by year; not given means none [million dong]."""


class Recruitment(Record):
    """Filling the posts of those who leave."""

    who: ExpressionText = "all"
    """Whose posts are filled by recruitment: a filter evaluated on 1 January of the year in
    which the post falls vacant."""
    replace: Percent = Decimal(100)
    """Share of these posts that are filled in the year they fall vacant [%]."""
    attrition: tuple[Attrition, ...] = ()
    """Leavers besides those who retire or have a known leaving date."""
    of_post: tuple[Word, ...] = ()
    """Attributes that belong to the post, not to the person: a recruit has those of whoever
    held it before."""
    streams: dict[Identifier, Stream] = Field(min_length=1)
    """Streams that recruits can come from."""
    sources: dict[str, Text] = {}
    """Source of each number: field or stream -> document and date, or `assumed: why`."""

    @model_validator(mode="after")
    def _each_attribute_from_one_place(self) -> "Recruitment":
        for name, stream in self.streams.items():
            both = sorted(set(stream.attributes) & set(self.of_post))
            if both:
                raise ValueError(
                    f"stream {name} gives attributes that belong to the post: "
                    f"{', '.join(both)}"
                )
        known = {*type(self).model_fields, *self.streams}
        unknown = sorted(set(self.sources) - known)
        if unknown:
            raise ValueError(f"sources names unknown fields: {', '.join(unknown)}")
        return self
