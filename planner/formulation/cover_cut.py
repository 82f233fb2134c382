"""CoverCut: what unit cover over all units says about blocks together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CoverCut:
    """In one year at most so many officials of some blocks are in long courses.

    In any unit no more of them can be away than it has, and no more than its room; the sum
    over all units bounds them together. Units need no columns of their own for that.
    """

    year: int
    """Position in the horizon."""
    blocks: frozenset[int]
    most: int
