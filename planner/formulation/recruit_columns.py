"""Recruit columns: how many of each group of potential recruits are recruited."""

import numpy as np

from planner.formulation.blocks import Block
from planner.formulation.counts import ATTAINS, COUNTS
from planner.formulation.formulation import Formulation
from planner.formulation.shared import Terms


def add(formulation: Formulation) -> None:
    """Add how many of each group are recruited."""
    hiring = formulation.reduction.kinds.hiring
    if hiring is None:
        return
    shared, standing = formulation.shared, formulation.reduction.people.standing
    shared.hiring = hiring
    for group in hiring.groups:
        name = f"recruits[{group}]:{hiring.stream(group)}@{hiring.year(group)}"
        size = int(hiring.sizes[group // hiring.width])
        column = formulation.matrix.column(name, 0, size)
        shared.recruits[group] = column
        for at in np.flatnonzero(standing[hiring.example(group)]):
            bits = standing[hiring.example(group), at]
            if bits & ATTAINS:
                formulation.credits[int(at)].append((column, 1))
            if bits & COUNTS:
                formulation.counting[int(at)].append((column, 1))


def fewer(formulation: Formulation, block: Block) -> Terms:
    """Return the recruits of a block, as terms that take their number away."""
    return [(formulation.shared.recruits[group], -1) for group in block.recruits]
