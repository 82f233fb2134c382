"""The table of recruits beside a table of enrolments, which may be made by hand."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.plan import RECRUIT_COLUMNS, no_recruits
from models.plan_of import recruits_of
from models.scenario import Scenario
from planner.io import cells
from planner.io.files import read_bytes
from planner.io.problems import InvalidInput
from planner.io.pseudonyms import in_use
from planner.io.read_officials import column_problems
from planner.io.table_files import MOST_BYTES, Table, parse_table
from planner.language import _

_FILES = ("recruits.parquet", "recruits.csv", "recruits.xlsx")
_ABSENT = -1


def read_recruits(folder: Path, scenario: Scenario) -> pd.DataFrame:
    """Return the recruits of a plan; none without recruitment or without the table.

    The table `recruits` (.csv, .parquet or .xlsx) has one row per recruit. Columns:
    official, and optional stream, year, unit and cost [million dong], which follow from
    the scenario where they are absent or empty. The column note is not read.

    Raises
    ------
    InvalidInput
        With every column and cell that cannot be read.
    """
    files = [folder / name for name in _FILES if (folder / name).is_file()]
    if scenario.spec.recruitment is None or not files:
        return no_recruits()
    file = str(files[0])
    table = parse_table(read_bytes(files[0], file, MOST_BYTES, ""), file)
    optional = (*RECRUIT_COLUMNS[1:], "note")
    found = [*table.problems, *column_problems(table, ("official",), optional)]
    year = cells.optional(cells.whole(1900, 2200, _("a calendar year")), _ABSENT)
    cost = cells.optional(cells.thousand_dong, _ABSENT)
    given: dict[str, object] = {
        name: _texts(table, name) for name in ("stream", "unit")
    }
    for name, read in (("year", year), ("cost", cost)):
        given[name] = np.full(len(table), _ABSENT, dtype=np.int64)
        if name in table.columns:
            given[name] = cells.decoded(table, name, read, np.int64, found)
    if found:
        raise InvalidInput(found)
    officials = _texts(table, "official")
    if (shield := in_use()) is not None:
        officials = np.array(shield.column(officials), dtype=object)
    frame = pd.DataFrame({"official": officials, **given})
    return _completed(frame[[*RECRUIT_COLUMNS]], scenario)


def _texts(table: Table, name: str) -> npt.NDArray[np.object_]:
    if name not in table.columns:
        return np.full(len(table), "", dtype=object)
    codes, texts = table.distinct(name)
    found: npt.NDArray[np.object_] = np.array(texts, dtype=object)[codes]
    return found


def _completed(frame: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Return the recruits with what follows from the scenario filled in."""
    position, named = scenario.roster.position, scenario.roster.named
    rows = np.array(
        [position.get(name, 0) for name in frame["official"]], dtype=np.int64
    )
    known = rows >= named
    right = recruits_of(scenario, rows[known])
    completed = frame.copy()
    for name in RECRUIT_COLUMNS[1:]:
        values = completed[name].to_numpy(copy=True)
        empty = (values == "") | (values == _ABSENT)
        filled = values[known]
        filled[empty[known]] = right[name].to_numpy()[empty[known]]
        values[known] = filled
        completed[name] = values
    return completed
