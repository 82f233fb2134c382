"""Result folders: the plan and its figures as files, whole or not at all.

Money in files is in million dong. Ids are written byte for byte, since other programs look
them up; the free text columns (`title`) are made harmless for spreadsheets, which would
run a text that begins with `=` as a formula.
"""

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pandas as pd

from models.measures import budget_figures, classes, quotas
from models.plan import COLUMNS, Plan
from models.result import Result, Stage
from models.scenario import Scenario
from planner.io.problems import InvalidInput, problem
from planner.io.spreadsheet_text import harmless
from planner.io.write_file import flush_folder, write_flushed

PARQUET_ABOVE = 200_000
"""Enrolments above which they are written as Parquet instead of CSV."""

FILES = (
    "result.json", "enrolments.csv", "enrolments.parquet", "classes.csv", "targets.csv",
    "budget.csv", "quotas.csv",
)  # fmt: skip
"""Every file that a result folder may contain."""

_ABANDONED = 3600.0  # a partial folder this old belongs to a process that died [s]


def write_run(
    folder: Path, scenario: Scenario, plan: Plan, result: Result
) -> tuple[Path, ...]:
    """Write a result folder and return its files.

    Everything is first written and flushed to disk in a folder beside it, which is then
    renamed: whenever the process dies, the folder is absent, the earlier result or the
    new one. An earlier result is replaced.

    Raises
    ------
    InvalidInput
        If the folder holds anything else than an earlier result.
    OSError
        If the files cannot be written.
    """
    given, folder = folder, folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _tidy(folder)
    refuse_others(folder)
    partial = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    partial.mkdir()
    try:
        names = _write_files(partial, scenario, plan, result)
        flush_folder(partial)
        _put_in_place(partial, folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return tuple(given / name for name in names)


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
        raise _unwritable(folder, getattr(error, "strerror", None) or error) from None
    if not above.is_dir():
        raise _unwritable(
            folder, f"{above} is a file" if not exists else "it is a file"
        )
    # The folder itself is replaced, so it is the one around it that is written into.
    around = above.parent if exists else above
    if not os.access(around, os.W_OK | os.X_OK):
        raise _unwritable(folder, f"{around} is write-protected")
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
    partial: Path, scenario: Scenario, plan: Plan, result: Result
) -> list[str]:
    enrolments = plan.enrolments[[*COLUMNS]].sort_values(
        ["start_year", "course", "class", "official"], kind="stable"
    )
    tables = {
        "enrolments.csv": enrolments,
        "classes.csv": classes(scenario, plan),
        "targets.csv": _targets(result),
        "budget.csv": _budget(scenario, plan),
        "quotas.csv": quotas(scenario, plan),
    }
    text = json.dumps(_summary(result), ensure_ascii=False, indent=2, allow_nan=False)
    write_flushed(partial / "result.json", (text + "\n").encode())
    names = ["result.json"]
    for name, table in tables.items():
        table = _in_millions(table)
        if name == "enrolments.csv" and len(table) > PARQUET_ABOVE:
            name = "enrolments.parquet"
            write_flushed(partial / name, table.to_parquet(index=False))
        else:
            content = table.to_csv(index=False, lineterminator="\n").encode()
            write_flushed(partial / name, content)
        names.append(name)
    return names


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


def _in_millions(table: pd.DataFrame) -> pd.DataFrame:
    money = [name for name in ("cost", "amount", "available", "spent") if name in table]
    return table.assign(**{name: table[name] / 1000 for name in money})


def _targets(result: Result) -> pd.DataFrame:
    table = pd.DataFrame([figure.model_dump() for figure in result.targets])
    counts = ("tier", "baseline", "attained", "shortfall")
    table = table.astype(dict.fromkeys(counts, "Int64"))
    return table.assign(title=harmless(table["title"]))


def _budget(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    table = pd.DataFrame(
        [figure.model_dump() for figure in budget_figures(scenario, plan)],
        columns=["line", "year", "amount", "available", "spent"],
    )
    titles = [scenario.spec.budget[line].title for line in table["line"]]
    table.insert(1, "title", harmless(titles))
    return table


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
