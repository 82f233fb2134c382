"""Blocks of a kind: the components of one kind of officials, without members."""

from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from models.limits import Limits
from planner.formulation import usefulness
from planner.formulation.blocks import Block, Need, Requirement
from planner.formulation.catalogue import NEVER, Catalogue
from planner.formulation.coupling import components
from planner.formulation.kinds import Kinds

T = TypeVar("T")
NO_LIMIT = 10_000
"""Personal limit that nothing reaches."""


def blocks_of_kind(
    catalogue: Catalogue,
    kinds: Kinds,
    row: int,
    kept: npt.NDArray[np.uint32],
    needs: npt.NDArray[np.int16],
    rules: Limits,
) -> list[Block]:
    """Return the components of one kind of officials, without members."""
    items = [int(i) for i in np.flatnonzero(kept)]
    if not items:
        return []
    items = _givers_first(catalogue, kinds.rows, row, items)
    whole = Block(
        catalogue=catalogue,
        items=tuple(items),
        masks=tuple(int(kept[i]) for i in items),
        requirements=tuple(
            _requirements(catalogue, kinds.rows, row, items, kept, i) for i in items
        ),
        grants=tuple(_grants(catalogue, kinds.rows, row, items, i) for i in items),
        needs=_needs(catalogue, kinds.rows, row, items, kept, needs),
        load=tuple(int(value) for value in kinds.load[row]),
        load_limit=int(kinds.load_limit[row]),
        long=tuple(int(value) for value in kinds.long[row]),
        long_limit=int(kinds.long_limit[row]),
        pinned=_pinned(catalogue, kinds.rows, row, items),
        pay=tuple(int(kinds.pay[row, catalogue.items[i].course]) for i in items),
        priority=tuple(bool(value) for value in kinds.priority[row]),
        unit=int(kinds.unit[row]),
    )
    together = components(whole, long_together=rules.unit_cover is not None)
    return [_part(whole, part) for part in together]


def _givers_first(
    catalogue: Catalogue, rows: usefulness.Rows, row: int, items: list[int]
) -> list[int]:
    """Order items so that givers of missing requirements precede what requires them.

    Courses that could give each other what they require have no such order; it only
    makes listing paths quicker.
    """
    depth: dict[int, int] = {}
    requires: dict[int, set[int]] = defaultdict(set)
    for column, (course, _) in enumerate(catalogue.requirement_columns):
        if rows.requirements[row, column] >= 0:
            requires[course].add(int(rows.requirements[row, column]))

    def level(course: int, seen: frozenset[int]) -> int:
        if course in depth:
            return depth[course]
        givers = {
            catalogue.items[i].course
            for i in items
            for fact in requires[course]
            if catalogue.grants_fact[fact, catalogue.items[i].course]
        } - {course}
        value = 1 + max(
            (level(giver, seen | {course}) for giver in givers - seen), default=-1
        )
        depth[course] = value
        return value

    return sorted(
        items, key=lambda i: (level(catalogue.items[i].course, frozenset()), i)
    )


def _requirements(
    catalogue: Catalogue,
    rows: usefulness.Rows,
    row: int,
    items: list[int],
    kept: npt.NDArray[np.uint32],
    item: int,
) -> tuple[Requirement, ...]:
    found = []
    first = int(usefulness.first_start(kept[item : item + 1])[0])
    for column, (course, _) in enumerate(catalogue.requirement_columns):
        fact = int(rows.requirements[row, column])
        if course != catalogue.items[item].course or fact < 0:
            continue
        held_from = int(rows.held_from[row, fact])
        if held_from <= first:
            continue
        givers = tuple(
            at
            for at, i in enumerate(items)
            if i != item and catalogue.grants_fact[fact, catalogue.items[i].course]
        )
        found.append(Requirement(held_from, givers))
    return tuple(found)


