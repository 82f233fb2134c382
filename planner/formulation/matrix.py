"""Matrix: columns and rows of a mixed-integer programme as growing sparse arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
INFINITY = float("inf")


@dataclass
class Matrix:
    """A mixed-integer programme: bounds, integrality, rows; objectives are apart."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    column_names: list[str] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    row_names: list[str] = field(default_factory=list)
    row_starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    message: tuple[int, Any] = field(default=(0, None), init=False, compare=False)
    """What a solver was last told of the entries: of so many rows, and in which words."""

    def column(
        self, name: str, lower: float = 0, upper: float = INFINITY, integer: bool = True
    ) -> int:
        """Add a column and return its position."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        self.column_names.append(name)
        return len(self.lower) - 1

    def row(
        self,
        name: str,
        terms: Sequence[tuple[int, float]],
        lower: float = -INFINITY,
        upper: float = INFINITY,
    ) -> int:
        """Add a row lower ≤ Σ value · column ≤ upper and return its position.

        Terms of one column are added up.
        """
        merged: dict[int, float] = {}
        for at, value in terms:
            merged[at] = merged.get(at, 0.0) + value
        for at, value in merged.items():
            if value:
                self.indices.append(at)
                self.values.append(value)
        self.row_starts.append(len(self.indices))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.row_names.append(name)
        return len(self.row_lower) - 1

    def total(self, name: str, terms: Sequence[tuple[int, float]]) -> int:
        """Add a whole column that is a sum of others, and return its position.

        It says nothing that its terms do not; a solver can branch on it.
        """
        most = sum(value * self.upper[column] for column, value in terms)
        added = self.column(name, 0, most)
        self.row(name, [*terms, (added, -1)], 0, 0)
        return added

    def copy(self) -> "Matrix":
        """Return a programme of its own with the same columns and rows."""
        lists: dict[str, Any] = {
            entry.name: [*getattr(self, entry.name)]
            for entry in fields(self)
            if entry.init
        }
        copied = replace(self, **lists)
        copied.message = self.message
        return copied

    def drop_rows(self, first: int) -> None:
        """Remove the rows from a position on."""
        end = self.row_starts[first]
        del self.row_lower[first:], self.row_upper[first:], self.row_names[first:]
        del self.row_starts[first + 1 :], self.indices[end:], self.values[end:]
        self.message = 0, None

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.row_lower)
