"""The small tables beside the roster: decisions, courses in progress, absences, posts.

Officials, courses and budget lines are written by name; the result carries positions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.tables import Appointments, InProgress, Pins
from planner.io import cells
from planner.io.problems import Problem
from planner.io.read_officials import column_problems
from planner.io.table import Table
from planner.language import _, marked

_YEAR = cells.whole(1990, 2100, marked("a calendar year"))


@dataclass(frozen=True)
class Names:
    """Names that the small tables may refer to."""

    officials: Mapping[str, int]
    """Id -> position in the roster; made once, for rosters are long."""
    courses: Sequence[str]
    lines: Sequence[str]


def read_pins(table: Table, names: Names) -> tuple[Pins, list[Problem]]:
    """Return decisions already made; columns official, course, start_year, decision.

    An empty start_year means any year; decision is `enrol` or `never`.
    """
    reader = _Columns(table, ("official", "course", "decision"), ("start_year",))
    decision = cells.code_of(("never", "enrol"), _("decision"))
    pins = Pins(
        official=reader.of("official", names.officials, marked("official")),
        course=reader.of("course", names.courses, marked("course")),
        start_year=reader.read("start_year", cells.optional(_YEAR, 0)),
        enrol=reader.read(
            "decision", cells.filled(decision, _("enrol or never")), np.bool_
        ),
    )
    return pins, reader.found


def read_in_progress(table: Table, names: Names) -> tuple[InProgress, list[Problem]]:
    """Return courses running; columns official, course, start_year, budget_line.

    An empty budget_line means that no line pays the remaining years.
    """
    reader = _Columns(table, ("official", "course", "start_year"), ("budget_line",))
    line = cells.optional(cells.code_of(names.lines, _("budget line")), -1)
    running = InProgress(
        official=reader.of("official", names.officials, marked("official")),
        course=reader.of("course", names.courses, marked("course")),
        start_year=reader.read("start_year", cells.filled(_YEAR, _("the start year"))),
        line=reader.read("budget_line", line),
    )
    return running, reader.found


def read_absences(
    table: Table, names: Names
) -> tuple[frozenset[tuple[int, int]], list[Problem]]:
    """Return (official, year) in which officials cannot study; columns official, year."""
    reader = _Columns(table, ("official", "year"), ())
    officials = reader.of("official", names.officials, marked("official"))
    years = reader.read("year", cells.filled(_YEAR, _("the year")))
    pairs = zip(officials.tolist(), years.tolist(), strict=True)
    return frozenset(pairs), reader.found


def read_appointments(table: Table, names: Names) -> tuple[Appointments, list[Problem]]:
    """Return appointments planned; columns official, year, post."""
    reader = _Columns(table, ("official", "year", "post"), ())
    posts = table.distinct("post")[1] if "post" in table.columns else []
    appointments = Appointments(
        official=reader.of("official", names.officials, marked("official")),
        year=reader.read("year", cells.filled(_YEAR, _("the year"))),
        post=reader.of("post", posts, marked("post")),
        posts=tuple(posts),
    )
    return appointments, reader.found


class _Columns:
    """Reads the columns of one table and gathers its problems."""

    def __init__(
        self, table: Table, required: tuple[str, ...], optional: tuple[str, ...]
    ) -> None:
        self.table = table
        self.required = required
        self.found = [
            *table.problems,
            *column_problems(table, required, (*optional, "note")),
        ]

    def of(
        self, column: str, known: Sequence[str] | Mapping[str, int], what: str
    ) -> npt.NDArray[np.int64]:
        return self.read(
            column,
            cells.filled(
                cells.code_of(known, what), _("the {what}").format(what=_(what))
            ),
        )

    def read(
        self, column: str, read: cells.Read, dtype: Any = np.int64
    ) -> npt.NDArray[Any]:
        if column not in self.table.columns:
            # An optional column that is left out reads like one that is empty.
            value = 0 if column in self.required else read("")
            return np.full(len(self.table), value, dtype=dtype)
        return cells.decoded(self.table, column, read, dtype, self.found)
