"""Fillers: officials who take a seat that helps no target, so that a class can open.

They are counted, not listed: for each intake, pay pattern and membership of priority
groups, how many officials could. Who fills is chosen when paths are dealt to people.
"""

from dataclasses import dataclass

import numpy as np

from models.roster import BoolArray
from planner.formulation.people import unique_rows
from planner.formulation.reduction import Reduction


@dataclass(frozen=True, order=True)
class FillerKey:
    """A kind of fillers of one intake."""

    course: int
    start: int
    pattern: int
    priority: tuple[bool, ...]


def candidates(
    reduction: Reduction, course: int, start: int, *, narrow: bool
) -> BoolArray:
    """Return who could take the seat without it being useful to them.

    Parameters
    ----------
    narrow
        Only those who hold all that the course requires without any new course.
    """
    people = reduction.people
    catalogue = reduction.catalogue
    result = np.zeros(people.size, dtype=np.bool_)
    bit = np.uint32(1 << start)
    for item in catalogue.items_of_course[course]:
        if catalogue.items[item].only in (-1, start):
            result |= (reduction.reach[:, item] & ~reduction.useful[:, item] & bit) != 0
    if narrow:
        rows = np.arange(people.size)
        for column, (owner, _) in enumerate(catalogue.requirement_columns):
            if owner == course:
                fact = people.requirements[:, column]
                held = people.background.held_from[rows, np.maximum(fact, 0)]
                result &= (fact < 0) | (held <= start)
    return result


def filler_counts(reduction: Reduction, *, narrow: bool) -> dict[FillerKey, int]:
    """Return how many fillers of each kind there are [officials].

    Only intakes whose classes need a minimum of people are counted: elsewhere a filler
    costs money and helps nobody.
    """
    people = reduction.people
    catalogue = reduction.catalogue
    patterns, _ = people.pay_patterns
    counts: dict[FillerKey, int] = {}
    for course, entry in enumerate(catalogue.courses):
        if entry.class_size.min <= 1:
            continue
        for start in range(catalogue.n_years):
            who = np.flatnonzero(candidates(reduction, course, start, narrow=narrow))
            kinds = np.concatenate(
                [patterns[who, course, None], people.priority[who]], axis=1
            ).astype(np.int32)
            if not len(who):
                continue
            values, inverse = unique_rows(kinds)
            for value, count in zip(values, np.bincount(inverse), strict=True):
                row = np.asarray(value, dtype=np.int32)
                key = FillerKey(
                    course, start, int(row[0]), tuple(bool(flag) for flag in row[1:])
                )
                counts[key] = int(count)
    return counts
