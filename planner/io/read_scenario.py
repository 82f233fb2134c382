"""A scenario folder -> the scenario; every problem of its files at once."""

import copy
import datetime
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from models.attribute import Attribute
from models.roster import Roster
from models.scenario import Scenario, ScenarioSpec, TableFiles
from models.tables import Appointments, InProgress, Pins
from models.units import Word
from planner.io import checks, overrides
from planner.io.effective import Effective, effective_values
from planner.io.files import inside, read_bytes
from planner.io.law import add_law
from planner.io.problems import InvalidInput, Problem
from planner.io.pseudonyms import in_use, without_values
from planner.io.read_officials import read_officials
from planner.io.read_tables import (
    Names,
    read_absences,
    read_appointments,
    read_in_progress,
    read_pins,
)
from planner.io.schema_problems import located, schema_problems
from planner.io.table import Table
from planner.io.table_files import MOST_BYTES, parse_table
from planner.io.yaml_lines import MOST_BYTES as MOST_YAML_BYTES
from planner.io.yaml_lines import Document, parse
from planner.language import _

SCENARIO_FILE = "scenario.yaml"
_BY_NAME = ("attributes", "groups", "courses", "budget", "targets")
_ATTRIBUTES = TypeAdapter(dict[Word, Attribute])

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """A valid scenario, and what its author should look at nevertheless."""

    scenario: Scenario
    warnings: tuple[Problem, ...]
    tables: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each table read: key in `tables` -> hash."""
    effective: tuple[Effective, ...] = ()
    """Every value of the specification, and where it came from."""


def load(
    folder: Path, what_ifs: Sequence[str] = (), changes: Sequence[str] = ()
) -> Loaded:
    """Return the scenario in a folder, with what-ifs and single changes applied.

    While pseudonyms are in use, officials have codes for ids.

    Parameters
    ----------
    folder
        The scenario folder, or its `scenario.yaml`.
    what_ifs
        Names of files in `whatif/`, applied in order.
    changes
        Single changes PATH=VALUE, applied after them.

    Raises
    ------
    InvalidInput
        With every problem found, warnings included.
    """
    loaded = _load(folder_of(folder), what_ifs, changes)
    shield = in_use()
    if shield is None:
        return loaded
    return replace(
        loaded,
        scenario=shield.scenario(loaded.scenario),
        warnings=without_values(loaded.warnings),
    )


def folder_of(path: Path) -> Path:
    """Return the scenario folder, given by itself or by its `scenario.yaml`."""
    is_file = path.name == SCENARIO_FILE and not path.is_dir()
    return path.parent if is_file else path


def _load(folder: Path, what_ifs: Sequence[str], changes: Sequence[str]) -> Loaded:
    hint = _(
        "name a folder that has one, {folder} has not; `planner new DIR` starts one"
    ).format(folder=folder)
    path = inside(folder, SCENARIO_FILE)
    baseline = parse(
        read_bytes(path, SCENARIO_FILE, MOST_YAML_BYTES, hint), SCENARIO_FILE
    )
    document = overrides.apply(baseline, folder, what_ifs, changes)
    written = Document(copy.deepcopy(document.data), document.places)
    add_law(document)
    try:
        spec = ScenarioSpec.model_validate(document.data)
    except ValidationError as error:
        raise InvalidInput(_of_invalid(error, document, folder)) from None

    found = [located(item, document) for item in checks.of_specification(spec)]
    tables = _Tables(folder, spec.tables)
    roster, pins, running, appointments = tables.read(
        spec.attributes,
        Names({}, tuple(spec.courses), tuple(spec.budget)),
        datetime.date(spec.horizon.first - 1, 12, 31),
    )
    found += [_without_file(item, document) for item in tables.found]
    if any(item.severity == "error" for item in found) or roster is None:
        raise InvalidInput(found)
    scenario = Scenario(
        spec,
        roster,
        pins,
        running,
        content_hash=_content_hash(spec, tables.contents),
        overrides=(*what_ifs, *changes),
        appointments=appointments,
    )
    found += [
        tables.located(item) or located(item, document)
        for item in checks.of_scenario(scenario)
    ]
    if any(item.severity == "error" for item in found):
        raise InvalidInput(found)
    hashes = {
        key: hashlib.sha256(data).hexdigest() for key, data in tables.contents.items()
    }
    effective = effective_values(spec, written, baseline)
    return Loaded(scenario, tuple(found), hashes, effective)


class _Tables:
    """The table files of a scenario: read once, hashed, checked."""

    def __init__(self, folder: Path, files: TableFiles) -> None:
        self.folder = folder
        self.files = files
        self.found: list[Problem] = []
        self.contents: dict[str, bytes] = {}
        self.tables: dict[str, Table] = {}

    def read(
        self, attributes: dict[str, Attribute], names: Names, baseline: datetime.date
    ) -> tuple[Roster | None, Pins, InProgress, Appointments]:
        """Return the tables; problems are gathered in `found`."""
        for key in TableFiles.model_fields:
            self._open(key)
        roster = None
        if "officials" in self.tables:
            officials = self.tables["officials"]
            roster, found = read_officials(officials, attributes, baseline)
            self.found += found
            if "id" not in officials.columns:
                return None, Pins(), InProgress(), Appointments()
            if len(self.tables) > 1:
                # Ids are known even if other columns of the roster are wrong.
                ids = officials.distinct("id")[1]
                position = {name: at for at, name in enumerate(ids)}
                names = replace(names, officials=position)
        pins = self._small("pins", read_pins, names, Pins())
        running = self._small("in_progress", read_in_progress, names, InProgress())
        nobody: frozenset[tuple[int, int]] = frozenset()
        absent = self._small("absences", read_absences, names, nobody)
        appointments = self._small(
            "appointments", read_appointments, names, Appointments()
        )
        if roster is not None:
            roster = replace(roster, absent=absent)
        return roster, pins, running, appointments

    def _open(self, key: str) -> None:
        name = getattr(self.files, key)
        if name is None:
            return
        hint = _("create it, or correct tables.{key} in scenario.yaml").format(key=key)
        try:
            data = read_bytes(inside(self.folder, name), name, MOST_BYTES, hint)
            self.contents[key] = data
            self.tables[key] = parse_table(data, name)
        except InvalidInput as error:
            self.found += [
                replace(item, path=f"tables.{key}") for item in error.problems
            ]

    def _small(
        self,
        key: str,
        read: Callable[[Table, Names], tuple[T, list[Problem]]],
        names: Names,
        empty: T,
    ) -> T:
        if key not in self.tables or "officials" not in self.tables:
            return empty
        result, found = read(self.tables[key], names)
        self.found += found
        return result

    def located(self, item: Problem) -> Problem | None:
        """Return a problem of `tables.<key>.<row>.<column>` with its cell."""
        parts = item.path.split(".")
        if len(parts) != 4 or parts[0] != "tables":
            return None
        table = self.tables[parts[1]]
        place = table.place(int(parts[2]), parts[3])
        return replace(item, file=table.file, place=place, path="")


def _without_file(item: Problem, document: Document) -> Problem:
    """Show where the scenario names a file whose path is wrong."""
    return located(item, document) if item.code == "file-outside" else item


def _of_invalid(
    error: ValidationError, document: Document, folder: Path
) -> list[Problem]:
    """Return the problems of a refused specification and of what else can be checked."""
    found = schema_problems(error, document)
    data = document.data
    if not isinstance(data, dict):
        return found
    dropped = {
        (str(detail["loc"][0]), str(detail["loc"][1]))
        for detail in error.errors(include_url=False)
        if len(detail["loc"]) > 1 and detail["loc"][0] in _BY_NAME
    }
    rest = {
        key: {
            name: item
            for name, item in value.items()
            if (key, str(name)) not in dropped
        }
        if key in _BY_NAME and isinstance(value, dict)
        else value
        for key, value in data.items()
    }
    try:
        spec = ScenarioSpec.model_validate(rest)
    except ValidationError:
        return found + _of_tables_alone(data, folder)
    names = {name for _, name in dropped}
    # What was left out for its own problems is not reported as unknown again.
    found += [
        located(item, document)
        for item in checks.of_specification(spec)
        if item.severity == "error"
        and item.value not in names
        and item.code != "kind-without-course"
    ]
    return found + _of_tables_alone(data, folder)


def _of_tables_alone(data: dict[Any, Any], folder: Path) -> list[Problem]:
    """Return the problems of the tables if the sections they depend on are right."""
    try:
        attributes = _ATTRIBUTES.validate_python(data.get("attributes"))
        files = TableFiles.model_validate(data.get("tables", {}))
        first = int(data["horizon"]["first"])
        baseline = datetime.date(first - 1, 12, 31)
        names = Names({}, _keys(data["courses"]), _keys(data.get("budget") or {}))
    except (ValidationError, LookupError, TypeError, ValueError, OverflowError):
        return []  # the specification's own problems are reported already
    tables = _Tables(folder, files)
    tables.read(attributes, names, baseline)
    return tables.found


def _keys(section: Any) -> tuple[str, ...]:
    if not isinstance(section, dict):
        raise TypeError("not a mapping")
    return tuple(str(name) for name in section)


def _content_hash(spec: ScenarioSpec, contents: dict[str, bytes]) -> str:
    """Return the SHA-256 of the effective specification and the bytes of its tables.

    Keys keep their declared order: it decides who pays for a class and how ties fall.
    """
    text = json.dumps(
        spec.model_dump(mode="python"), default=_plain, ensure_ascii=False
    )
    digest = hashlib.sha256(text.encode())
    for key, content in contents.items():
        digest.update(f"\n{key} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return format(value.normalize(), "f")  # 3000 and 3000.0 are the same amount
