"""Arc rows: the personal rules of a block given by arcs, as rows over its officials.

Average load is not the load of a person: these rows are necessary for a set of people, not
sufficient. Rows for pairs of courses that exclude each other close most of the difference;
what remains is found when the solution is decomposed into paths.
"""

import numpy as np
import numpy.typing as npt

from planner.formulation.blocks import Block, Starts
from planner.formulation.constraints import PATH_RULES
from planner.formulation.matrix import INFINITY, Matrix
from planner.formulation.shared import Terms

Columns = dict[tuple[int, int], int]
Nodes = tuple[tuple[int, int], ...]
"""Starts of a block: (item of the block, start year)."""
Clashes = npt.NDArray[np.bool_]
_MANY_ITEMS = 14
"""With more items in a year, whether they always fit is not searched for."""


def add(
    matrix: Matrix, number: int, block: Block, columns: Columns, fewer: Terms
) -> None:
    """Add once-per-item, prerequisite, load and conflict rows of one block.

    Parameters
    ----------
    fewer
        Its recruits, as terms that take their number away: with them a row is about those
        who are there.
    """
    pinned = {items[0]: mask for items, mask in block.pinned if len(items) == 1}
    for at in range(len(block.items)):
        terms: Terms = [
            (column, 1) for (other, _), column in columns.items() if other == at
        ]
        lower: float = block.size if at in pinned else 0
        if fewer:
            terms, lower = [*terms, *fewer], -INFINITY
        matrix.row(f"once[{number},{at}]", terms, lower, block.named)
        if at in pinned:
            for (other, start), column in columns.items():
                if other == at and not pinned[at] >> start & 1:
                    matrix.upper[column] = 0
    for items, _ in block.pinned:
        if len(items) > 1:
            terms = [(column, 1) for (at, _), column in columns.items() if at in items]
            matrix.row(f"once[{number},{items}]", terms, lower=block.size)
    _add_prerequisites(matrix, number, block, columns)
    _add_loads(matrix, number, block, columns, fewer)
    _add_conflicts(matrix, number, block, columns, fewer)


def _add_prerequisites(
    matrix: Matrix, number: int, block: Block, columns: Columns
) -> None:
    catalogue = block.catalogue
    for at in range(len(block.items)):
        for which, requirement in enumerate(block.requirements[at]):
            for year in range(catalogue.n_years):
                if requirement.held_from <= year or not block.masks[at] >> year & 1:
                    continue
                terms: Terms = [
                    (column, 1)
                    for (other, start), column in columns.items()
                    if other == at and start <= year
                ]
                for giver in requirement.givers:
                    length = int(
                        catalogue.duration[catalogue.items[block.items[giver]].course]
                    )
                    terms += [
                        (column, -1)
                        for (other, start), column in columns.items()
                        if other == giver and start + length <= year
                    ]
                matrix.row(f"after[{number},{at},{which},{year}]", terms, upper=0)


def _add_loads(
    matrix: Matrix, number: int, block: Block, columns: Columns, fewer: Terms
) -> None:
    """Σ over courses of weeks · starts ≤ room · size, and its roundings for k = 2, 3."""
    catalogue = block.catalogue
    courses = [catalogue.items[item].course for item in block.items]
    of_item = [catalogue.weeks[course] for course in courses]
    for year in range(catalogue.n_years):
        room = block.load_limit - block.load[year]
        weeks: list[tuple[int, int]] = []
        for (at, start), column in columns.items():
            study = year - start
            if 0 <= study < len(of_item[at]) and of_item[at][study]:
                weeks.append((column, of_item[at][study]))
        if not weeks or room <= 0:
            continue
        if _always_fits(block, columns, weeks, room):
            continue
        there = [(column, value * room) for column, value in fewer]
        matrix.row(f"load[{number},{year}]", [*weeks, *there], upper=room * block.named)
        for k in (2, 3):
            rounded: Terms = []
            for column, load in weeks:
                value = (k + 1) * load / room
                whole = (k + 1) * load % room == 0
                rounded.append((column, k * load / room if whole else int(value)))
            rounded += [(column, value * k) for column, value in fewer]
            matrix.row(f"load[{number},{year},{k}]", rounded, upper=k * block.named)


