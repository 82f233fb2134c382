"""Result folders: the plan and its figures as files, whole or not at all.

Money in files is in million dong. Ids are written byte for byte, since other programs look
them up; the free text columns (`title`) are made harmless for spreadsheets, which would
run a text that begins with `=` as a formula.
"""

import io
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from models.enrolments import as_columns
from models.plan import Plan, PlanColumns, coded
from models.result import Result, Stage
from models.scenario import Scenario
from planner.io.plain_scenario import plain
from planner.io.problems import InvalidInput, problem
from planner.io.run_id import run_id
from planner.io.run_tables import run_tables
from planner.io.spreadsheet_text import harmless
from planner.io.write_file import flush_folder, write_flushed
from planner.language import _
from planner.language.faults import reason_of

PARQUET_ABOVE = 200_000
"""Enrolments above which they are written as Parquet instead of CSV."""

TableFormat = Literal["csv", "parquet"]
"""Format of the tables of a result."""

_TABLES = ("enrolments", "recruits", "classes", "targets", "budget", "quotas")
FILES = (
    "result.json",
    *(f"{name}.{ending}" for name in _TABLES for ending in ("csv", "parquet")),
    "scenario.json",
    "goal.json",
)
"""Every file that a result folder may contain."""

_LONGEST_NAME = 100  # of the what-ifs in the name of a result folder
_ABANDONED = 3600.0  # a partial folder this old belongs to a process that died [s]


def write_run(
    folder: Path,
    scenario: Scenario,
    plan: Plan | PlanColumns,
    result: Result,
    table_format: TableFormat | None = None,
) -> tuple[Path, ...]:
    """Write a result folder and return its files.

    Everything is first written and flushed to disk in a folder beside it, which is then
    renamed: whenever the process dies, the folder is absent, the earlier result or the
    new one. An earlier result is replaced.

    Parameters
    ----------
    table_format
        Format of every table; if not given, CSV, but Parquet for very many enrolments.

    Raises
    ------
    InvalidInput
        If the folder holds anything else than an earlier result, or the files cannot be
        written.
    """
    try:
        names = _replace(folder.resolve(), scenario, plan, result, table_format)
    except OSError as error:
        raise _unwritable(folder, reason_of(error)) from None
    return tuple(folder / name for name in names)


