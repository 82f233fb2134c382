"""Violations as a CSV file."""

from pathlib import Path

import pandas as pd

from planner.io.spreadsheet_text import harmless
from planner.io.write_file import write_whole


def write_violations(path: Path, violations: pd.DataFrame) -> None:
    """Write one row per violation, as `models.rules.violations` returns them.

    A plan made by hand may name anything, so every text is made harmless for
    spreadsheets here, ids included.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    table = violations.copy()
    for name in table:
        if table[name].dtype == object:
            table[name] = harmless(table[name])
    write_whole(path, table.to_csv(index=False, lineterminator="\n").encode())
