"""Plans: result folders, and enrolment tables that may be made by hand.

Only the form of the table is checked here. Officials or courses that the scenario does not
have are violations, told by the rules, and no errors of input.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from models.plan import COLUMNS, Plan, PlanColumns, categorical, coded
from models.prices import enrolment_cost, paid_seats
from models.roster import Ints
from models.scenario import Scenario
from planner.io import cells
from planner.io.files import decode, read_bytes
from planner.io.problems import InvalidInput, Problem, problem
from planner.io.pseudonyms import in_use
from planner.io.read_officials import column_problems
from planner.io.read_recruits import read_recruits
from planner.io.table_files import MOST_BYTES, Table, parse_table
from planner.language import _, marked

_REQUIRED = ("official", "course", "start_year", "class")
_OPTIONAL = ("end_year", "budget_line", "cost", "name", "unit", "note")
_TEXTS = ("official", "course", "class", "budget_line")
_HINT = marked("name a result folder, or an enrolments table (.csv, .parquet or .xlsx)")
_ABSENT = -1


def read_plan(path: Path, scenario: Scenario) -> Plan:
    """Return the plan of a result folder or of an enrolments table.

    The table has one row per enrolment. Columns: official, course, start_year, class, and
    optional end_year, budget_line and cost [million dong]. What is absent or empty of the
    optional ones follows from the scenario: the end from the duration, the line if only
    one may pay, the cost from the line. The columns name, unit and note are not read.
    Where the scenario has recruitment, the table `recruits` beside it is read too.

    Raises
    ------
    InvalidInput
        With every column and cell that cannot be read.
    """
    file = _table_of(path)
    table = parse_table(read_bytes(file, str(file), MOST_BYTES, _(_HINT)), str(file))
    found = [*table.problems, *column_problems(table, _REQUIRED, _OPTIONAL)]
    year = cells.whole(1900, 2200, _("a calendar year"))
    cost = cells.optional(cells.thousand_dong, _ABSENT)
    columns = {
        "start_year": _numbers(
            table, "start_year", cells.filled(year, _("a year")), found
        ),
        "end_year": _numbers(table, "end_year", cells.optional(year, _ABSENT), found),
        "cost": _numbers(table, "cost", cost, found),
    }
    if found:
        raise InvalidInput(found)
    texts = {name: _texts(table, name) for name in _TEXTS}
    if (shield := in_use()) is not None:
        texts["official"] = shield.column(texts["official"])
    enrolments = _completed(pd.DataFrame({**texts, **columns}), scenario)
    return Plan(enrolments, read_recruits(file.parent, scenario))


@dataclass(frozen=True)
class Recorded:
    """The scenario that a result folder says it was made from."""

    folder: str = ""
    """Scenario folder as named on the command line; empty if not recorded."""
    content_hash: str = ""
    """Hash of the specification and tables with the overrides; empty if not recorded."""
    what_ifs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """Single changes, PATH=VALUE."""


def recorded_scenario(path: Path) -> Recorded:
    """Return what a result folder records about its scenario; nothing for a mere table.

    Raises
    ------
    InvalidInput
        If the folder's result.json cannot be read.
    """
    file = path / "result.json"
    if not file.is_file():
        return Recorded()
    text = decode(read_bytes(file, str(file), MOST_BYTES, _(_HINT)), str(file))
    try:
        scenario = json.loads(text)["scenario"]
        overrides = scenario["overrides"]
        return Recorded(
            folder=str(scenario.get("folder", "")),
            content_hash=str(scenario.get("content_hash", "")),
            what_ifs=tuple(name for name in overrides if "=" not in name),
            changes=tuple(name for name in overrides if "=" in name),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        reason = _("it was not written by `planner solve`")
        raise InvalidInput(
            [problem("file-unreadable", file=str(file), reason=reason)]
        ) from None


def recorded_overrides(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the what-ifs and the single changes that a result folder was made with.

    None of either for a table without a result.

    Raises
    ------
    InvalidInput
        If the folder's result.json cannot be read.
    """
    recorded = recorded_scenario(path)
    return recorded.what_ifs, recorded.changes


def _table_of(path: Path) -> Path:
    if not path.is_dir():
        return path
    parquet = path / "enrolments.parquet"
    return parquet if parquet.exists() else path / "enrolments.csv"


def _texts(table: Table, name: str) -> pd.Categorical:
    codes, texts = np.zeros(len(table), dtype=np.int32), [""]
    if name in table.columns:
        codes, texts = table.distinct(name)
    return categorical(codes, texts)


def _numbers(table: Table, name: str, read: cells.Read, found: list[Problem]) -> Ints:
    if name not in table.columns:
        return np.full(len(table), _ABSENT, dtype=np.int64)
    return cells.decoded(table, name, read, np.int64, found)


def _completed(frame: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Return the enrolments with what follows from the scenario filled in."""
    columns = PlanColumns(scenario, Plan(frame))
    usual_end = columns.start + columns.duration - 1
    at = np.flatnonzero(columns.known)
    keys = columns.official[at], columns.course[at], columns.start[at]
    codes, names = coded(frame["budget_line"])
    named = (names != "")[codes]
    line = columns.line
    line[at] = np.where(named[at], line[at], _only_payer(scenario, *keys))
    computed = np.zeros(len(frame), dtype=np.int64)
    computed[at] = enrolment_cost(scenario, *keys, line[at])
    # Lines that are not known keep their name; a rule reports them.
    merged, all_names = pd.factorize(np.array([*names, *scenario.line_ids, ""], object))
    line = np.where(line < 0, len(scenario.line_ids), line) + len(names)
    completed = frame.assign(
        end_year=np.where(columns.end == _ABSENT, usual_end, columns.end),
        cost=np.where(columns.cost == _ABSENT, computed, columns.cost),
        budget_line=categorical(merged[np.where(named, codes, line)], all_names),
    )
    return completed[[*COLUMNS]]


def _only_payer(scenario: Scenario, official: Ints, course: Ints, start: Ints) -> Ints:
    """Return the budget line of each enrolment that only one may pay; -1 elsewhere."""
    payers = np.zeros(len(official), dtype=np.int64)
    payer = np.full(len(official), -1, dtype=np.int64)
    for line in range(len(scenario.line_ids)):
        lines = np.full(len(official), line, dtype=np.int64)
        for paid in paid_seats(scenario, official, course, start, lines):
            payers[paid.rows] += 1
            payer[paid.rows] = line
    return np.where(payers == 1, payer, -1)
