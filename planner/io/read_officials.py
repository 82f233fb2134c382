"""The table of officials -> the roster: columns of codes, in the order of the file.

One row per official. Columns: id, unit, birth (a date, or a year alone), sex; optionally
retires, joined, leaves (dates), name, yearly_load [weeks], long_courses, note (ignored);
and one column for each attribute of the scenario.
"""

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf
from models.retirement import retirement_dates
from models.roster import FAR_FUTURE, FAR_PAST, Roster
from planner.io import cells
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.io.table import MOST_LISTED, Table, grouped
from planner.language import _

REQUIRED = ("id", "unit", "birth", "sex")
OPTIONAL = (
    "retires",
    "joined",
    "leaves",
    "name",
    "yearly_load",
    "long_courses",
    "note",
)
_UNLIMITED = -1

_Array = npt.NDArray[Any]


def read_officials(
    table: Table, attributes: Mapping[str, Attribute], baseline: datetime.date
) -> tuple[Roster | None, list[Problem]]:
    """Return the roster and no problems, or None and every problem of the table.

    Parameters
    ----------
    baseline
        Day of the snapshot; nobody is born after it.
    """
    found = [
        *table.problems,
        *column_problems(table, (*REQUIRED, *attributes), OPTIONAL),
        *_id_problems(table),
    ]
    if len(table) == 0:
        found.append(problem("table-without-rows", file=table.file))
    readers = {
        "birth": (cells.filled(cells.birth_day, _("a birth date")), "datetime64[D]"),
        "sex": (cells.filled(cells.sex, _("female or male")), np.bool_),
        "joined": (cells.optional(cells.day, FAR_PAST), "datetime64[D]"),
        "leaves": (cells.optional(cells.day, FAR_FUTURE), "datetime64[D]"),
        "retires": (cells.optional(cells.day, np.datetime64("NaT")), "datetime64[D]"),
        "yearly_load": (cells.optional(cells.tenths_of_weeks, _UNLIMITED), np.int64),
        "long_courses": (
            cells.optional(cells.whole(0, 10, _("a number of courses")), _UNLIMITED),
            np.int64,
        ),
        **{name: _reader(attribute) for name, attribute in attributes.items()},
    }
    columns = {
        name: cells.decoded(table, name, read, dtype, found)
        for name, (read, dtype) in readers.items()
        if name in table.columns
    }
    unit_names, unit = _units(table, found)
    columns = _dated(table, columns, np.datetime64(baseline, "D"), found)
    if found:
        return None, found
    roster = Roster(
        ids=table.texts("id"),
        unit_names=unit_names,
        unit=unit,
        birth=columns["birth"],
        female=columns["sex"],
        retires=columns["retires"],
        joined=columns["joined"],
        leaves=columns["leaves"],
        attributes=dict(attributes),
        columns={name: columns[name] for name in attributes},
        yearly_load=columns.get("yearly_load"),
        long_courses=columns.get("long_courses"),
        names=table.texts("name") if "name" in table.columns else None,
    )
    return roster, []


def column_problems(
    table: Table, required: tuple[str, ...], optional: tuple[str, ...]
) -> list[Problem]:
    """Return the columns that are missing and those that are not known."""
    found = []
    known = (*required, *optional)
    missing = [name for name in required if name not in table.columns]
    for name in table.columns:
        if name not in known:
            found.append(
                problem(
                    "column-unknown",
                    file=table.file,
                    place=table.column_place(name),
                    value=name,
                    name=name,
                    hint=suggestion(name, missing or known, _("columns")),
                )
            )
    for name in missing:
        found.append(
            problem(
                "column-missing", file=table.file, place=_("header"), name=name, hint=""
            )
        )
    return found


def _reader(attribute: Attribute) -> tuple[cells.Read, Any]:
    if isinstance(attribute, Ladder):
        levels = attribute.levels
        return cells.optional(cells.code_of(levels, _("level")), 0), np.int64
    if isinstance(attribute, Category):
        allowed = _("one of: {allowed}").format(allowed=", ".join(attribute.values))
        read = cells.code_of(attribute.values, _("value"))
        return cells.filled(read, allowed), np.int64
    if isinstance(attribute, SetOf):
        return cells.bits_of(attribute.values), np.uint64
    if isinstance(attribute, Flag):
        return cells.flag, np.bool_
    assert isinstance(attribute, Number)
    read = cells.number(attribute.minimum, attribute.maximum)
    return cells.filled(read, _("a number")), np.float64


def _id_problems(table: Table) -> list[Problem]:
    if "id" not in table.columns:
        return []
    found: list[Problem] = []
    codes, texts = table.distinct("id")
    cells.refuse_empty(table, "id", _("an id"), found)
    cells.refuse_unsafe_names(table, "id", found)
    first_rows = np.full(len(texts), len(codes), dtype=np.int64)
    np.minimum.at(first_rows, codes, np.arange(len(codes)))
    again = np.flatnonzero(first_rows[codes] != np.arange(len(codes)))
    if "" in texts:
        again = again[codes[again] != texts.index("")]
    items = [
        problem(
            "id-twice",
            file=table.file,
            place=table.place(row, "id"),
            value=texts[codes[row]],
            first=table.place(int(first_rows[codes[row]]), "id"),
        )
        for row in again[:MOST_LISTED].tolist()
    ]
    return [*found, *grouped(items, len(again))]


def _units(table: Table, found: list[Problem]) -> tuple[tuple[str, ...], _Array]:
    if "unit" not in table.columns:
        return (), np.zeros(0, dtype=np.int64)
    cells.refuse_empty(table, "unit", _("the unit of the official"), found)
    cells.refuse_unsafe_names(table, "unit", found)
    codes, texts = table.distinct("unit")
    names, position = np.unique(np.array(texts, dtype=object), return_inverse=True)
    return tuple(names.tolist()), position.astype(np.int64)[codes]


def _dated(
    table: Table, columns: dict[str, _Array], baseline: Any, found: list[Problem]
) -> dict[str, _Array]:
    """Return the columns with dates filled in; add rows whose dates contradict."""
    if found or not {"birth", "sex"} <= set(columns):
        return columns
    size = len(table)
    birth = columns["birth"]
    result = {
        "joined": np.full(size, FAR_PAST),
        "leaves": np.full(size, FAR_FUTURE),
        **columns,
    }
    legal = retirement_dates(birth, columns["sex"])
    given = result.get("retires", np.full(size, np.datetime64("NaT"), legal.dtype))
    result["retires"] = np.where(np.isnat(given), legal, given)
    joined = result["joined"]
    contradictions = {
        _("born after the baseline date {baseline}").format(baseline=baseline): (
            "birth",
            birth > baseline,
        ),
        _("joined before birth"): ("joined", (joined != FAR_PAST) & (joined < birth)),
        _("leaves before joining"): ("leaves", result["leaves"] < joined),
        _("retires before birth"): ("retires", result["retires"] < birth),
    }
    for reason, (name, wrong) in contradictions.items():
        rows = np.flatnonzero(wrong)
        items = [
            problem(
                "dates-contradict",
                file=table.file,
                place=table.place(row, name if name in table.columns else "birth"),
                value=result[name][row],
                reason=reason,
            )
            for row in rows[:MOST_LISTED].tolist()
        ]
        found.extend(grouped(items, len(rows)))
    return result
