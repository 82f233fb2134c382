"""Reduction: from officials to blocks of interchangeable officials.

1. Officials with equal columns become one row (a cohort).
2. Only useful starts are kept; what no longer matters is blanked, and equal rows merge.
3. The items of each cohort fall into components (see `blocks`); equal components of
   different cohorts merge into one block.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from models.limits import Limits
from planner.formulation import usefulness
from planner.formulation.blocks import Block, Need, Requirement
from planner.formulation.catalogue import NEVER, Catalogue
from planner.formulation.coupling import components
from planner.formulation.people import People, unique_rows

Ints = npt.NDArray[np.int64]
NO_LIMIT = 10_000
"""Personal limit that nothing reaches."""


@dataclass(frozen=True)
class Reduction:
    """The blocks of a scenario, and who may fill which class."""

    people: People
    blocks: tuple[Block, ...]
    reach: npt.NDArray[np.uint32]
    """(official, item): starts that the personal rules alone and in chain allow."""
    useful: npt.NDArray[np.uint32]
    """(official, item): starts that are columns of the official's block."""
    unreachable_pins: tuple[int, ...]
    """Officials with a decided enrolment that their own rules exclude."""

    @cached_property
    def attendable(self) -> dict[tuple[int, int], int]:
        """(course, start) -> officials who could ever join that intake."""
        catalogue = self.catalogue
        counts: dict[tuple[int, int], int] = {}
        for course, items in catalogue.items_of_course.items():
            for start in range(catalogue.n_years):
                able = (self.reach[:, items] >> np.uint32(start) & np.uint32(1)).any(
                    axis=1
                )
                counts[course, start] = int(able.sum())
        return counts

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue behind the blocks."""
        return self.people.catalogue


def reduce(
    people: People, *, useful_only: bool = True, units: frozenset[int] = frozenset()
) -> Reduction:
    """Return the blocks of a scenario.

    Parameters
    ----------
    useful_only
        Keep useful starts only. Otherwise every reachable start is kept: exact without
        fillers, but larger; for small scenarios.
    units
        Units whose officials form blocks of their own, because unit cover binds there.
    """
    catalogue = people.catalogue
    rules = catalogue.scenario.spec.rules
    raw, row_of = _distinct(people, units)
    reach = usefulness.reachable(catalogue, raw.rows)
    needs = usefulness.attainable(catalogue, raw.rows, reach)
    kept = reach
    if useful_only:
        kept = usefulness.useful(catalogue, raw.rows, reach, needs)
    stuck = ((raw.rows.pinned != 0) & (raw.rows.pinned & reach == 0)).any(axis=1)
    for course, items in catalogue.items_of_course.items():
        stuck |= raw.rows.sometime[:, course] & (reach[:, items] == 0).all(axis=1)
    by_signature: dict[Block, list[int]] = defaultdict(list)
    for row in range(len(kept)):
        for block in _blocks_of_row(catalogue, raw, row, kept[row], needs[row], rules):
            by_signature[block].append(row)
    order = np.argsort(row_of, kind="stable")
    bounds = np.searchsorted(row_of[order], np.arange(len(kept) + 1))
    blocks = []
    for block, rows in by_signature.items():
        members = np.concatenate([order[bounds[row] : bounds[row + 1]] for row in rows])
        blocks.append(block.with_members(np.sort(members)))
    blocks.sort(key=_sort_key)
    return Reduction(
        people=people,
        blocks=tuple(blocks),
        reach=reach[row_of],
        useful=kept[row_of],
        unreachable_pins=tuple(int(at) for at in np.flatnonzero(stuck[row_of])),
    )


def _sort_key(block: Block) -> tuple[object, ...]:
    """Order blocks by content, so that the order of officials in the file is irrelevant."""
    return (
        block.items, block.masks, block.unit, block.pay, block.priority, block.pinned,
        repr(block.needs), repr(block.requirements), repr(block.grants), block.load,
        block.load_limit, block.long, block.long_limit,
    )  # fmt: skip


@dataclass(frozen=True)
class _Distinct:
    rows: usefulness.Rows
    load: npt.NDArray[np.int32]
    load_limit: npt.NDArray[np.int32]
    long: npt.NDArray[np.int32]
    long_limit: npt.NDArray[np.int32]
    pay: npt.NDArray[np.int32]
    priority: npt.NDArray[np.int32]
    unit: npt.NDArray[np.int32]


def _distinct(people: People, units: frozenset[int]) -> tuple[_Distinct, Ints]:
    """Return the distinct kinds of officials, and the kind of each."""
    background = people.background
    unit = np.where(np.isin(people.roster.unit, sorted(units)), people.roster.unit, -1)
    parts: dict[str, npt.NDArray[Any]] = {
        # A decided course starts within its decided years and never else.
        "starts": np.where(
            people.pinned != 0, people.starts & people.pinned, people.starts
        ).view(np.int32),
        "requirements": people.requirements,
        "needs": people.needs,
        "held_from": background.held_from,
        "pinned": people.pinned.view(np.int32),
        "sometime": people.sometime,
        "load": background.load,
        "load_limit": background.load_limit[:, None],
        "long": background.long,
        "long_limit": background.long_limit[:, None],
        "pay": people.pay_patterns[0],
        "priority": people.priority,
        "unit": unit[:, None],
    }
    table = np.concatenate(
        [np.asarray(part, dtype=np.int32) for part in parts.values()], axis=1
    )
    values, row_of = unique_rows(table)
    split: dict[str, npt.NDArray[np.int32]] = {}
    at = 0
    for name, part in parts.items():
        split[name] = np.ascontiguousarray(values[:, at : at + part.shape[1]]).astype(
            np.int32
        )
        at += part.shape[1]
    rows = usefulness.Rows(
        starts=split["starts"].view(np.uint32),
        requirements=split["requirements"].astype(np.int16),
        needs=split["needs"].astype(np.int16),
        held_from=split["held_from"].astype(np.int8),
        pinned=split["pinned"].view(np.uint32),
        sometime=split["sometime"].astype(np.bool_),
    )
    return _Distinct(
        rows=rows,
        load=split["load"],
        load_limit=split["load_limit"][:, 0],
        long=split["long"],
        long_limit=split["long_limit"][:, 0],
        pay=split["pay"],
        priority=split["priority"],
        unit=split["unit"][:, 0],
    ), row_of


def _blocks_of_row(
    catalogue: Catalogue,
    raw: _Distinct,
    row: int,
    kept: npt.NDArray[np.uint32],
    needs: npt.NDArray[np.int16],
    rules: Limits,
) -> list[Block]:
    """Return the components of one kind of officials, without members."""
    items = [int(i) for i in np.flatnonzero(kept)]
    if not items:
        return []
    items = _givers_first(catalogue, raw.rows, row, items)
    whole = Block(
        catalogue=catalogue,
        items=tuple(items),
        masks=tuple(int(kept[i]) for i in items),
        requirements=tuple(
            _requirements(catalogue, raw.rows, row, items, kept, i) for i in items
        ),
        grants=tuple(_grants(catalogue, raw.rows, row, items, i) for i in items),
        needs=_needs(catalogue, raw.rows, row, items, kept, needs),
        load=tuple(int(value) for value in raw.load[row]),
        load_limit=int(raw.load_limit[row]),
        long=tuple(int(value) for value in raw.long[row]),
        long_limit=int(raw.long_limit[row]),
        pinned=_pinned(catalogue, raw.rows, row, items),
        pay=tuple(int(raw.pay[row, catalogue.items[i].course]) for i in items),
        priority=tuple(bool(value) for value in raw.priority[row]),
        unit=int(raw.unit[row]),
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

    def pick(values: tuple[object, ...]) -> tuple[object, ...]:
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
        items=pick(whole.items),  # type: ignore[arg-type]
        masks=pick(whole.masks),  # type: ignore[arg-type]
        requirements=tuple(
            tuple(
                replace(entry, givers=tuple(at[g] for g in entry.givers if g in at))
                for entry in whole.requirements[old]
            )
            for old in positions
        ),
        grants=pick(whole.grants),  # type: ignore[arg-type]
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
        pay=pick(whole.pay),  # type: ignore[arg-type]
        load=nothing if alone else whole.load,
        load_limit=NO_LIMIT if alone else whole.load_limit,
        long=nothing if alone and not asked else whole.long,
        long_limit=NO_LIMIT if alone else whole.long_limit,
    )