def _replace(
    folder: Path,
    scenario: Scenario,
    plan: Plan | PlanColumns,
    result: Result,
    table_format: TableFormat | None,
) -> list[str]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _tidy(folder)
    refuse_others(folder)
    partial = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    partial.mkdir()
    try:
        columns = as_columns(scenario, plan)
        names = _write_files(partial, columns, result, table_format)
        flush_folder(partial)
        _put_in_place(partial, folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return names


def refuse_others(folder: Path) -> None:
    """Refuse a folder that must not be replaced.

    Raises
    ------
    InvalidInput
        If it is a file, holds anything else than an earlier result, or lies where
        nothing may be written.
    """
    try:
        above = folder.resolve()
        while not above.exists():
            above = above.parent
        exists = folder.exists()
    except (OSError, ValueError, RuntimeError) as error:
        # A name that no file system accepts is a ValueError, links in a circle another.
        raise _unwritable(folder, reason_of(error)) from None
    if not above.is_dir():
        raise _unwritable(
            folder,
            _("{above} is a file").format(above=above)
            if not exists
            else _("it is a file"),
        )
    # The folder itself is replaced, so it is the one around it that is written into.
    around = above.parent if exists else above
    if not os.access(around, os.W_OK | os.X_OK):
        raise _unwritable(
            folder, _("{around} is write-protected").format(around=around)
        )
    if not exists:
        return
    names = sorted(entry.name for entry in folder.iterdir())
    foreign = [name for name in names if name not in FILES]
    if foreign or (names and "result.json" not in names):
        shown = ", ".join(foreign or names)
        raise InvalidInput([problem("folder-in-use", file=str(folder), value=shown)])


def _unwritable(folder: Path, reason: object) -> InvalidInput:
    return InvalidInput([problem("folder-unwritable", file=str(folder), reason=reason)])


def _write_files(
    partial: Path,
    columns: PlanColumns,
    result: Result,
    table_format: TableFormat | None,
) -> list[str]:
    contents: dict[str, bytes] = {}
    for name, table in run_tables(columns, result.targets).items():
        is_long = name == "enrolments" and len(table) > PARQUET_ABOVE
        ending = table_format or ("parquet" if is_long else "csv")
        write = _parquet if ending == "parquet" else _csv
        if "title" in table:
            table = table.assign(title=harmless(table["title"]))
        contents[f"{name}.{ending}"] = write(table)
    decided = [
        content
        for name, content in contents.items()
        if Path(name).stem in ("enrolments", "recruits")
    ]
    summary = _summary(result.model_copy(update={"id": run_id(result, decided)}))
    contents = {
        "result.json": _json(summary),
        **contents,
        "scenario.json": _json(plain(columns.scenario.spec)),
    }
    for name, content in contents.items():
        write_flushed(partial / name, content)
    return list(contents)


def run_name(scenario: Scenario) -> str:
    """Return the name proposed for a result folder: scenario, overrides, short hash."""
    what_ifs = [name for name in scenario.overrides if "=" not in name]
    changed = len(what_ifs) < len(scenario.overrides)
    names = "+".join([*what_ifs, *(["changed"] if changed else [])]) or "baseline"
    short_hash = scenario.content_hash[:8]
    return f"{scenario.spec.name}-{names[:_LONGEST_NAME]}-{short_hash}"


def _json(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode()


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode()


def _parquet(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet; text is plain text to whoever reads it."""
    arrays = {}
    for name in table:
        if not pd.api.types.is_numeric_dtype(table[name]):
            codes, values = coded(table[name])
            text = pa.DictionaryArray.from_arrays(
                pa.array(codes, mask=codes < 0), pa.array(values, type=pa.string())
            )
            # A dictionary of nearly as many texts as rows would be written many times.
            arrays[name] = text.cast(pa.string()) if len(values) > 50_000 else text
        else:
            arrays[name] = pa.array(table[name], from_pandas=True)
    content = io.BytesIO()
    # Without the schema of pyarrow, other programs see text and no dictionaries.
    pq.write_table(pa.table(arrays), content, store_schema=False)
    return content.getvalue()


def _summary(result: Result) -> dict[str, Any]:
    content = result.model_dump(mode="json")
    content["cost"] = _millions(result.cost)
    content["cost_unit"] = "million dong"
    content["stages"] = [_stage(stage) for stage in result.stages]
    return content


def _stage(stage: Stage) -> dict[str, Any]:
    content = stage.model_dump(mode="json")
    if stage.unit == "thousand dong":
        content["unit"] = "million dong"
        for name in ("incumbent", "bound"):
            if content[name] is not None:
                content[name] = _millions(content[name])
    return content


def _millions(amount: int) -> int | float:
    # A double keeps 15 digits, so three decimals are exact up to 10^12 million dong.
    return amount // 1000 if amount % 1000 == 0 else amount / 1000


def _put_in_place(partial: Path, folder: Path) -> None:
    # A folder cannot be renamed onto one that has files in it. If the process dies
    # between the two renames, `_tidy` of the next run brings the earlier result back.
    if folder.exists():
        folder.rename(_earlier(folder))
    partial.rename(folder)
    flush_folder(folder.parent)
    shutil.rmtree(_earlier(folder), ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Clear away what a process that died in the middle of writing has left."""
    earlier = _earlier(folder)
    if earlier.exists():
        if folder.exists():
            shutil.rmtree(earlier)
        else:
            earlier.rename(folder)
    own = f".{folder.name}.partial-{os.getpid()}"
    for partial in folder.parent.iterdir():
        if partial.name.startswith(f".{folder.name}.partial-"):
            age = time.time() - partial.stat().st_mtime
            if partial.name == own or age > _ABANDONED:
                shutil.rmtree(partial, ignore_errors=True)


def _earlier(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.earlier")
