"""Path columns: a block by the paths of its officials, one column for each."""

import numpy as np

from planner.formulation.blocks import Block, Starts
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import INFINITY
from planner.formulation.paths import attains, away
from planner.formulation.recruit_columns import fewer
from planner.formulation.seat_use import use_course, use_seat
from planner.formulation.shared import Terms


def add(formulation: Formulation, at: int, block: Block, paths: Starts) -> None:
    """Add a column for each path that takes anything, and count the block's officials."""
    matrix = formulation.matrix
    attained, gone = attains(block, paths), away(block, paths)
    everyone: Terms = []
    for row, starts in enumerate(paths):
        if (starts < 0).all():
            continue
        column = matrix.column(f"path[{at},{row}]", 0, block.size)
        everyone.append((column, 1))
        formulation.paths.append((column, at, tuple(int(t) for t in starts)))
        for item, start in enumerate(starts):
            if start >= 0:
                course = block.catalogue.items[block.items[item]].course
                use_course(
                    formulation, course, int(start), block.pay[item], block.priority,
                    column,
                )  # fmt: skip
        for year in np.flatnonzero(gone[row]):
            formulation.shared.away[at, int(year)].append((column, 1))
        for need in np.flatnonzero(attained[row]):
            measurement = block.needs[need].measurement
            formulation.credits[measurement].append((column, 1))
    lower: float = block.size if block.pinned else 0
    if block.recruits:
        everyone, lower = [*everyone, *fewer(formulation, block)], -INFINITY
    formulation.block_rows[at] = matrix.row(
        f"block[{at}]", everyone, lower, block.named
    )


def add_probes(formulation: Formulation, at: int, block: Block) -> None:
    """Add a column for each start and need of a block that can never be used."""
    matrix = formulation.matrix
    for item in range(len(block.items)):
        for start in range(block.catalogue.n_years):
            if block.masks[item] >> start & 1:
                column = matrix.column(f"probe[{at},{item},{start}]", 0, 0)
                formulation.probes[at, item, start] = column
                use_seat(formulation, block, item, start, column)
    for need, entry in enumerate(block.needs):
        column = matrix.column(f"probe[{at},{need}]", 0, 0)
        formulation.need_probes[at, need] = column
        formulation.credits[entry.measurement].append((column, 1))
    for year in range(block.catalogue.n_years):
        if (at, year) in formulation.shared.away:
            column = matrix.column(f"probe[{at},away,{year}]", 0, 0)
            formulation.away_probes[at, year] = column
            formulation.shared.away[at, year].append((column, 1))
