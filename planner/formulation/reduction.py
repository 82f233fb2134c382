"""Reduction: from officials to blocks of interchangeable officials.

1. Officials with equal columns are one kind (see `kinds`).
2. Only useful starts are kept; kinds that differ in what no longer matters are one sort.
3. The items of each sort fall into components (see `coupling`); equal components of
   different sorts merge into one block.

Cost grows with the number of kinds, not with headcount.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.roster import BoolArray
from planner.formulation import usefulness
from planner.formulation.blocks import Block
from planner.formulation.blocks_of_kind import blocks_of_kind
from planner.formulation.catalogue import NEVER, Catalogue
from planner.formulation.distinct import distinct_rows
from planner.formulation.hiring import RecruitCounts
from planner.formulation.kinds import Kinds, kinds_of
from planner.formulation.people import People

Ints = npt.NDArray[np.int64]
Int16s = npt.NDArray[np.int16]
Masks = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Members:
    """How many officials of each block each unit has, where it has any: one row each."""

    block: Ints
    unit: Ints
    officials: Ints


@dataclass(frozen=True)
class Reduction:
    """The blocks of a scenario, and who may fill which class."""

    people: People
    kinds: Kinds
    blocks: tuple[Block, ...]
    kind_reach: Masks
    """(kind, item): starts that the personal rules alone and in chain allow."""
    kind_useful: Masks
    """(kind, item): starts that are columns of the kind's blocks."""
    there: BoolArray | None = None
    """Who of the roster is there, once it is settled who is recruited."""
    unreachable_pins: tuple[int, ...] = ()
    """Officials with a decided enrolment that their own rules exclude."""

    @property
    def reach(self) -> Masks:
        """(official, item): starts that the personal rules alone and in chain allow."""
        return self.kind_reach[self.kinds.of]

    @property
    def useful(self) -> Masks:
        """(official, item): starts that are columns of the official's blocks."""
        return self.kind_useful[self.kinds.of]

    @cached_property
    def attendable(self) -> dict[tuple[int, int], int]:
        """(course, start) -> officials who could ever join that intake."""
        catalogue = self.catalogue
        counts: dict[tuple[int, int], int] = {}
        for course, items in catalogue.items_of_course.items():
            reach = np.bitwise_or.reduce(self.kind_reach[:, items], axis=1)
            for start in range(catalogue.n_years):
                able = (reach >> np.uint32(start) & np.uint32(1)) > 0
                counts[course, start] = int(self.kinds.sizes[able].sum())
        return counts

    def settled(self, recruits: RecruitCounts, keys: Ints) -> "Reduction":
        """Return the reduction with those officials only who are there.

        Parameters
        ----------
        recruits
            How many are recruited of each group.
        keys
            Place of each row of the roster in the draw.
        """
        if self.kinds.hiring is None or self.there is not None:
            return self
        there = self.kinds.hiring.recruited(recruits, keys)
        blocks = [
            block.with_members(block.members[there[block.members]])
            if block.recruits
            else block
            for block in self.blocks
        ]
        return replace(self, blocks=tuple(blocks), there=there)

    def by_unit(self, at: int) -> Ints:
        """Return how many officials of a block each unit has."""
        known = self.by_block_and_unit
        rows = slice(*np.searchsorted(known.block, [at, at + 1]))
        counts = np.zeros(len(self.people.roster.unit_names), dtype=np.int64)
        counts[known.unit[rows]] = known.officials[rows]
        return counts

    @cached_property
    def by_block_and_unit(self) -> Members:
        """How many officials of each block each unit has.

        Counted once: again and again for all blocks took a second of each plan for a
        million officials.
        """
        roster = self.people.roster
        units, officials = [], []
        for block in self.blocks:
            counts = np.bincount(
                roster.unit[block.members], minlength=len(roster.unit_names)
            )
            units.append(np.flatnonzero(counts))
            officials.append(counts[units[-1]])
        none = np.zeros(0, dtype=np.int64)
        block_of = np.repeat(np.arange(len(units)), [len(own) for own in units])
        return Members(
            block_of, np.concatenate([none, *units]), np.concatenate([none, *officials])
        )

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue behind the blocks."""
        return self.people.catalogue


def reduce(
    people: People,
    *,
    useful_only: bool = True,
    units: frozenset[int] = frozenset(),
    last_tier: int | None = None,
    kinds: Kinds | None = None,
) -> Reduction:
    """Return the blocks of a scenario.

    Parameters
    ----------
    useful_only
        Keep useful starts only. Otherwise every reachable start is kept: exact without
        fillers, but larger; for small scenarios.
    units
        Units whose officials form blocks of their own, because unit cover binds there.
    last_tier
        Look at targets up to this tier only: what serves later ones is left out, which
        loses nothing as long as only those tiers are minimised.
    kinds
        The kinds of officials, if they are at hand.
    """
    catalogue = people.catalogue
    rules = catalogue.scenario.spec.rules
    kinds = kinds_of(people, units) if kinds is None else kinds
    rows = kinds.rows
    reach = usefulness.reachable(catalogue, rows)
    needs = usefulness.attainable(catalogue, rows, reach)
    if last_tier is not None:
        for column, (at, _) in enumerate(catalogue.need_columns):
            if catalogue.measurements[at].tier > last_tier:
                needs[:, column] = -1
    kept = reach
    if useful_only:
        kept = usefulness.useful(catalogue, rows, reach, needs)
    stuck = ((rows.pinned != 0) & (rows.pinned & reach == 0)).any(axis=1)
    for course, items in catalogue.items_of_course.items():
        stuck |= rows.sometime[:, course] & (reach[:, items] == 0).all(axis=1)
    first, sort = _sorts(catalogue, kinds, kept, needs)
    alike: dict[Block, list[int]] = defaultdict(list)
    for number, kind in enumerate(first.tolist()):
        for block in blocks_of_kind(
            catalogue, kinds, kind, kept[kind], needs[kind], rules
        ):
            alike[block].append(number)
    members = kinds.members()
    blocks = []
    for block, sorts in alike.items():
        own = np.flatnonzero(np.isin(sort, sorts))
        everybody = np.sort(np.concatenate([members[kind] for kind in own]))
        named = int(np.searchsorted(everybody, people.roster.named))
        recruits = {int(group) for group in kinds.recruits[own] if group >= 0}
        blocks.append(block.with_members(everybody, tuple(sorted(recruits)), named))
    blocks.sort(key=_sort_key)
    return Reduction(
        people=people,
        kinds=kinds,
        blocks=tuple(blocks),
        kind_reach=reach,
        kind_useful=kept,
        unreachable_pins=tuple(int(at) for at in np.flatnonzero(stuck[kinds.of])),
    )


def _sorts(
    catalogue: Catalogue, kinds: Kinds, kept: Masks, needs: Int16s
) -> tuple[Ints, Ints]:
    """Sort the kinds by what their blocks are made of.

    Kinds that differ only in what no longer matters (requirements and prices of courses
    that nobody of them takes, facts that these neither need nor give) have equal blocks.

    Returns
    -------
    The first kind of each sort, and the sort of each kind.
    """
    rows = kinds.rows
    taken = np.zeros((len(kept), len(catalogue.courses)), dtype=np.bool_)
    for course, items in catalogue.items_of_course.items():
        taken[:, course] = (kept[:, items] != 0).any(axis=1)
    requirements = rows.requirements.copy()
    asked = np.zeros(rows.held_from.shape, dtype=np.bool_)
    for column, (course, _) in enumerate(catalogue.requirement_columns):
        requirements[~taken[:, course], column] = -1
        asking = np.flatnonzero(requirements[:, column] >= 0)
        asked[asking, requirements[asking, column]] = True
    for course in range(len(catalogue.courses)):
        granted = np.array(catalogue.granted[course], dtype=np.int64)
        asked[np.ix_(taken[:, course], granted)] = True
    return distinct_rows(
        [
            kept,
            needs,
            requirements,
            np.where(asked, rows.held_from, NEVER),
            np.where(kept != 0, rows.pinned, 0),
            rows.sometime,
            kinds.load,
            kinds.load_limit[:, None],
            kinds.long,
            kinds.long_limit[:, None],
            np.where(taken, kinds.pay, -1),
            kinds.priority,
            kinds.unit[:, None],
        ]
    )


def _sort_key(block: Block) -> tuple[object, ...]:
    """Order blocks by content, so that the order of officials in the file is irrelevant."""
    return (
        block.items, block.masks, block.unit, block.pay, block.priority, block.pinned,
        repr(block.needs), repr(block.requirements), repr(block.grants), block.load,
        block.load_limit, block.long, block.long_limit,
    )  # fmt: skip
