"""Unit cover: Σ over o in u of long courses running in y ≤ max(1, ⌈share · serving⌉).

Rows are added for units that have been split off. Over the others together a cut bounds
who of some blocks can be away (see `cover_cut`); the dealing of paths to officials sees to
each of them. With a tier, over[y] officials of all units may be away beyond that, and every
row lets them pass.
"""

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from planner.formulation.background import Background
from planner.formulation.cover_cut import CoverCut
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared, Terms


def room(background: Background) -> npt.NDArray[np.int64] | None:
    """Return (unit, year): how many more may be in long courses; None if unlimited."""
    rule = background.scenario.spec.rules.unit_cover
    if rule is None:
        return None
    catalogue, roster = background.catalogue, background.roster
    # As a fraction, because 0.07 × 100 is more than 7 in floating point.
    parts, whole = rule.share.as_integer_ratio()
    result = np.zeros((len(roster.unit_names), catalogue.n_years), dtype=np.int64)
    for year in range(catalogue.n_years):
        serves = roster.serves_on(f"{catalogue.first + year}-01-01")
        serving = np.bincount(
            roster.unit[serves & background.scenario.certain],
            minlength=len(roster.unit_names),
        )
        limit = np.maximum(1, -(-serving * parts // whole))
        away = np.bincount(
            roster.unit[background.long[:, year] > 0],
            minlength=len(roster.unit_names),
        )
        result[:, year] = np.maximum(limit - away, 0)
    return result


def add(matrix: Matrix, shared: Shared) -> None:
    """Add a row for every split unit and year in which somebody could be away."""
    left = room(shared.background)
    if left is None:
        return
    names = shared.scenario.roster.unit_names
    roster = shared.scenario.roster
    members = np.bincount(roster.unit, minlength=len(names))
    most_over = np.maximum(members[:, np.newaxis] - left, 0)
    if shared.scenario.spec.rules.soft_cover is not None:
        for year in sorted({year for _, year in shared.away}):
            shared.over[year] = matrix.column(
                f"over:unit-cover@{shared.year(year)}",
                0,
                int(most_over[:, year].sum()),
            )
    away: dict[tuple[int, int], Terms] = defaultdict(list)
    for (block, year), terms in sorted(shared.away.items()):
        if block in shared.unit_of:
            away[shared.unit_of[block], year].extend(terms)
    beyond: dict[int, Terms] = defaultdict(list)
    for (unit, year), terms in sorted(away.items()):
        name = f"unit-cover:{names[unit]}@{shared.year(year)}"
        room_left = int(left[unit, year])
        if year in shared.over:
            column = matrix.column(f"over:{name}", 0, int(most_over[unit, year]))
            terms.append((column, -1))
            beyond[year].append((column, 1))
        matrix.row(name, terms, upper=room_left)
    for year, terms in sorted(beyond.items()):
        terms.append((shared.over[year], -1))
        matrix.row(f"over:units@{shared.year(year)}", terms, upper=0)


def add_cut(matrix: Matrix, shared: Shared, cut: CoverCut) -> None:
    """Add a row for blocks together."""
    terms = [
        term
        for block in sorted(cut.blocks)
        for term in shared.away.get((block, cut.year), ())
    ]
    if cut.year in shared.over:
        terms.append((shared.over[cut.year], -1))
    matrix.row(
        f"unit-cover[{matrix.n_rows}]@{shared.year(cut.year)}", terms, upper=cut.most
    )
