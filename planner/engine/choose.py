"""Choose: which officials of a block take which of its paths.

Within a block officials are equal before every rule and target, so that any of them may be
taken: whoever is in long courses is of the units that send them; all others are taken from
units in proportion to their size. Otherwise it is a seeded draw that does not depend on
the order of the roster.
"""

import numpy as np
import numpy.typing as npt

from planner.engine.placing import Groups
from planner.formulation.paths import Absence
from planner.formulation.read_solution import Path
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]


def draw_keys(reduction: Reduction, seed: int) -> Ints:
    """Return the place of each official in the draw; the same whatever the file's order."""
    place = reduction.people.roster.place
    keys: Ints = np.random.Generator(np.random.PCG64(seed)).permutation(len(place))
    return keys[place]


def by_two(first: Ints, then: Ints) -> Ints:
    """Return the order by one column, then by another; no two rows may be equal in both.

    Sorting one column of combined numbers is many times faster than sorting by two.
    """
    order: Ints = np.argsort(first * (1 + then.max(initial=0)) + then)
    return order


def choose(
    reduction: Reduction,
    at: int,
    groups: Groups,
    sent: dict[Absence, Ints],
    keys: Ints,
) -> list[tuple[Path, Ints]]:
    """Return who of a block takes which of its paths.

    Parameters
    ----------
    groups
        Paths of the block, by absence.
    sent
        Officials by unit, for absences that are placed in units.
    keys
        Place of each official in the draw.
    """
    unit_of = reduction.people.roster.unit
    members = reduction.blocks[at].members
    members = members[by_two(unit_of[members], keys[members])]
    first = _first(unit_of[members], len(reduction.people.roster.unit_names))
    free = np.ones(len(members), dtype=np.bool_)
    pools: dict[Absence, Ints] = {}
    for absence in groups:
        if absence in sent:
            counts = sent[absence]
            # The next ones of each unit, as many as are sent.
            ends = np.cumsum(counts)
            rows = np.arange(ends[-1]) + np.repeat(first - (ends - counts), counts)
            free[rows] = False
            first = first + counts
            pools[absence] = members[rows[np.argsort(keys[members[rows]])]]
    rest = members[free]
    if len(pools) < len(groups):
        rest = _spread(rest, reduction, keys)
    chosen: list[tuple[Path, Ints]] = []
    for absence, paths in groups.items():
        for path, count in paths.items():
            pool = pools.get(absence, rest)
            assert len(pool) >= count, "more officials on paths than in the block"
            chosen.append((path, pool[:count]))
            if absence in pools:
                pools[absence] = pool[count:]
            else:
                rest = rest[count:]
    return chosen


def _first(unit: Ints, n_units: int) -> Ints:
    """Return the first row of each unit in an ordered column of units."""
    counts = np.bincount(unit, minlength=n_units)
    return np.cumsum(counts) - counts


def _spread(officials: Ints, reduction: Reduction, keys: Ints) -> Ints:
    """Order officials so that they are taken from units in proportion to their size.

    Parameters
    ----------
    officials
        In the order of their units, then of the draw.
    """
    roster = reduction.people.roster
    unit, n_units = roster.unit[officials], len(roster.unit_names)
    rank = np.arange(len(unit)) - _first(unit, n_units)[unit]
    part = (rank + 0.5) / roster.unit_sizes[unit]
    _, level = np.unique(part, return_inverse=True)
    return officials[by_two(level, keys[officials])]
