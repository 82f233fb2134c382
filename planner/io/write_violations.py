"""Violations as a CSV file."""

from pathlib import Path

import pandas as pd

from models.violation import COLUMNS
from planner.io import own_table
from planner.io.spreadsheet_text import harmless
from planner.language.sentences import Words, all_told

_WHAT = "violations"


def refuse_other_files(path: Path) -> None:
    """Refuse a path that must not be replaced.

    Raises
    ------
    InvalidInput
        If there is something else than an earlier table of violations, or nothing can be
        read there.
    """
    own_table.refuse_other_files(path, tuple(COLUMNS), _WHAT)


def write_violations(path: Path, violations: pd.DataFrame, words: Words = dict) -> None:
    """Write one row per violation, as `models.rules.violations` returns them.

    Their sentences are in the language in use. A plan made by hand may name anything, so
    every text is made harmless for spreadsheets here, ids included.

    Parameters
    ----------
    words
        What the scenario calls the names in sentences.

    Raises
    ------
    InvalidInput
        If the file holds something else, or cannot be written.
    """
    table = violations.copy()
    for name in table:
        if table[name].dtype == object:
            is_told = name == "message"
            texts = all_told(table[name], words) if is_told else table[name]
            table[name] = harmless(texts)
    own_table.write_own_table(path, table, _WHAT)
