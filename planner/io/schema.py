"""The JSON Schema of `scenario.yaml`, and questions about its keys.

Editors complete and check scenario files with it; problems take the names and
descriptions of keys from it.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from models.scenario import ScenarioSpec


@cache
def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of `scenario.yaml` (draft 2020-12)."""
    schema = ScenarioSpec.model_json_schema()
    # Pydantic names each kind of yearly value after its whole annotation.
    names = {
        name: f"ByYear{at}"
        for at, name in enumerate(
            (name for name in schema["$defs"] if name.startswith("ByYear_")), start=1
        )
    }
    text = json.dumps(schema)
    for name, short in names.items():
        text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{short}"')
    schema = _numbers_only(json.loads(text))
    definitions = schema.pop("$defs")
    for name, short in names.items():
        definitions[short] = definitions.pop(name) | {"title": "ByYear"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Scenario of the training planner",
        "$defs": definitions,
    }


def _numbers_only(part: Any) -> Any:
    """Drop the text form of exact decimals: scenario files write plain numbers."""
    if isinstance(part, list):
        return [_numbers_only(item) for item in part]
    if not isinstance(part, dict):
        return part
    choices = part.get("anyOf", [])
    if any(choice.get("type") == "number" for choice in choices):
        kept = [
            choice
            for choice in choices
            if choice.get("type") != "string" or "maxLength" in choice
        ]
        part = {**part, "anyOf": kept}
    return {key: _numbers_only(item) for key, item in part.items()}


def write_schema(path: Path) -> None:
    """Write the schema to a file."""
    text = json.dumps(scenario_schema(), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def keys_at(path: str) -> dict[str, str]:
    """Return the declared keys of the record at a dotted path -> their description.

    Where several records are possible, the keys of all; where any key is allowed (names of
    courses, years), none.
    """
    found: dict[str, str] = {}
    for part in _parts_at(path):
        for key, below in part.get("properties", {}).items():
            # A key described like the record it holds is described there only.
            record = next(_alternatives(below))
            meaning = below.get("description") or record.get("description", "")
            found.setdefault(key, str(meaning))
    return found


def has_free_keys(path: str) -> bool:
    """Return whether names may be chosen at a path (courses, targets, years)."""
    return any(
        isinstance(part.get("additionalProperties"), dict)
        or "patternProperties" in part
        for part in _parts_at(path)
    )


def description_at(path: str) -> str:
    """Return the meaning of a key, with its unit; empty if there is none."""
    above, _, key = path.rpartition(".")
    return keys_at(above).get(key, "")


def _parts_at(path: str) -> list[dict[str, Any]]:
    parts = list(_alternatives(scenario_schema()))
    for key in path.split(".") if path else ():
        below = [child for part in parts for child in _below(part, key)]
        parts = [choice for child in below for choice in _alternatives(child)]
    return parts


def _below(part: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    properties = part.get("properties", {})
    if key in properties:
        yield properties[key]
    elif isinstance(part.get("additionalProperties"), dict):
        yield part["additionalProperties"]
    elif "patternProperties" in part:
        yield from part["patternProperties"].values()
    if isinstance(part.get("items"), dict):
        yield part["items"]


def _alternatives(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        yield from _alternatives(scenario_schema()["$defs"][name])
        return
    choices = [*part.get("anyOf", ()), *part.get("oneOf", ())]
    if not choices:
        yield part
    for choice in choices:
        yield from _alternatives(choice)
