"""Paths of overrides: from a dotted text to the place in a scenario's data.

A part `*` stands for every key there: `budget.*.amount`, `courses.*.classes.2025`.
"""

import re
from typing import Any

from planner.io.problems import InvalidInput, problem
from planner.io.schema import has_free_keys, keys_at
from planner.io.suggestions import nearest, suggestion
from planner.io.yaml_lines import join
from planner.language import _

_YEAR = re.compile(r"[0-9]{4}|default")


def expanded(data: Any, path: str) -> list[str]:
    """Return the paths that a path with `*` stands for; itself, if it has none.

    Keys on the way to which the path leads nowhere are left out.

    Raises
    ------
    InvalidInput
        If there is nothing that a `*` could stand for.
    """
    parts = path.split(".")
    if "*" not in parts:
        return [path]
    paths = [""]
    for at, part in enumerate(parts):
        if part != "*":
            paths = [join(above, part) for above in paths]
            continue
        paths = [
            join(above, key)
            for above in paths
            for key in _keys(value_at(data, above) if above else data)
        ]
        if not paths:
            raise unknown(path, ".".join(parts[: at + 1]), [])
    return paths


def value_at(data: Any, path: str, absent: Any = None) -> Any:
    """Return the value at a path, `absent` if there is none."""
    for text in path.split("."):
        if isinstance(data, list) and text.isdigit() and int(text) < len(data):
            data = data[int(text)]
        elif isinstance(data, dict):
            by_text = {str(key): item for key, item in data.items()}
            if text not in by_text:
                return absent
            data = by_text[text]
        else:
            return absent
    return data


def holder(data: Any, path: str) -> tuple[Any, Any]:
    """Return the mapping or list, and the key in it, that a path names.

    The last key may be absent. A plain value by year becomes a mapping with a default when
    the path names one of its years; a record left out becomes an empty one.

    Raises
    ------
    InvalidInput
        If the path does not exist.
    """
    keys = path.split(".")
    above = ""
    for at, text in enumerate(keys[:-1]):
        key = _key(data, text, path)
        here = join(above, text)
        below = data.get(key) if isinstance(data, dict) else data[key]
        if below is None:
            if text not in keys_at(above) or not (keys_at(here) or has_free_keys(here)):
                raise unknown(path, text, [*map(str, data), *keys_at(above)])
            below = data[key] = {}
        elif (
            at == len(keys) - 2
            and _YEAR.fullmatch(keys[-1])
            and not isinstance(below, dict)
        ):
            below = data[key] = {"default": below}
        data, above = below, here
    return data, _key(data, keys[-1], path)


def unknown(path: str, text: str, known: list[str]) -> InvalidInput:
    """Return that a part of a path does not exist."""
    hint = suggestion(text, known)
    if nearest(text, known) is None and not known:
        hint = _("there is nothing below this path")
    return InvalidInput([problem("override-path", path=path, name=text, hint=hint)])


def _key(data: Any, text: str, path: str) -> Any:
    if isinstance(data, list) and text.isdigit() and int(text) < len(data):
        return int(text)
    if not isinstance(data, dict) or not text:
        known = [str(at) for at in range(len(data))] if isinstance(data, list) else []
        raise unknown(path, text, known)
    for key in data:
        if str(key) == text:
            return key
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else text


def _keys(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [str(key) for key in data]
    return [str(at) for at in range(len(data))] if isinstance(data, list) else []
