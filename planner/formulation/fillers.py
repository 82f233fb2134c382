"""Fillers: officials who take a seat that helps no target, so that a class can open.

They are counted, not listed: for each intake, pay pattern and membership of priority
groups, how many officials could. Who fills is chosen when paths are dealt to people.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.roster import BoolArray
from planner.formulation.reduction import Reduction


@dataclass(frozen=True, order=True)
class FillerSort:
    """A kind of fillers of one course: nobody is of two."""

    course: int
    pattern: int
    priority: tuple[bool, ...]


@dataclass(frozen=True, order=True)
class FillerKey:
    """A kind of fillers of one intake."""

    course: int
    start: int
    pattern: int
    priority: tuple[bool, ...]

    @property
    def sort(self) -> FillerSort:
        """The kind, in whatever year."""
        return FillerSort(self.course, self.pattern, self.priority)


def candidates(
    reduction: Reduction, course: int, start: int, *, narrow: bool
) -> BoolArray:
    """Return which kinds of officials could take the seat without using it.

    Parameters
    ----------
    narrow
        Only those who hold all that the course requires without any new course.
    """
    catalogue, rows = reduction.catalogue, reduction.kinds.rows
    result = np.zeros(len(reduction.kinds.sizes), dtype=np.bool_)
    bit = np.uint32(1 << start)
    for item in catalogue.items_of_course[course]:
        if catalogue.items[item].only in (-1, start):
            reach, useful = (
                reduction.kind_reach[:, item],
                reduction.kind_useful[:, item],
            )
            result |= (reach & ~useful & bit) != 0
    if narrow:
        index = np.arange(len(result))
        for column, (owner, _) in enumerate(catalogue.requirement_columns):
            if owner == course:
                fact = rows.requirements[:, column]
                held = rows.held_from[index, np.maximum(fact, 0)]
                result &= (fact < 0) | (held <= start)
    return result


def filler_counts(reduction: Reduction, *, narrow: bool) -> dict[FillerKey, int]:
    """Return how many fillers of each sort there are [officials].

    Only intakes whose classes need a minimum of people are counted: elsewhere a filler
    costs money and helps nobody.
    """
    catalogue, kinds = reduction.catalogue, reduction.kinds
    counts: dict[FillerKey, int] = {}
    for course, entry in enumerate(catalogue.courses):
        if entry.class_size.min <= 1:
            continue
        sorts = [kinds.pay[:, course], *kinds.priority.T]
        for start in range(catalogue.n_years):
            able = candidates(reduction, course, start, narrow=narrow)
            if not able.any():
                continue
            groups = pd.Series(kinds.sizes[able]).groupby([by[able] for by in sorts])
            for key, count in groups.sum().items():
                pattern, *priority = key if isinstance(key, tuple) else (key,)
                found = FillerKey(
                    course, start, int(pattern), tuple(bool(flag) for flag in priority)
                )
                counts[found] = int(count)
    return counts


def most_until(reduction: Reduction, course: int) -> list[int]:
    """Return how many officials could ever fill a course up to each start [officials].

    Whoever could fill it in several years does so in one of them.
    """
    ever = np.zeros(len(reduction.kinds.sizes), dtype=np.bool_)
    most = []
    for start in range(reduction.catalogue.n_years):
        ever |= candidates(reduction, course, start, narrow=False)
        most.append(int(reduction.kinds.sizes[ever].sum()))
    return most


def windows(reduction: Reduction, sort: FillerSort) -> list[tuple[int, int, int]]:
    """Return (first start, last start, most officials who could ever fill within them).

    Only what other windows, among them single years, do not say already.
    """
    kinds = reduction.kinds
    own = kinds.pay[:, sort.course] == sort.pattern
    own &= (kinds.priority == np.array(sort.priority, dtype=np.bool_)).all(axis=1)
    able = [
        candidates(reduction, sort.course, start, narrow=False) & own
        for start in range(reduction.catalogue.n_years)
    ]
    most: dict[tuple[int, int], int] = {}
    found = []
    for first in range(len(able)):
        ever = np.zeros(len(own), dtype=np.bool_)
        for last in range(first, len(able)):
            ever |= able[last]
            most[first, last] = int(kinds.sizes[ever].sum())
    for (first, last), people in most.items():
        wider = most.get((first - 1, last)), most.get((first, last + 1))
        if first == last or people in wider:
            continue
        parts = most[first, last - 1] + most[last, last]
        if people < min(parts, most[first, first] + most[first + 1, last]):
            found.append((first, last, people))
    return found
