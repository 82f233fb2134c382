"""The distinct texts of one column -> what they say; every refusal with its cells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.io.cells import Refused
from planner.io.problems import Problem, problem
from planner.io.table import MOST_LISTED, Table, grouped
from planner.language import _

_CELLS_NAMED = 3
"""So many cells of a value are named, the others counted."""

Texts = npt.NDArray[np.object_]


@dataclass
class Uses:
    """What was read, for the report and the mapping, and what was refused."""

    values: dict[str, dict[str, tuple[str | None, int]]] = field(default_factory=dict)
    """Reading -> {text: (value, officials)}; no value where it was refused."""
    problems: list[Problem] = field(default_factory=list)

    def read(
        self,
        table: Table,
        letter: str,
        reading: str,
        read: Callable[[str], str],
        instead: str,
        listed: bool,
        blanks: bool,
    ) -> Texts:
        """Return what a column says for each official.

        Parameters
        ----------
        reading
            How the column is read, as mappings write it.
        read
            Returns what one text says, or raises `Refused`.
        instead
            What refused cells carry, so that the rest can be checked nevertheless.
        listed
            Whether the mapping lists what was read; what was refused is listed always.
        blanks
            Whether it lists what empty cells say too.
        """
        codes, texts = table.distinct(letter)
        counts = np.bincount(codes, minlength=len(texts))
        said = np.full(len(texts), instead, dtype=object)
        refused: dict[int, Refused] = {}
        for at in np.flatnonzero(counts).tolist():
            try:
                said[at] = read(texts[at])
            except Refused as refusal:
                refused[at] = refusal
            value = None if at in refused else str(said[at])
            if value is None or (listed and (texts[at] or blanks)):
                self.values.setdefault(reading, {})[texts[at]] = value, int(counts[at])
        if refused:
            self.problems += _refusals(table, letter, refused)
        result: Texts = said[codes]
        return result


def _refusals(table: Table, letter: str, refused: dict[int, Refused]) -> list[Problem]:
    codes, texts = table.distinct(letter)
    wrong = np.zeros(len(texts), dtype=np.bool_)
    wrong[list(refused)] = True
    rows = np.flatnonzero(wrong[codes])
    order = rows[np.argsort(codes[rows], kind="stable")]
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    groups: list[Any] = sorted(
        np.split(order, starts[1:]), key=lambda each: int(each[0])
    )
    items = [
        _refusal(table, letter, refused[int(codes[cells[0]])], cells)
        for cells in groups[:MOST_LISTED]
    ]
    listed = sum(len(cells) for cells in groups[:MOST_LISTED])
    return grouped(items, len(items) + len(rows) - listed)


def _refusal(
    table: Table, letter: str, refusal: Refused, rows: npt.NDArray[np.int64]
) -> Problem:
    codes, texts = table.distinct(letter)
    hint = refusal.hint if isinstance(refusal.hint, str) else refusal.hint()
    reason = refusal.reason
    if len(rows) > 1:
        places = ", ".join(f"{letter}{table.rows[row]}" for row in rows[:_CELLS_NAMED])
        more = len(rows) - _CELLS_NAMED
        if more > 0:
            places += _(" and {count} more").format(count=more)
        reason += _("; {count} cells: {places}").format(count=len(rows), places=places)
    return problem(
        "cell-value",
        file=table.file,
        place=table.place(int(rows[0]), letter),
        value=texts[codes[rows[0]]] or None,
        reason=reason,
        hint=hint,
    )
