"""Pathway bound: the linear relaxation over whole paths of people, by column generation.

Blocks with few paths have all of them as columns, and small ones in which one course needs
another. A block with many starts with none; the
reduced costs of probe columns (one per item and start year and one per need, fixed at zero)
price all its listed paths at once, and the best are added until none improves. At that
point the value is that of the relaxation over all paths: a bound for real people.

References
----------
.. [1] Barnhart et al. (1998), Branch-and-price: column generation for solving huge integer
   programs, Operations Research 46(3).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planner.engine.locks import hold
from planner.engine.solver import Lock, Term, minimise_dual
from planner.formulation.blocks import Block, Starts
from planner.formulation.build import build
from planner.formulation.cover_cut import CoverCut
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective
from planner.formulation.paths import PATH_LIMIT, attains, away, enumerate_paths
from planner.formulation.reduction import Reduction

FEW_PATHS = 50
"""A block with at most so many paths has all of them as columns."""
_LINKED_PATHS = 1_500
"""Most paths in all of linked blocks (see `_is_linked`) that have them as columns."""
_TRIED = 20
"""Partial paths listed for each path that a block may have as a column."""
_ADDED = 20
"""Paths added to a block in one round."""
_ROUNDS = 60
"""Rounds after which the bound is given up; it converges in far fewer."""


@dataclass
class PathPool:
    """The paths of every block, and those that are columns so far."""

    blocks: tuple[Block, ...]
    chosen: dict[int, Starts]
    """Paths used as columns."""
    found: dict[int, Starts] = field(default_factory=dict)
    """Paths of other blocks that some relaxation needed."""

    @classmethod
    def of(cls, reduction: Reduction, few: int = FEW_PATHS) -> "PathPool":
        """Choose all paths of blocks with few as columns, and of some linked ones."""
        chosen = {}
        limit = min(PATH_LIMIT, _TRIED * few)
        spare = _LINKED_PATHS if few else 0
        for at, block in enumerate(reduction.blocks):
            paths = enumerate_paths(block, limit)
            if paths is None:
                continue
            if len(paths) <= few:
                chosen[at] = paths
            elif len(paths) <= spare and _is_linked(block):
                chosen[at] = paths
                spare -= len(paths)
        return cls(reduction.blocks, chosen)

    @property
    def by_arcs(self) -> frozenset[int]:
        """Blocks that have too many paths to be given by all of them."""
        return frozenset(range(len(self.blocks))) - frozenset(self.chosen)

    @cached_property
    def listed(self) -> dict[int, Starts | None]:
        """All paths of the blocks given by arcs; None where there are too many to list.

        Listed when they are asked for only: it takes long where there are many blocks.
        """
        return {at: enumerate_paths(self.blocks[at]) for at in sorted(self.by_arcs)}


def _is_linked(block: Block) -> bool:
    """Return whether one of several officials must have another course to take one.

    Counts of starts do not say whether it is the same person. It was such a block that most
    solutions of Cần Thơ had no whole paths for.
    """
    return block.size > 1 and any(
        requirement.givers for own in block.requirements for requirement in own
    )


def is_small(reduction: Reduction, limit: int) -> bool:
    """Return whether all blocks together have at most so many paths."""
    total = 0
    for block in reduction.blocks:
        paths = enumerate_paths(block, limit)
        if paths is None:
            return False
        total += len(paths)
        if total > limit:
            return False
    return True


@dataclass(frozen=True)
class Generated:
    """The linear relaxation over all paths, and the paths that it needs."""

    value: float
    paths: dict[int, Starts]
    """Block -> paths; without blocks of which there are too many, given by arcs."""


def pathway_bound(
    reduction: Reduction,
    pool: PathPool,
    order: Sequence[Objective],
    at: int,
    held: Sequence[int],
    cover_cuts: tuple[CoverCut, ...] = (),
) -> float | None:
    """Return a bound of an objective; None if no plan is that good.

    Parameters
    ----------
    at
        Position of the objective in the order.
    held
        Values that the objectives before may not exceed.
    cover_cuts
        What is known of unit cover.
    """

    def over(position: int) -> Generated | None:
        return generate(
            reduction,
            pool,
            lambda formulation: formulation.objective(order[position]),
            lambda formulation: hold(formulation, order, held[:position]),
            cover_cuts,
        )

    generated = over(at)
    if generated is None:
        # The first paths need not attain what is held: those that do are found for
        # the objectives before, in their order.
        for position in range(at):
            if over(position) is None:
                return None
        generated = over(at)
    return None if generated is None else generated.value


def generate(
    reduction: Reduction,
    pool: PathPool,
    objective: Callable[[Formulation], list[Term]],
    locks: Callable[[Formulation], Sequence[Lock]],
    cover_cuts: tuple[CoverCut, ...] = (),
) -> Generated | None:
    """Return the relaxation over all paths; None if it has no solution."""
    chosen = dict(pool.chosen)
    priced = frozenset(at for at in pool.by_arcs if pool.listed[at] is not None)
    for block in priced:
        listed = pool.listed[block]
        assert listed is not None
        # Every start must occur in some column, so that its probe is priced rightly.
        first = listed[: 1 + len(reduction.blocks[block].items)]
        chosen[block] = np.unique(
            np.concatenate([first, pool.found.get(block, first)]), axis=0
        )
    for _ in range(_ROUNDS):
        formulation = build(
            reduction,
            decoupled=False,
            paths=chosen,
            cover_cuts=cover_cuts,
            probes=priced,
        )
        answer = minimise_dual(
            formulation.matrix, objective(formulation), locks=locks(formulation)
        )
        if answer is None:
            return None
        value, reduced, duals = answer
        grown = False
        for block in sorted(priced):
            new = _improving(formulation, pool, block, chosen[block], reduced, duals)
            if len(new):
                chosen[block] = np.concatenate([chosen[block], new])
                grown = True
        if not grown:
            pool.found = {block: chosen[block] for block in priced}
            return Generated(value, chosen)
    return None


def _improving(
    formulation: Formulation,
    pool: PathPool,
    at: int,
    present: Starts,
    reduced: np.ndarray[tuple[int], np.dtype[np.float64]],
    duals: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> Starts:
    """Return the listed paths of a block with the most negative reduced cost."""
    block = formulation.reduction.blocks[at]
    listed = pool.listed[at]
    assert listed is not None
    cost = np.full(len(listed), -duals[formulation.block_rows[at]])
    for (owner, item, start), column in formulation.probes.items():
        if owner == at:
            cost[listed[:, item] == start] += reduced[column]
    attained = attains(block, listed)
    for (owner, need), column in formulation.need_probes.items():
        if owner == at:
            cost[attained[:, need]] += reduced[column]
    gone = away(block, listed)
    for (owner, year), column in formulation.away_probes.items():
        if owner == at:
            cost[gone[:, year]] += reduced[column]
    order = np.argsort(cost, kind="stable")[:_ADDED]
    best = listed[order[cost[order] < -1e-6]]
    known = {row.tobytes() for row in present}
    fresh = [row for row in best if row.tobytes() not in known]
    return np.array(fresh, dtype=np.int8).reshape(len(fresh), len(block.items))
