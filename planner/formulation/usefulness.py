"""Usefulness: which starts can help anybody towards a target; lossless but for fillers.

A start is reachable if everything it requires can be completed before. It is useful if it
gives a missing fact of a target that the official can still attain, or grants what a useful
start requires. A course that itself requires what a fact implies is no way to that fact:
whoever may start it holds the fact already. All steps work on whole columns.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.roster import BoolArray
from planner.formulation.catalogue import NEVER, Catalogue

Masks = npt.NDArray[np.uint32]
Int16s = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Rows:
    """Columns over rows of officials (or of distinct kinds of officials)."""

    starts: Masks
    requirements: Int16s
    needs: Int16s
    held_from: npt.NDArray[np.int8]
    pinned: Masks
    sometime: BoolArray
    """(row, course): see `People`."""


def first_start(masks: Masks) -> npt.NDArray[np.int64]:
    """Return the earliest year of each mask, NEVER if it is empty."""
    lowest = masks & (~masks + np.uint32(1))
    exponent = np.frexp(lowest.astype(np.float64))[1] - 1
    return np.where(masks == 0, NEVER, exponent).astype(np.int64)


def last_start(masks: Masks) -> npt.NDArray[np.int64]:
    """Return the latest year of each mask, -1 if it is empty."""
    exponent = np.frexp(masks.astype(np.float64))[1] - 1
    return np.where(masks == 0, -1, exponent).astype(np.int64)


def starts_from(year: npt.NDArray[np.int64]) -> Masks:
    """Return the masks of all years from the given ones on; empty from 31 on."""
    shift = np.clip(year, 0, 31).astype(np.uint64)
    full = np.uint64(0xFFFFFFFF)
    return ((full << shift) & full).astype(np.uint32)


def starts_before(year: npt.NDArray[np.int64]) -> Masks:
    """Return the masks of all years before the given ones."""
    return ~starts_from(np.maximum(year, 0))


def reachable(catalogue: Catalogue, rows: Rows) -> Masks:
    """Return (row, item): starts before which all that is required can be completed."""
    size = len(rows.starts)
    reach = rows.starts.copy()
    held: npt.NDArray[np.int64] = rows.held_from.astype(np.int64)
    index = np.arange(size)
    # Each pass settles one more link of the chain of requirements.
    for _ in range(len(catalogue.courses) + 1):
        earliest = held.copy()
        for i, item in enumerate(catalogue.items):
            given = np.flatnonzero(catalogue.grants_fact[:, item.course])
            if not len(given):
                continue
            after = np.minimum(
                first_start(reach[:, i]) + int(catalogue.duration[item.course]), NEVER
            )
            earliest[:, given] = np.minimum(earliest[:, given], after[:, None])
        before = reach.copy()
        for column, (course, _) in enumerate(catalogue.requirement_columns):
            fact = rows.requirements[:, column]
            ready = np.where(fact >= 0, earliest[index, np.maximum(fact, 0)], 0)
            for i in catalogue.items_of_course[course]:
                reach[:, i] = rows.starts[:, i] & reach[:, i] & starts_from(ready)
        if np.array_equal(before, reach):
            break
    return reach


def givers(catalogue: Catalogue, rows: Rows, facts: Int16s) -> BoolArray:
    """Return (row, item): whether the item is a way to the row's fact (-1: none).

    Left out: items that require something that implies the fact.
    """
    size = len(rows.starts)
    wanted = np.maximum(facts, 0)
    ways = np.ones((size, len(catalogue.items)), dtype=np.bool_)
    for column, (course, _) in enumerate(catalogue.requirement_columns):
        required = rows.requirements[:, column]
        pointless = (required >= 0) & catalogue.implies[np.maximum(required, 0), wanted]
        for i in catalogue.items_of_course[course]:
            ways[pointless, i] = False
    ways[facts < 0] = False
    return ways


def attainable(catalogue: Catalogue, rows: Rows, reach: Masks) -> Int16s:
    """Return the needs with those measurements emptied that a row can never attain."""
    needs = rows.needs.copy()
    for column, (at, _) in enumerate(catalogue.need_columns):
        facts = rows.needs[:, column]
        table = catalogue.credit_masks[column]
        helps = (
            reach
            & table[np.maximum(facts, 0)]
            & np.where(givers(catalogue, rows, facts), ~np.uint32(0), np.uint32(0))
        )
        hopeless = (facts >= 0) & ~helps.any(axis=1)
        for other, (measurement, _) in enumerate(catalogue.need_columns):
            if measurement == at:
                needs[hopeless, other] = -1
    return needs


def useful(catalogue: Catalogue, rows: Rows, reach: Masks, needs: Int16s) -> Masks:
    """Return (row, item): reachable starts that can help towards a target or a pin."""
    result = rows.pinned & reach
    for course, items in catalogue.items_of_course.items():
        result[:, items] |= np.where(
            rows.sometime[:, course, None], reach[:, items], np.uint32(0)
        )
    for column, (at, _) in enumerate(catalogue.need_columns):
        if catalogue.measurements[at].counts_part:
            continue  # to be counted is no use to anybody
        facts = needs[:, column]
        table = catalogue.credit_masks[column][np.maximum(facts, 0)]
        ways = givers(catalogue, rows, facts)
        result |= np.where(ways, reach & table, np.uint32(0))
    index = np.arange(len(reach))
    for _ in range(len(catalogue.courses) + 1):
        before = result.copy()
        for column, (course, _) in enumerate(catalogue.requirement_columns):
            facts = rows.requirements[:, column]
            held = rows.held_from[index, np.maximum(facts, 0)].astype(np.int64)
            ways = givers(catalogue, rows, facts)
            for i in catalogue.items_of_course[course]:
                last = last_start(result[:, i])
                # Held in time for every useful start: nothing has to be taken for it.
                wanted = (facts >= 0) & (last >= 0) & (held > first_start(result[:, i]))
                for j, giver in enumerate(catalogue.items):
                    fact_given = catalogue.grants_fact[
                        np.maximum(facts, 0), giver.course
                    ]
                    by = wanted & ways[:, j] & fact_given
                    in_time = starts_before(
                        last - int(catalogue.duration[giver.course]) + 1
                    )
                    result[:, j] |= np.where(by, reach[:, j] & in_time, np.uint32(0))
        if np.array_equal(before, result):
            break
    return result
