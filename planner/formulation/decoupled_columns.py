"""Decoupled columns: every item of every block on its own, one column for each start year.

Officials of all blocks for whom an item looks the same are counted together, so that the
size hardly depends on the number of officials.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from planner.formulation import credits
from planner.formulation.credits import need_key, sums_of
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import INFINITY
from planner.formulation.nested_share import NeedKey
from planner.formulation.recruit_columns import fewer
from planner.formulation.seat_use import use_course
from planner.formulation.shared import Terms


@dataclass
class _Arcs:
    """Columns of one item in decoupled form: officials with the same open starts."""

    item: int
    mask: int
    pay: int
    priority: tuple[bool, ...]
    pinned: int
    tags: tuple[tuple[NeedKey, int, int], ...]
    """(need, part, mask of starts that serve the part)."""
    size: int = 0
    named: int = 0
    recruits: Terms = field(default_factory=list)
    """Those of its officials who may be recruited, as terms that are taken away."""


def add(formulation: Formulation) -> None:
    """Merge equal items of all blocks, and link what one target needs together."""
    groups: dict[tuple[object, ...], _Arcs] = {}
    blocks: dict[NeedKey, list[int]] = defaultdict(list)
    for number, block in enumerate(formulation.reduction.blocks):
        tags: dict[int, list[tuple[NeedKey, int, int]]] = defaultdict(list)
        for need in range(len(block.needs)):
            key = need_key(block, need)
            blocks[key].append(number)
            for part, entries in enumerate(sums_of(block, need)):
                for at, mask in entries:
                    tags[at].append((key, part, mask))
        for at, item in enumerate(block.items):
            # Of several items of which one is decided, none is by itself.
            pinned = dict(block.pinned).get((at,), 0)
            arcs = _Arcs(
                item, block.masks[at], block.pay[at], block.priority, pinned,
                tuple(tags[at]),
            )  # fmt: skip
            signature = (
                item, arcs.mask, arcs.pay, arcs.priority, pinned, arcs.tags,
            )  # fmt: skip
            group = groups.setdefault(signature, arcs)
            group.size += block.size
            group.named += block.named
            group.recruits += fewer(formulation, block)
    parts: dict[tuple[NeedKey, int], Terms] = defaultdict(list)
    for number, arcs in enumerate(groups.values()):
        _add_arc_group(formulation, number, arcs, parts)
    credits.add(formulation, blocks, parts)


def _add_arc_group(
    formulation: Formulation,
    number: int,
    arcs: _Arcs,
    parts: dict[tuple[NeedKey, int], Terms],
) -> None:
    matrix = formulation.matrix
    catalogue = formulation.reduction.catalogue
    course = catalogue.items[arcs.item].course
    everyone: Terms = []
    for start in range(catalogue.n_years):
        if not arcs.mask >> start & 1:
            continue
        column = matrix.column(f"arc[{number},{start}]", 0, arcs.size)
        everyone.append((column, 1))
        use_course(formulation, course, start, arcs.pay, arcs.priority, column)
        for key, part, mask in arcs.tags:
            if mask >> start & 1:
                parts[key, part].append((column, 1))
    lower: float = arcs.size if arcs.pinned else 0
    if arcs.recruits:
        everyone, lower = [*everyone, *arcs.recruits], -INFINITY
    matrix.row(f"arcs[{number}]", everyone, lower, arcs.named)
