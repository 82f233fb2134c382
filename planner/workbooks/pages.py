"""Where the pages of a printed list end, so that nobody signs below a list of nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DIGIT, _EDGE, _INCH = (
    7,
    5,
    96,
)  # a digit, and the edges of a column [pixels]; of an inch
_POINTS = 72  # in an inch
_FEWEST = 5
"""Rows of the list that stand above the signatures, if it has so many."""
_SURE = 0.96
"""So much of a page is filled: programs and printers differ in the rest."""
_MOST_BREAKS = 1000
"""Excel keeps few more in a sheet."""


@dataclass(frozen=True)
class Paper:
    """The part of a sheet of paper that is printed on [inches]."""

    width: float
    height: float

    def points(self, columns: Sequence[float]) -> float:
        """Return how much of a list fits on one page as wide as its columns [points].

        Parameters
        ----------
        columns
            Widths [characters].
        """
        wide = sum(int(_DIGIT * width + _EDGE) for width in columns) / _INCH
        # Lists are made smaller until they are as wide as the page, never larger.
        return self.height * max(1.0, wide / self.width) * _POINTS


def breaks(
    rows: Sequence[float], first: float, repeated: float, foot: float, page: float
) -> list[int]:
    """Return the rows before which pages end, so that the foot stands below rows.

    If it would stand on a page with hardly any row, the last rows go there too.

    Parameters
    ----------
    rows
        Height of each row of the list [points].
    first, repeated
        What stands above the rows on the first page, and on every other [points].
    foot
        What stands below them and must stay together [points].
    page
        Height of a page [points].
    """
    page *= _SURE
    ends = np.cumsum(rows)
    starts, full = [0], page - first
    while (end := int(np.searchsorted(ends, full, side="right"))) < len(rows):
        # A row higher than a page is on a page of its own.
        starts.append(max(end, starts[-1] + 1))
        full = float(ends[starts[-1] - 1]) + page - repeated
    last = max(0, len(rows) - _FEWEST)
    if ends[-1] + foot > full:
        starts.append(max(last, starts[-1]))
    elif len(starts) > 1:
        starts[-1] = min(starts[-1], max(last, starts[-2] + 1))
    found = sorted({*starts} - {0})
    return found if len(found) <= _MOST_BREAKS else found[-1:]
