"""Effective values: what holds in a scenario after all overrides, and who says so."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from models.scenario import ScenarioSpec
from planner.io import own_table
from planner.io.override_paths import value_at
from planner.io.plain_scenario import flat, plain
from planner.io.spreadsheet_text import harmless
from planner.io.yaml_lines import Document, Place

DEFAULT = "default"
"""Where a value comes from that nobody has written."""
LAW = "law"
"""Where a value comes from that a rule of law brings along."""

_WHAT = "effective values"
_COLUMNS = ("path", "value", "baseline", "from", "changed")
_ABSENT = object()
_YEAR = re.compile(r"[0-9]{4}|default")
_LINE = re.compile(r"\D*(\d+)")


@dataclass(frozen=True)
class Effective:
    """One value of a scenario."""

    path: str
    """Dotted path, as `--set` takes it."""
    value: object
    """What holds; None if an override has removed it."""
    baseline: object
    """What `scenario.yaml` says; None if it says nothing."""
    origin: str
    """File and line, the option `--set`, `law` or `default`."""
    changed: bool
    """Whether an override has set it."""


def effective_values(
    spec: ScenarioSpec, written: Document, baseline: Document
) -> tuple[Effective, ...]:
    """Return every value of a scenario, in the order of the specification.

    Parameters
    ----------
    spec
        The scenario with its overrides.
    written
        Its data with overrides, and where each part was written.
    baseline
        The data of `scenario.yaml`.
    """
    own = baseline.place_of("").file
    values: dict[str, object] = {**flat(plain(spec)), **dict(_removed(written, own))}
    origins = {path: _origin(path, written) for path in values}
    return tuple(
        Effective(
            path=path,
            value=value,
            baseline=_written(baseline.data, path, None),
            origin=_told(origins[path]),
            changed=isinstance(origins[path], Place) and _file(origins[path]) != own,
        )
        for path, value in values.items()
    )


def value_text(value: object) -> str:
    """Return a value as it would be written after `--set PATH=`; empty for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def refuse_other_files(path: Path) -> None:
    """Refuse a path that holds something else than effective values.

    Raises
    ------
    InvalidInput
        If it does, or nothing can be read there.
    """
    own_table.refuse_other_files(path, _COLUMNS, _WHAT)


def write_effective(path: Path, values: tuple[Effective, ...]) -> None:
    """Write effective values as CSV: path, value, baseline, from, changed.

    Raises
    ------
    InvalidInput
        If the file holds something else, or cannot be written.
    """
    rows = [
        (
            item.path,
            value_text(item.value),
            value_text(item.baseline),
            item.origin,
            "yes" if item.changed else "no",
        )
        for item in values
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)
    for name in ("value", "baseline", "from"):
        table[name] = harmless(table[name])
    own_table.write_own_table(path, table, _WHAT)


def _removed(written: Document, own: str) -> Iterator[tuple[str, None]]:
    """Yield what an override has set to null."""
    for path, place in written.places.items():
        if place.file != own and value_at(written.data, path, _ABSENT) is None:
            yield path, None


def _written(data: Any, path: str, absent: object) -> object:
    """Return what was written at a path; a plain value by year holds for every year."""
    found = value_at(data, path, _ABSENT)
    above, _, key = path.rpartition(".")
    if found is _ABSENT and _YEAR.fullmatch(key):
        whole = value_at(data, above, _ABSENT)
        found = whole.get("default", _ABSENT) if isinstance(whole, dict) else whole
    return absent if found is _ABSENT else found


def _origin(path: str, written: Document) -> Place | str:
    if _written(written.data, path, _ABSENT) is not _ABSENT:
        return written.place_of(path)
    # Scenarios get the rules they follow, and courses what these require.
    from_law = re.match(r"law\.rules\.|courses\.[^.]+\.requires\.\d", path)
    return LAW if from_law else DEFAULT


def _file(origin: Place | str) -> str:
    return origin.file if isinstance(origin, Place) else ""


def _told(origin: Place | str) -> str:
    if isinstance(origin, str):
        return origin
    line = _LINE.match(origin.text)
    return origin.file if line is None else f"{origin.file}:{line[1]}"