def _always_fits(
    block: Block, columns: Columns, weeks: list[tuple[int, int]], room: int
) -> bool:
    """Return whether starts that do not exclude each other in pairs always fit together."""
    by_column = dict(weeks)
    load = {
        node: by_column[column]
        for node, column in sorted(columns.items())
        if column in by_column
    }
    question = room, tuple(load.items())
    if question not in block.known:
        block.known[question] = _fit(block, load, room, tuple(sorted(columns)))
    return bool(block.known[question])


def _fit(
    block: Block, load: dict[tuple[int, int], int], room: int, of_block: Nodes
) -> bool:
    """Return whether all starts that no pair excludes are within the room.

    Parameters
    ----------
    of_block
        All starts of the block.
    """
    nodes = list(load)
    if len({at for at, _ in nodes}) > _MANY_ITEMS:
        return False
    place = {node: at for at, node in enumerate(of_block)}
    rows = [place[node] for node in nodes]
    clash = _clashes(block, of_block)[np.ix_(rows, rows)].tolist()
    heaviest = sorted(
        range(len(nodes)), key=lambda at: -load[nodes[at]]
    )  # heavy first: the search ends early

    def most(chosen: list[int], rest: list[int], total: int) -> int:
        best = total
        for position, at in enumerate(rest):
            if best > room:
                return best
            if not any(clash[at][other] for other in chosen):
                best = max(
                    best,
                    most(
                        [*chosen, at],
                        rest[position + 1 :],
                        total + load[nodes[at]],
                    ),
                )
        return best

    return most([], heaviest, 0) <= room


def _add_conflicts(
    matrix: Matrix, number: int, block: Block, columns: Columns, fewer: Terms
) -> None:
    """Add sets of starts of which one person can take only one: Σ ≤ size.

    Every pair that excludes each other is covered by some largest set; few large sets are
    as strong as many, and faster.
    """
    nodes = tuple(sorted(columns))
    if nodes not in block.known:
        block.known[nodes] = _cliques(block, nodes)
    for row, clique in enumerate(block.known[nodes], start=1):
        matrix.row(
            f"clash[{number},{row}]",
            [*((columns[nodes[at]], 1) for at in clique), *fewer],
            upper=block.named,
        )


def _cliques(block: Block, nodes: Nodes) -> list[list[int]]:
    """Return sets of starts of which one person can take only one, for all pairs."""
    item = np.array([at for at, _ in nodes])
    clash = _clashes(block, nodes)
    open_pairs = clash & (item[:, None] != item[None, :])
    found = []
    while open_pairs.any():
        degree = open_pairs.sum(axis=1)
        first = int(degree.argmax())
        clique = [first]
        able = clash[first].copy()
        while able.any():
            # The next member closes as many open pairs as possible.
            gain = np.where(able, open_pairs[clique].sum(axis=0) * 1000 + degree, -1)
            best = int(gain.argmax())
            clique.append(best)
            able &= clash[best]
            able[best] = False
        open_pairs[np.ix_(clique, clique)] = False
        found.append(sorted(clique))
    return found


def _clashes(block: Block, nodes: Nodes) -> Clashes:
    """Return for each pair of starts whether no path has both; found out once only."""
    question = "clashes", nodes
    if question not in block.known:
        block.known[question] = _excluded(block, nodes)
    clash: Clashes = block.known[question]
    return clash


def _excluded(block: Block, nodes: Nodes) -> Clashes:
    clash = np.zeros((len(nodes), len(nodes)), dtype=np.bool_)
    first, second = np.triu_indices(len(nodes), 1)
    item, year = np.array(nodes, dtype=np.int64).reshape(-1, 2).T
    pairs = np.arange(len(first))
    starts: Starts = np.full((len(pairs), len(block.items)), -1, dtype=np.int8)
    starts[pairs, item[second]] = year[second]
    starts[pairs, item[first]] = year[first]
    allowed = item[first] != item[second]
    # Rules that further starts could not mend; a missing prerequisite could be mended
    # unless the giver itself is in the pair.
    for name in ("yearly_load", "long_courses", "once_per_course", "grants_more"):
        allowed &= PATH_RULES[name](block, starts)
    clash[first, second] = clash[second, first] = ~allowed
    return clash
