"""Limits of the rules that hold for every official and unit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from models.base import Record
from models.units import Share, Text, Weeks


class UnitCover(Record):
    """No unit may be emptied."""

    share: Share
    """Most of those serving that may be in long courses at once, rounded up, at least
    one official [-]."""
    tier: Annotated[int, Field(ge=1, le=20)] | None = None
    """Not given: never more. Given, more may be away, and each official beyond the limit
    counts in each year like one who is missing from a target of this tier."""
    weight: Annotated[int, Field(ge=1, le=1000)] = 1
    """Weight of one official beyond the limit within the tier [-]."""

    @model_validator(mode="after")
    def _weighed_in_a_tier(self) -> "UnitCover":
        if self.tier is None and self.weight > 1:
            raise ValueError("a weight is of a tier: give tier as well, or no weight")
        return self

    @model_serializer(mode="wrap")
    def _without_a_tier(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # The content hash of scenarios that know no tier stays what it was.
        data: dict[str, Any] = handler(self)
        if self.tier is None:
            del data["tier"], data["weight"]
        return data


@dataclass(frozen=True)
class SoftCover:
    """Unit cover that has a tier; units as in `UnitCover`."""

    share: Decimal
    tier: int
    weight: int


class Limits(Record):
    """Yearly load, long courses and unit cover."""

    yearly_load: Weeks | None = None
    """Most weeks away in one year for one official; not given means no limit [weeks]."""
    long_courses_at_once: Annotated[int, Field(ge=1, le=10)] | None = 1
    """Most long courses one official attends in one year; null means no limit."""
    long_course_weeks: Weeks = Decimal(8)
    """A course is long if some year of study takes at least this many weeks [weeks]."""
    unit_cover: UnitCover | None = None
    """Share of a unit that may be in long courses at once; not given means no limit."""
    sources: dict[str, Text] = {}
    """Source of each number: field name -> document and date, or `assumed: why`."""

    @property
    def soft_cover(self) -> SoftCover | None:
        """Unit cover where it has a tier, so that it may be exceeded; None otherwise."""
        rule = self.unit_cover
        if rule is None or rule.tier is None:
            return None
        return SoftCover(rule.share, rule.tier, rule.weight)
