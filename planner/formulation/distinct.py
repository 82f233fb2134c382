"""Distinct: the distinct rows of wide tables of officials."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Table = npt.NDArray[Any]


def distinct_rows(tables: Sequence[Table]) -> tuple[Ints, Ints]:
    """Return the first of each distinct row over tables side by side, and whose is whose.

    Rows are compared by a 64-bit sum of their values with random odd factors, which is
    many times faster than sorting them; that equal sums mean equal rows is then checked,
    and other factors are drawn until it holds. The order of the distinct rows depends on
    their content alone.
    """
    columns = [table[:, at] for table in tables for at in range(table.shape[1])]
    size = len(tables[0])
    seed = 0
    while True:
        generator = np.random.Generator(np.random.PCG64(seed))
        factors = generator.integers(0, 2**63, len(columns), dtype=np.uint64) * 2 + 1
        sums = np.zeros(size, dtype=np.uint64)
        for column, factor in zip(columns, factors, strict=True):
            sums += column.astype(np.uint64) * factor
        _, first, inverse = np.unique(sums, return_index=True, return_inverse=True)
        if all(
            np.array_equal(column, column[first][inverse], equal_nan=False)
            for column in columns
        ):
            return first, inverse
        seed += 1
