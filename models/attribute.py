"""Attributes of officials, declared as data by each scenario."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Record
from models.units import Text, Word


class _Attribute(Record):
    label: Text = ""
    """What planners call it (shown in reports)."""
    source: Text = ""
    """Document and date the scale comes from, or `assumed`."""


class Ladder(_Attribute):
    """Ordered levels; an official holds exactly one."""

    kind: Literal["ladder"]
    levels: tuple[Word, ...] = Field(min_length=2, max_length=100)
    """Levels from lowest to highest; the first means that nothing is held."""

    @model_validator(mode="after")
    def _distinct(self) -> "Ladder":
        _refuse_repeats(self.levels, "level")
        return self


class Flag(_Attribute):
    """True or false, for example Party member."""

    kind: Literal["flag"]


class Category(_Attribute):
    """One of several unordered values, for example the title of the post."""

    kind: Literal["category"]
    values: tuple[Word, ...] = Field(min_length=1, max_length=1000)
    """Allowed values."""

    @model_validator(mode="after")
    def _distinct(self) -> "Category":
        _refuse_repeats(self.values, "value")
        return self


class SetOf(_Attribute):
    """Any number of values held together, for example fields of study."""

    kind: Literal["set"]
    values: tuple[Word, ...] = Field(min_length=1, max_length=62)
    """Values that may be held."""

    @model_validator(mode="after")
    def _distinct(self) -> "SetOf":
        _refuse_repeats(self.values, "value")
        return self


class Number(_Attribute):
    """A number, for example years in the present rank."""

    kind: Literal["number"]
    minimum: float | None = None
    """Smallest allowed value."""
    maximum: float | None = None
    """Largest allowed value."""
    unit: Text = ""
    """Unit of the number."""


Attribute = Annotated[
    Ladder | Flag | Category | SetOf | Number, Field(discriminator="kind")
]
"""Declaration of one attribute of officials."""

FIXED_NAMES = (
    "id",
    "unit",
    "birth",
    "sex",
    "age",
    "retires",
    "joined",
    "leaves",
    "name",
    "yearly_load",
    "long_courses",
    "note",
    "all",
)
"""Names that no attribute or group may take: they have a fixed meaning."""


def _refuse_repeats(values: tuple[str, ...], what: str) -> None:
    repeated = sorted({value for value in values if values.count(value) > 1})
    if repeated:
        raise ValueError(f"{what} given twice: {', '.join(repeated)}")
