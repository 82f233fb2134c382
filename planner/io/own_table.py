"""CSV files that replace an earlier one of the same kind, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from planner.io.problems import InvalidInput, problem
from planner.io.write_file import write_whole
from planner.language import _
from planner.language.faults import reason_of


def refuse_other_files(path: Path, columns: Sequence[str], what: str) -> None:
    """Refuse a path that must not be replaced.

    Parameters
    ----------
    columns
        Header of the tables that may be.
    what
        What such a table holds, for people.

    Raises
    ------
    InvalidInput
        If there is something else, or nothing can be read there.
    """
    header = ",".join(columns).encode() + b"\n"
    try:
        if not path.resolve().exists():
            return
        with path.open("rb") as file:
            if file.readline(len(header)) == header:
                return
        reason = _("it holds something else than {what}").format(what=what)
    except (OSError, ValueError, RuntimeError) as error:
        reason = reason_of(error)
    raise _unwritable(path, reason)


def write_own_table(path: Path, table: pd.DataFrame, what: str) -> None:
    """Write a table as CSV, whole or not at all.

    Raises
    ------
    InvalidInput
        If the file holds something else, or cannot be written.
    """
    refuse_other_files(path, list(table.columns), what)
    content = table.to_csv(index=False, lineterminator="\n").encode()
    try:
        write_whole(path, content)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise _unwritable(path, reason) from None


def _unwritable(path: Path, reason: str) -> InvalidInput:
    return InvalidInput([problem("file-unwritable", file=str(path), reason=reason)])
