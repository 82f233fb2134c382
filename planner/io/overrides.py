"""What-ifs: named and single changes applied to the data of a scenario before it is read.

What-ifs are applied in the order given, each after its parents and only once, within one
file first `set`, then `scale`; single changes come last. The baseline's own files and data
are never changed.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from planner.io.override_paths import expanded, holder, unknown
from planner.io.problems import InvalidInput, Problem, problem
from planner.io.what_ifs import Block, Factor, in_order
from planner.io.what_ifs import names_in as names_in
from planner.io.yaml_lines import Document, Place, join, parse_text
from planner.language import _

_FACTOR: TypeAdapter[Decimal] = TypeAdapter(Factor)
_WHOLE = frozenset({"classes", "seats"})
"""Keys below which numbers are whole."""
_LEAST = {True: Decimal(1), False: Decimal("0.001")}
"""Whether a number is whole -> what it is rounded to a multiple of."""


def apply(
    baseline: Document, folder: Path, what_ifs: Sequence[str], changes: Sequence[str]
) -> Document:
    """Return a copy of the scenario's data with what-ifs and single changes applied.

    Parameters
    ----------
    what_ifs
        Names of files in `whatif/`, without ending.
    changes
        Texts of the form PATH=VALUE, the value read as YAML, or PATH*=FACTOR.

    Raises
    ------
    InvalidInput
        With every unknown what-if, circle of parents, unknown path and value that cannot
        be read.
    """
    result = Document(copy.deepcopy(baseline.data), dict(baseline.places))
    blocks, refused = in_order(folder, what_ifs)
    problems = [item for error in refused for item in error.problems]
    for block in blocks:
        _apply_block(result, block, problems)
    for text in changes:
        try:
            _apply_change(result, text, problems)
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return result


def _apply_block(target: Document, block: Block, problems: list[Problem]) -> None:
    source = block.source
    for path, value in block.content.set.items():
        _collect(_set, target, path, value, source, f"set.{path}", problems)
    for path, factor in block.content.scale.items():
        _collect(_scale, target, path, factor, source, f"scale.{path}", problems)


def _apply_change(target: Document, text: str, problems: list[Problem]) -> None:
    path, equals, value = text.partition("=")
    path = path.strip()
    option = f"--set {text}"
    if not equals or not path:
        raise InvalidInput([problem("override-form", file=option, value=text)])
    source = parse_text(value, option)
    source.places = {key: Place(option, "") for key in source.places}
    # `budget.*` ends with a part that stands for every key, `budget.city.amount*` not.
    if not path.endswith("*") or path.endswith(".*") or path == "*":
        _collect(_set, target, path, source.data, source, "", problems)
        return
    try:
        factor = _FACTOR.validate_python(source.data)
    except ValidationError:
        reason = _("a factor is a number from 0 to 1000")
        raise InvalidInput(
            [problem("wrong-value", file=option, value=value, reason=reason, hint="")]
        ) from None
    _collect(_scale, target, path[:-1], factor, source, "", problems)


def _collect(
    change: Callable[[Document, str, Any, Document, str], None],
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
    for each in expanded(target.data, path):
        _set_one(target, each, value, source, source_path)


def _set_one(
    target: Document, path: str, value: Any, source: Document, source_path: str
) -> None:
    above, key = holder(target.data, path)
    above[key] = copy.deepcopy(value)
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
    place = Document(None, {"": source.place_of(source_path)})
    paths = expanded(target.data, path)
    scaled = 0
    for each in paths:
        value = _scalable(target, each, needed=len(paths) == 1)
        whole = not _WHOLE.isdisjoint(each.split("."))
        try:
            changed, count = _scaled(value, factor, _LEAST[whole])
        except (ArithmeticError, ValueError):
            reason = _("the number is too large to be scaled")
            found = problem(
                "wrong-value", path=each, value=value, reason=reason, hint=""
            )
            raise InvalidInput([found]) from None
        if count:
            _set_one(target, each, changed, place, "")
        scaled += count
    if scaled == 0:
        value = _scalable(target, path, needed=True) if len(paths) == 1 else None
        raise InvalidInput([problem("override-scale", path=path, value=value)])


def _scalable(target: Document, path: str, *, needed: bool) -> Any:
    """Return the value at a path, or the default where a year has none of its own."""
    above, key = holder(target.data, path)
    if isinstance(above, list) or key in above:
        return above[key]
    if needed and "default" not in above:
        raise unknown(path, str(key), [str(name) for name in above])
    return above.get("default")


def _scaled(value: Any, factor: Decimal, least: Decimal) -> tuple[Any, int]:
    """Return the value with every number in it scaled, and how many there were."""
    if isinstance(value, bool):
        return value, 0
    if isinstance(value, int | float):
        exact = (Decimal(str(value)) * factor).quantize(least, ROUND_HALF_UP)
        return (int(exact) if exact == int(exact) else float(exact)), 1
    if isinstance(value, list):
        pairs = [_scaled(item, factor, least) for item in value]
        return [item for item, _ in pairs], sum(count for _, count in pairs)
    if isinstance(value, dict):
        below = {key: _scaled(item, factor, least) for key, item in value.items()}
        return (
            {key: item for key, (item, _) in below.items()},
            sum(count for _, count in below.values()),
        )
    return value, 0
