"""Decompose: arc counts of a block -> whole paths of its officials, if there are any.

Only paths over starts that somebody takes can occur, so that the list stays short even
where a block has very many paths.
"""

from dataclasses import replace

from planner.engine.solver import minimise
from planner.formulation.blocks import Block
from planner.formulation.matrix import Matrix
from planner.formulation.paths import attains, enumerate_paths
from planner.formulation.read_solution import Path

SUPPORT_LIMIT = 20_000


def decompose(
    block: Block, arcs: dict[tuple[int, int], int]
) -> tuple[dict[Path, int], list[Path]]:
    """Return path counts that add up to the arc counts, and all paths considered.

    Attainment is maximised, as arcs alone do not say who attains what. The counts are
    empty if no whole combination of paths adds up.
    """
    if block.size == 1:
        # Whatever one official starts is a path already; there may be far too many others.
        path = [-1] * len(block.items)
        for at, start in arcs:
            path[at] = start
        one: Path = tuple(path)
        return {one: 1}, [one]
    masks = [0] * len(block.items)
    for at, start in arcs:
        masks[at] |= 1 << start
    paths = enumerate_paths(replace(block, masks=tuple(masks)), SUPPORT_LIMIT)
    if paths is None:
        return {}, []
    listed: list[Path] = [tuple(int(start) for start in row) for row in paths]
    attained = attains(block, paths)
    matrix = Matrix()
    for number in range(len(listed)):
        matrix.column(f"path[{number}]", 0, block.size)
    everyone = [(number, 1.0) for number in range(len(listed))]
    matrix.row("officials", everyone, block.size, block.size)
    for (at, start), count in arcs.items():
        terms = [
            (number, 1.0) for number, path in enumerate(listed) if path[at] == start
        ]
        matrix.row(f"arc[{at},{start}]", terms, count, count)
    reward = [
        (number, -float(row.sum())) for number, row in enumerate(attained) if row.any()
    ]
    answer = minimise(matrix, reward, nodes=2000)
    if answer.values is None:
        return {}, listed
    counts = {
        path: round(answer.values[number])
        for number, path in enumerate(listed)
        if round(answer.values[number]) and any(start >= 0 for start in path)
    }
    return counts, listed
