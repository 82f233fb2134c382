"""What-ifs: named and single changes applied to the data of a scenario before it is read.

A what-if file has a title, a description, `set:` (path -> value) and `scale:` (path ->
factor). What-ifs are applied in the order given, within one file first `set`, then
`scale`; single changes come last. The baseline's own files and data are never changed.
"""

import copy
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from models.base import Record
from models.units import Text
from planner.io.files import inside, read_bytes
from planner.io.problems import InvalidInput, Problem, nearest, problem, suggestion
from planner.io.schema import has_free_keys, keys_at
from planner.io.schema_problems import schema_problems
from planner.io.yaml_lines import MOST_BYTES, Document, Place, join, parse, parse_text

_YEAR = re.compile(r"[0-9]{4}|default")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class WhatIf(Record):
    """A named block of changed values."""

    title: Text
    """Name shown to planners."""
    description: Text = ""
    """What is asked."""
    set: dict[str, Any] = {}
    """Dotted path -> new value; a mapping replaces the old one."""
    scale: dict[str, Annotated[Decimal, Field(ge=0, le=1000)]] = {}
    """Dotted path -> factor for the number, or for every number below, rounded half up
    to three decimals [-]."""


def apply(
    baseline: Document, folder: Path, what_ifs: Sequence[str], changes: Sequence[str]
) -> Document:
    """Return a copy of the scenario's data with what-ifs and single changes applied.

    Parameters
    ----------
    what_ifs
        Names of files in `whatif/`, without ending.
    changes
        Texts of the form PATH=VALUE; the value is read as YAML.

    Raises
    ------
    InvalidInput
        With every unknown what-if, unknown path and value that cannot be read.
    """
    result = Document(copy.deepcopy(baseline.data), dict(baseline.places))
    problems: list[Problem] = []
    for name in what_ifs:
        try:
            _apply_file(result, folder, name, problems)
        except InvalidInput as error:
            problems.extend(error.problems)
    for text in changes:
        try:
            _apply_change(result, text, problems)
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return result


def names_in(folder: Path) -> list[str]:
    """Return the names of the what-ifs of a scenario folder, sorted."""
    return sorted(path.stem for path in (folder / "whatif").glob("*.yaml"))


def _apply_file(
    target: Document, folder: Path, name: str, problems: list[Problem]
) -> None:
    file = f"whatif/{name}.yaml"
    known = names_in(folder)
    if not _NAME.fullmatch(name) or name not in known:
        hint = suggestion(name, known) if known else "the folder whatif/ has none"
        raise InvalidInput(
            [problem("what-if-unknown", file=file, value=name, hint=hint)]
        )
    source = parse(
        read_bytes(inside(folder, file), file, MOST_BYTES, "shorten it"), file
    )
    try:
        what_if = WhatIf.model_validate(source.data)
    except ValidationError as error:
        raise InvalidInput(
            [_own_words(item) for item in schema_problems(error, source)]
        ) from None
    for path, value in what_if.set.items():
        _collect(_set, target, path, value, source, f"set.{path}", problems)
    for path, factor in what_if.scale.items():
        _collect(_scale, target, path, factor, source, f"scale.{path}", problems)


def _own_words(item: Problem) -> Problem:
    """Replace remedies that speak of scenario keys by those of a what-if file."""
    if item.code not in ("unknown-key", "missing-key"):
        return item
    name = item.path.rpartition(".")[2]
    hint = suggestion(name, WhatIf.model_fields, "known keys")
    return problem(
        item.code,
        file=item.file,
        place=item.place,
        path=item.path,
        name=name,
        hint=hint if item.code == "unknown-key" else "",
    )


def _apply_change(target: Document, text: str, problems: list[Problem]) -> None:
    path, equals, value = text.partition("=")
    option = f"--set {text}"
    if not equals or not path.strip():
        raise InvalidInput([problem("override-form", file=option, value=text)])
    source = parse_text(value, option)
    source.places = {key: Place(option, "") for key in source.places}
    _collect(_set, target, path.strip(), source.data, source, "", problems)


def _collect(
    change: Any,
    target: Document,
    path: str,
    value: Any,
    source: Document,
    at: str,
    problems: list[Problem],
) -> None:
    try:
        change(target, path, value, source, at)
    except InvalidInput as error:
        place = source.place_of(at)
        problems.extend(
            replace(item, file=place.file, place=place.text) for item in error.problems
        )


def _set(
    target: Document, path: str, value: Any, source: Document, source_path: str
) -> None:
    holder, key = _holder(target.data, path)
    holder[key] = copy.deepcopy(value)
    below = f"{path}."
    for known in [known for known in target.places if known.startswith(below)]:
        del target.places[known]
    target.places[path] = source.place_of(source_path)
    for known, place in source.places.items():
        if source_path == "" and known:
            target.places[join(path, known)] = place
        elif source_path and known.startswith(source_path + "."):
            target.places[path + known[len(source_path) :]] = place


def _scale(
    target: Document, path: str, factor: Decimal, source: Document, source_path: str
) -> None:
    holder, key = _holder(target.data, path)
    if isinstance(holder, dict) and key not in holder and "default" not in holder:
        raise _unknown(path, str(key), [str(name) for name in holder])
    is_named = isinstance(holder, list) or key in holder
    value = holder[key] if is_named else holder["default"]
    try:
        scaled, count = _scaled(value, factor)
    except (ArithmeticError, ValueError):
        reason = "the number is too large to be scaled"
        found = problem("wrong-value", path=path, value=value, reason=reason, hint="")
        raise InvalidInput([found]) from None
    if count == 0:
        raise InvalidInput([problem("override-scale", path=path, value=value)])
    _set(target, path, scaled, Document(None, {"": source.place_of(source_path)}), "")


def _scaled(value: Any, factor: Decimal) -> tuple[Any, int]:
    """Return the value with every number in it scaled, and how many there were."""
    if isinstance(value, bool):
        return value, 0
    if isinstance(value, int | float):
        exact = (Decimal(str(value)) * factor).quantize(Decimal("0.001"), ROUND_HALF_UP)
        return (int(exact) if exact == int(exact) else float(exact)), 1
    if isinstance(value, list):
        pairs = [_scaled(item, factor) for item in value]
        return [item for item, _ in pairs], sum(count for _, count in pairs)
    if isinstance(value, dict):
        below = {key: _scaled(item, factor) for key, item in value.items()}
        return (
            {key: item for key, (item, _) in below.items()},
            sum(count for _, count in below.values()),
        )
    return value, 0


def _holder(data: Any, path: str) -> tuple[Any, Any]:
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
                raise _unknown(path, text, [*map(str, data), *keys_at(above)])
            below = data[key] = {}
        elif (
            at == len(keys) - 2
            and _YEAR.fullmatch(keys[-1])
            and not isinstance(below, dict)
        ):
            below = data[key] = {"default": below}
        data, above = below, here
    return data, _key(data, keys[-1], path)


def _key(data: Any, text: str, path: str) -> Any:
    if isinstance(data, list) and text.isdigit() and int(text) < len(data):
        return int(text)
    if not isinstance(data, dict) or not text:
        known = [str(at) for at in range(len(data))] if isinstance(data, list) else []
        raise _unknown(path, text, known)
    for key in data:
        if str(key) == text:
            return key
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else text


def _unknown(path: str, text: str, known: list[str]) -> InvalidInput:
    hint = suggestion(text, known)
    if nearest(text, known) is None and not known:
        hint = "there is nothing below this path"
    return InvalidInput([problem("override-path", path=path, name=text, hint=hint)])
