"""By unit: who of each block is sent from which unit, as columns of the formulation.

Cuts over all units say what they can bear in one year. Somebody who is away for several
years takes room in each of them, of one unit: where most units are full, solutions that
every cut allows cannot be dealt, and each new cut only moves the crowd. Then the sending
itself becomes part of the formulation,

    Σ over u of x[k,Y,u] = officials of block k away in the years Y   (whole paths)
    Σ over Y of x[k,Y,u] ≤ officials of k in u
    Σ over k and Y ∋ y of x[k,Y,u] ≤ room of u in y

with one set Y for each year where a block is given by arcs. The columns x need not be
whole: it remains a relaxation of what people can do, stronger than all cuts together. Its
size grows with blocks times units, so it is for scenarios with few units. Where unit cover
has a tier, the room of u grows by a column, and all of them together by over[y].
Considered: cuts from the duals of sending (each exceeded by 15 to 40 of 640 officials; 40
did not end it).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.formulation.matrix import Matrix
from planner.formulation.paths import Years, years_away
from planner.formulation.reduction import Reduction
from planner.formulation.shared import Terms

Ints = npt.NDArray[np.int64]
PathColumn = tuple[int, int, tuple[int, ...]]
"""(column, block, starts)."""


@dataclass(frozen=True)
class Sending:
    """Who of which block is away in which years, as terms over the columns."""

    reduction: Reduction
    terms: dict[int, dict[Years, Terms]]
    """Block -> years -> officials who are away in all of them."""
    by_paths: frozenset[int]
    """Blocks of which nobody counts for two sets of years."""

    @classmethod
    def of(
        cls,
        reduction: Reduction,
        paths: Sequence[PathColumn],
        by_year: Mapping[tuple[int, int], Terms],
    ) -> "Sending":
        """Return who is away.

        Parameters
        ----------
        paths
            Columns of the blocks given by paths.
        by_year
            (block, year) -> who is away, which is all that is known of other blocks.
        """
        columns: dict[int, list[int]] = defaultdict(list)
        starts: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for column, block, taken in paths:
            columns[block].append(column)
            starts[block].append(taken)
        found: dict[int, dict[Years, Terms]] = defaultdict(dict)
        for (block, year), terms in sorted(by_year.items()):
            if block not in columns:
                found[block][(year,)] = terms
        for block, listed in starts.items():
            years = years_away(reduction.blocks[block], np.array(listed, dtype=np.int8))
            for column, gone in zip(columns[block], years, strict=True):
                if gone:
                    found[block].setdefault(gone, []).append((column, 1.0))
        return cls(reduction, dict(found), frozenset(columns))

    @property
    def size(self) -> int:
        """How many columns `add` adds."""
        units = np.bincount(
            self.reduction.by_block_and_unit.block,
            minlength=len(self.reduction.blocks),
        )
        return sum(len(sets) * int(units[at]) for at, sets in self.terms.items())

    def add(self, matrix: Matrix, room: Ints, over: Mapping[int, int]) -> None:
        """Add who is sent from which unit, within the room of units.

        Parameters
        ----------
        room
            (unit, year): officials who may still go away.
        over
            Year -> column of those who may go beyond that, in all units together.
        """
        members = self.reduction.by_block_and_unit
        there: dict[int, dict[int, int]] = defaultdict(dict)
        for block, unit, officials in zip(
            members.block.tolist(),
            members.unit.tolist(),
            members.officials.tolist(),
            strict=True,
        ):
            there[block][unit] = officials
        sent: dict[tuple[int, int], Terms] = defaultdict(list)
        for block, sets in sorted(self.terms.items()):
            of_unit: dict[int, Terms] = defaultdict(list)
            for years, terms in sorted(sets.items()):
                name = f"{block},{'-'.join(map(str, years))}"
                everybody: Terms = [(column, -value) for column, value in terms]
                for unit, officials in there[block].items():
                    column = matrix.column(
                        f"sent[{name},{unit}]", 0, officials, integer=False
                    )
                    everybody.append((column, 1.0))
                    of_unit[unit].append((column, 1.0))
                    for year in years:
                        sent[unit, year].append((column, 1.0))
                matrix.row(f"away[{name}]", everybody, 0, 0)
            if block in self.by_paths and len(sets) > 1:
                for unit, officials in there[block].items():
                    matrix.row(f"there[{block},{unit}]", of_unit[unit], upper=officials)
        beyond: dict[int, Terms] = defaultdict(list)
        for (unit, year), terms in sorted(sent.items()):
            if year in over:
                column = matrix.column(f"beyond[{unit},{year}]", integer=False)
                terms.append((column, -1.0))
                beyond[year].append((column, 1.0))
            matrix.row(f"room[{unit},{year}]", terms, upper=int(room[unit, year]))
        for year, terms in sorted(beyond.items()):
            matrix.row(f"beyond[{year}]", [*terms, (over[year], -1.0)], upper=0)
