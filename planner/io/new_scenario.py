"""A new scenario folder from the commented template, whole or not at all."""

import os
import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from planner.io.problems import InvalidInput, problem
from planner.io.schema import write_schema
from planner.language.faults import reason_of

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def create(folder: Path) -> None:
    """Write a small complete scenario into a folder that is new or empty.

    The scenario takes the folder's name where that is a legal name.

    Raises
    ------
    InvalidInput
        If the folder holds something, or cannot be written.
    """
    try:
        target = folder.resolve()
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InvalidInput([problem("folder-in-use", file=str(folder))])
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
        try:
            _fill(partial, target.name)
            if target.exists():
                target.rmdir()
            partial.rename(target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    except (OSError, ValueError, RuntimeError) as error:
        # A name that no file system accepts is a ValueError, links in a circle another.
        reason = reason_of(error)
        found = problem("folder-unwritable", file=str(folder), reason=reason)
        raise InvalidInput([found]) from None


def _fill(partial: Path, name: str) -> None:
    with as_file(files("planner.io") / "template") as template:
        # Contents only: an installed package may be read-only, a scenario may not.
        shutil.copytree(template, partial, copy_function=shutil.copyfile)
    write_schema(partial / "scenario.schema.json")
    if _NAME.fullmatch(name):
        path = partial / "scenario.yaml"
        text = path.read_text(encoding="utf-8")
        named = text.replace("name: new-scenario ", f"name: {_quoted(name)} ", 1)
        path.write_text(named, encoding="utf-8", newline="\n")


def _quoted(name: str) -> str:
    # A folder called 2026 or true must stay a name in YAML.
    return name if re.search(r"[A-Za-z]-|-[A-Za-z]", name) else f'"{name}"'
