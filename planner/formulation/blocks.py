"""Block: officials who are interchangeable for some items that hang together.

Items hang together if a personal rule or a target links them: a prerequisite, a load or a
limit of long courses that both could exceed, a target that either could attain. Items in
different blocks never constrain each other for one person, so a block's officials can be
chosen without looking at the other blocks.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.formulation.catalogue import Catalogue

Starts = npt.NDArray[np.int8]
"""(path, item): start year (position), -1 if the path leaves the item out."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Requirement:
    """A fact required before an item starts."""

    held_from: int
    """First start year (position) for which it is held without any new course."""
    givers: tuple[int, ...]
    """Items of the block (positions) that grant it."""


@dataclass(frozen=True)
class Need:
    """What still separates the officials of a block from attaining a measurement."""

    measurement: int
    parts: tuple[tuple[tuple[int, int], ...], ...]
    """For each missing fact: (item of the block, mask of starts that give it in time).
    Attained if for every missing fact some item starts within its mask."""


@dataclass(frozen=True)
class Block:
    """A component of items with the officials for whom it looks the same."""

    catalogue: Catalogue = field(repr=False, compare=False)
    items: tuple[int, ...]
    """Items, givers before those that require them."""
    masks: tuple[int, ...]
    """Start years open to each item."""
    requirements: tuple[tuple[Requirement, ...], ...]
    """Of each item."""
    grants: tuple[tuple[tuple[int, int], ...], ...]
    """Of each item: (fact, first start year for which it is held already); empty if
    the item can never become redundant within the block."""
    needs: tuple[Need, ...]
    load: tuple[int, ...]
    """By year: weeks away in courses in progress [tenths of a week]."""
    load_limit: int
    long: tuple[int, ...]
    """By year: long courses in progress."""
    long_limit: int
    pinned: tuple[tuple[tuple[int, ...], int], ...]
    """(items of the block, mask): a start of one of them within the mask is decided."""
    pay: tuple[int, ...]
    """Pay pattern of each item (see `people.pay_patterns`)."""
    priority: tuple[bool, ...]
    """Membership of each priority group of the preferences."""
    unit: int
    """Unit if the block is split by units, else -1."""
    members: Ints = field(default_factory=lambda: np.zeros(0, np.int64), compare=False)
    """Positions of its officials in the roster."""

    recruits: tuple[int, ...] = field(default=(), compare=False)
    """Groups of potential recruits among its officials."""
    named: int = field(default=0, compare=False)
    """Officials who are there whoever is recruited."""
    known: dict[Any, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What its arc rows found out: formulations are built again and again while plans are
    made, and with 100,000 officials most of that time went into this. A block made from
    this one starts without."""

    @property
    def size(self) -> int:
        """Number of officials, potential recruits included."""
        return len(self.members)

    def with_members(
        self, members: Ints, recruits: tuple[int, ...] = (), named: int | None = None
    ) -> "Block":
        """Return the block with other officials; unless told, all of them are there."""
        named = len(members) if named is None else named
        return replace(self, members=members, recruits=recruits, named=named)
