"""Violations as a CSV file."""

from pathlib import Path

import pandas as pd

from models.violation import COLUMNS
from planner.io.problems import InvalidInput, problem
from planner.io.spreadsheet_text import harmless
from planner.io.write_file import write_whole

_HEADER = ",".join(COLUMNS).encode() + b"\n"


def refuse_other_files(path: Path) -> None:
    """Refuse a path that must not be replaced.

    Raises
    ------
    InvalidInput
        If there is something else than an earlier table of violations, or nothing can be
        read there.
    """
    try:
        if not path.resolve().exists():
            return
        with path.open("rb") as file:
            if file.readline(len(_HEADER)) == _HEADER:
                return
        reason = "it holds something else than violations"
    except (OSError, ValueError, RuntimeError) as error:
        reason = str(getattr(error, "strerror", None) or error)
    raise InvalidInput([problem("file-unwritable", file=str(path), reason=reason)])


def write_violations(path: Path, violations: pd.DataFrame) -> None:
    """Write one row per violation, as `models.rules.violations` returns them.

    A plan made by hand may name anything, so every text is made harmless for
    spreadsheets here, ids included.

    Raises
    ------
    InvalidInput
        If the file holds something else, or cannot be written.
    """
    refuse_other_files(path)
    table = violations.copy()
    for name in table:
        if table[name].dtype == object:
            table[name] = harmless(table[name])
    try:
        write_whole(path, table.to_csv(index=False, lineterminator="\n").encode())
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found]) from None
