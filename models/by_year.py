"""A value that may differ from one calendar year to the next."""

from typing import Any, Generic, TypeVar

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from models.base import Record
from models.units import Year

T = TypeVar("T")


class ByYear(Record, Generic[T]):
    """One value for all years, or a value by year with an optional default.

    In a scenario file it is written either plainly (``3``) or as a mapping
    (``{default: 3, 2025: 0}``).
    """

    default: T | None = None
    """Value of every year not named."""
    years: dict[Year, T] = {}
    """Value of each named year."""

    @model_validator(mode="before")
    @classmethod
    def _from_plain_value(cls, value: Any) -> Any:
        if isinstance(value, ByYear):
            return value
        if not isinstance(value, dict):
            return {"default": value}
        if set(value) <= {"default", "years"} and isinstance(
            value.get("years", {}), dict
        ):
            return value
        years = {key: item for key, item in value.items() if key != "default"}
        return {"default": value.get("default"), "years": years}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the type argument: `ByYear[T]` has no importable name."""
        return _rebuild, (self.default, self.years)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the form written in files, not the record behind it."""
        inner = handler.resolve_ref_schema(handler(core_schema))
        value = inner["properties"]["years"].get("additionalProperties", {})
        return {
            "title": inner.get("title", "ByYear"),
            "description": "A plain value, or a mapping of years with a default.",
            "anyOf": [
                value,
                {
                    "type": "object",
                    "properties": {"default": value},
                    "patternProperties": {"^[0-9]{4}$": value},
                    "additionalProperties": False,
                },
            ],
        }

    def at(self, year: int) -> T | None:
        """Return the value of a year, None if neither it nor a default is given."""
        return self.years.get(year, self.default)


def _rebuild(default: Any, years: dict[int, Any]) -> "ByYear[Any]":
    return ByYear.model_construct(default=default, years=years)