def _pinned(
    catalogue: Catalogue, rows: usefulness.Rows, row: int, items: list[int]
) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Return the decided enrolments of one kind of officials."""
    found: list[tuple[tuple[int, ...], int]] = [
        ((at,), int(rows.pinned[row, i]))
        for at, i in enumerate(items)
        if rows.pinned[row, i]
    ]
    for course in np.flatnonzero(rows.sometime[row]):
        same = tuple(
            at for at, i in enumerate(items) if catalogue.items[i].course == course
        )
        if same:
            found.append((same, (1 << catalogue.n_years) - 1))
    return tuple(found)


def _grants(
    catalogue: Catalogue, rows: usefulness.Rows, row: int, items: list[int], item: int
) -> tuple[tuple[int, int], ...]:
    """Return the facts an item grants, or nothing if the others cannot grant them all."""
    found = []
    for fact in catalogue.granted[catalogue.items[item].course]:
        held_from = int(rows.held_from[row, fact])
        others = any(
            catalogue.grants_fact[fact, catalogue.items[i].course]
            for i in items
            if i != item
        )
        if held_from == NEVER and not others:
            return ()
        found.append((fact, held_from))
    return tuple(found)


def _needs(
    catalogue: Catalogue,
    rows: usefulness.Rows,
    row: int,
    items: list[int],
    kept: npt.NDArray[np.uint32],
    needs: npt.NDArray[np.int16],
) -> tuple[Need, ...]:
    parts: dict[int, list[tuple[tuple[int, int], ...]]] = defaultdict(list)
    single = replace(rows, starts=rows.starts[row : row + 1],
                     requirements=rows.requirements[row : row + 1],
                     needs=rows.needs[row : row + 1],
                     held_from=rows.held_from[row : row + 1],
                     pinned=rows.pinned[row : row + 1],
                     sometime=rows.sometime[row : row + 1])  # fmt: skip
    for column, (at, _) in enumerate(catalogue.need_columns):
        fact = int(needs[column])
        if fact < 0:
            continue
        ways = usefulness.givers(catalogue, single, needs[column : column + 1])[0]
        masks = catalogue.credit_masks[column][fact]
        parts[at].append(
            tuple(
                (position, int(kept[i] & masks[i]))
                for position, i in enumerate(items)
                if ways[i] and kept[i] & masks[i]
            )
        )
    return tuple(Need(at, tuple(found)) for at, found in parts.items())


def _part(whole: Block, positions: tuple[int, ...]) -> Block:
    """Return the block of some items of a block."""
    at = {old: new for new, old in enumerate(positions)}

    def pick(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(values[old] for old in positions)

    # A single item fits every personal limit by its start mask alone; but unit cover
    # asks who is away already.
    alone = len(positions) == 1
    asked = whole.catalogue.scenario.spec.rules.unit_cover is not None and any(
        whole.catalogue.is_long[whole.catalogue.items[whole.items[old]].course]
        for old in positions
    )
    nothing = (0,) * whole.catalogue.n_years
    return replace(
        whole,
        items=pick(whole.items),
        masks=pick(whole.masks),
        requirements=tuple(
            tuple(
                replace(entry, givers=tuple(at[g] for g in entry.givers if g in at))
                for entry in whole.requirements[old]
            )
            for old in positions
        ),
        grants=pick(whole.grants),
        needs=tuple(
            Need(
                need.measurement,
                tuple(
                    tuple((at[g], mask) for g, mask in part if g in at)
                    for part in need.parts
                ),
            )
            for need in whole.needs
            if any(g in at for part in need.parts for g, _ in part)
        ),
        pinned=tuple(
            (tuple(at[old] for old in decided), mask)
            for decided, mask in whole.pinned
            if decided[0] in at
        ),
        pay=pick(whole.pay),
        load=nothing if alone else whole.load,
        load_limit=NO_LIMIT if alone else whole.load_limit,
        long=nothing if alone and not asked else whole.long,
        long_limit=NO_LIMIT if alone else whole.long_limit,
    )
