"""The tables of a report as CSV files. Money in files is in million dong."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from planner.io.problems import InvalidInput, problem
from planner.io.spreadsheet_text import harmless
from planner.io.write_file import write_whole
from planner.language.faults import reason_of

_MONEY = ("amount", "carried_in", "available", "spent", "left", "carried_out")
_READ_BY_PEOPLE = ("detail",)


def write_report(folder: Path, tables: Mapping[str, pd.DataFrame]) -> tuple[Path, ...]:
    """Write each table as `<name>.csv` and return the files.

    Each file is written whole or not at all; earlier tables of the same name are
    replaced, everything else in the folder is left alone.

    Parameters
    ----------
    tables
        Name -> table, with money in thousand dong.

    Raises
    ------
    InvalidInput
        If a file cannot be written.
    """
    files = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        try:
            write_whole(path, _csv(table))
        except (OSError, RuntimeError) as error:
            reason = reason_of(error)
            found = problem("file-unwritable", file=str(path), reason=reason)
            raise InvalidInput([found]) from None
        files.append(path)
    return tuple(files)


def _csv(table: pd.DataFrame) -> bytes:
    table = table.copy()
    for name in _MONEY:
        if name in table:
            table[name] = table[name] / 1000
    for name in _READ_BY_PEOPLE:
        if name in table:
            texts = table[name].astype("category")
            safe = harmless(texts.cat.categories)
            table[name] = texts.cat.rename_categories(safe)
    return table.to_csv(index=False, lineterminator="\n").encode()
