"""The tables of a comparison as CSV files. Money in files is in million dong."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from planner.io.spreadsheet_text import harmless
from planner.io.write_report import write_report

# Ids and names of the scenario are refused by validation if they would be formulas; names
# of folders, and values of which only the path is known, are not.
_FREE = {"runs": ("run", "overrides"), "inputs": ("run", "path", "reference", "value")}


def write_comparison(
    folder: Path, tables: Mapping[str, pd.DataFrame]
) -> tuple[Path, ...]:
    """Write each table as `<name>.csv` and return the files.

    Parameters
    ----------
    tables
        Name -> table, with money in million dong.

    Raises
    ------
    InvalidInput
        If a file cannot be written.
    """
    return write_report(folder, {name: _safe(name, tables[name]) for name in tables})


def _safe(name: str, table: pd.DataFrame) -> pd.DataFrame:
    free = _FREE.get(name, ("run",))
    return table.assign(**{column: harmless(table[column]) for column in free})
