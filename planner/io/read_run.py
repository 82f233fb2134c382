"""Result folders as they were written, without their scenario."""

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from models.plan import no_recruits
from models.result import Result
from models.scenario import ScenarioSpec
from planner.io.files import decode, read_bytes
from planner.io.plain_scenario import flat
from planner.io.problems import InvalidInput, problem
from planner.io.pseudonyms import in_use
from planner.io.run_id import run_id
from planner.io.run_tables import target_table
from planner.io.table_files import MOST_BYTES
from planner.language import _, marked
from planner.language.faults import reason_of

MANIFEST = "result.json"
"""The file that makes a folder a run."""

_HINT = marked("name a folder that `planner solve` has written")
_FIGURES = {
    "enrolments": ("official", "course", "start_year"),
    "classes": ("course", "start_year", "seats_taken"),
    "budget": ("line", "year", "amount", "available", "spent"),
    "recruits": ("official", "stream", "year", "unit"),
}
_NUMBERS = dict.fromkeys(("amount", "available", "spent"), "float64")
_NO_INPUTS = {key for key, it in ScenarioSpec.model_fields.items() if it.exclude}
_TEXTS = ("official", "course", "line", "stream", "unit")


@dataclass(frozen=True)
class Run:
    """A result folder, read."""

    folder: Path
    result: Result
    enrolments: pd.DataFrame
    """One row for each enrolment: official, course (str), start_year."""
    classes: pd.DataFrame
    """One row for each class: course (str), start_year, seats_taken."""
    budget: pd.DataFrame
    """One row for each line and year: amount, available, spent [million dong]."""
    recruits: pd.DataFrame
    """One row for each recruit: official, stream, unit (str), year."""
    inputs: dict[str, object] = field(default_factory=dict)
    """Dotted path -> value of the scenario with its overrides; hashes of its tables."""

    @property
    def targets(self) -> pd.DataFrame:
        """One row for each target and year measured."""
        return target_table(self.result.targets)


def read_run(folder: Path) -> Run:
    """Return a run from its files alone.

    Raises
    ------
    InvalidInput
        If a file is missing or was not written by `planner solve`.
    """
    result = read_result(folder)
    tables = {name: _table(folder, name) for name in _FIGURES}
    if (shield := in_use()) is not None:
        people = tables["enrolments"]
        people["official"] = shield.column(people["official"]).astype(object)
    return Run(folder, result, **tables, inputs=_inputs(folder, result))


def read_result(folder: Path) -> Result:
    """Return the result of a folder; money in thousand dong, as everywhere in memory.

    Raises
    ------
    InvalidInput
        If there is none, or it was not written by `planner solve`.
    """
    path = folder / MANIFEST
    content = _read_json(path)
    try:
        content["cost"] = _thousands(content["cost"])
        # Told for readers of the file only.
        content.pop("cost_unit")
        for stage in content["stages"]:
            if stage["unit"] == "million dong":
                stage["unit"] = "thousand dong"
                for name in ("incumbent", "bound"):
                    stage[name] = _thousands(stage[name])
        return Result.model_validate_json(json.dumps(content))
    except (ValidationError, LookupError, TypeError, AttributeError):
        raise _not_ours(path) from None


def is_untouched(folder: Path, result: Result) -> bool:
    """Return whether enrolments and recruits of a folder are still those that were found.

    Raises
    ------
    InvalidInput
        If there are no enrolments.
    """
    return run_id(result, decided_bytes(folder)[0]) == result.id


def decided_bytes(folder: Path) -> tuple[list[bytes], str]:
    """Return the content of enrolments and recruits, and the ending of their names.

    Without recruitment there is no file of recruits.

    Raises
    ------
    InvalidInput
        If there are no enrolments.
    """
    enrolments, recruits = _path_of(folder, "enrolments"), _path_of(folder, "recruits")
    paths = [enrolments, *([recruits] if recruits.exists() else [])]
    contents = [read_bytes(path, str(path), MOST_BYTES, _(_HINT)) for path in paths]
    return contents, enrolments.suffix


def inputs_of(plain: dict[str, Any], tables: dict[str, str]) -> dict[str, object]:
    """Return what a run was made from: values by dotted path, and hashes of tables.

    What changes no plan, such as forms to print, is no input.
    """
    hashes = {f"tables.{key}:content": value for key, value in tables.items()}
    inputs = {key: value for key, value in plain.items() if key not in _NO_INPUTS}
    return {**flat(inputs), **hashes}


def _inputs(folder: Path, result: Result) -> dict[str, object]:
    path = folder / "scenario.json"
    if not path.exists():
        # A run of an earlier version, of which only the overrides are known.
        overrides = ", ".join(result.scenario.overrides)
        return {"overrides": overrides}
    return inputs_of(_read_json(path), result.scenario.tables)


def _table(folder: Path, name: str) -> pd.DataFrame:
    columns = list(_FIGURES[name])
    kinds = {
        column: object if column in _TEXTS else _NUMBERS.get(column, "int64")
        for column in columns
    }
    path = _path_of(folder, name)
    if name == "recruits" and not path.exists():
        return no_recruits()[columns]  # a scenario without recruitment
    data = io.BytesIO(read_bytes(path, str(path), MOST_BYTES, _(_HINT)))
    try:
        if path.suffix == ".parquet":
            table = pd.read_parquet(data, columns=columns)
        else:
            texts = {column: "str" for column in columns if column in _TEXTS}
            table = pd.read_csv(
                data, usecols=columns, dtype=texts, keep_default_na=False
            )
        return table[columns].astype(kinds)
    except (ValueError, OSError, LookupError) as error:
        found = problem("table-damaged", file=str(path), reason=reason_of(error))
        raise InvalidInput([found]) from None


def _path_of(folder: Path, name: str) -> Path:
    parquet = folder / f"{name}.parquet"
    return parquet if parquet.exists() else folder / f"{name}.csv"


def _read_json(path: Path) -> dict[str, Any]:
    text = decode(read_bytes(path, str(path), MOST_BYTES, _(_HINT)), str(path))
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise _not_ours(path) from None
    if not isinstance(content, dict):
        raise _not_ours(path)
    return content


def _not_ours(path: Path) -> InvalidInput:
    reason = _("it was not written by `planner solve`")
    return InvalidInput([problem("file-unreadable", file=str(path), reason=reason)])


def _thousands(amount: float | None) -> int | None:
    return None if amount is None else round(amount * 1000)
