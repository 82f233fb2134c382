"""A specification as plain data: every value that holds, defaults included.

Paths of this data are those of overrides, and it can be read again as a `scenario.yaml`.
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from models.by_year import ByYear
from models.scenario import ScenarioSpec


def plain(spec: ScenarioSpec) -> dict[str, Any]:
    """Return mappings, lists, texts, numbers and truths; what is not given is left out.

    A value by year is always a mapping of years with a `default`, however it was written.
    """
    result = _plain(spec)
    assert isinstance(result, dict)
    return result


def _plain(value: object) -> Any:
    if isinstance(value, ByYear):
        years = {str(year): value.years[year] for year in sorted(value.years)}
        return _plain({"default": value.default, **years})
    if isinstance(value, BaseModel):
        return _plain({name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, Mapping):
        return {
            str(key): _plain(item) for key, item in value.items() if item is not None
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        # Scenario files have at most a few decimals, which a double shows exactly.
        return int(value) if value == int(value) else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def flat(data: object, path: str = "") -> dict[str, object]:
    """Return the values of plain data by dotted path; an empty list is a value too."""
    if isinstance(data, dict):
        items = list(data.items())
    elif isinstance(data, list) and any(isinstance(item, dict | list) for item in data):
        items = list(enumerate(data))
    else:
        return {path: data}
    return {
        at: value
        for key, item in items
        for at, value in flat(item, f"{path}.{key}" if path else str(key)).items()
    }
