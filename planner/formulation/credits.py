"""Credits: who attains what, where starts are counted and not whole paths.

Arcs and the decoupled master say how many start each item, not who takes several. What is
attained is counted from above; who comes into the part of a group from below.
"""

from planner.formulation import nested_share
from planner.formulation.blocks import Block
from planner.formulation.formulation import Formulation
from planner.formulation.nested_share import NeedKey
from planner.formulation.shared import Terms


def need_key(block: Block, need: int) -> NeedKey:
    """Return what is equal for all blocks that attain a measurement in the same ways."""
    entry = block.needs[need]
    return (
        entry.measurement,
        tuple(
            tuple((block.items[at], mask) for at, mask in part) for part in entry.parts
        ),
    )


def sums_of(block: Block, need: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the enrolments to add up: for each missing fact all that give it.

    Where the part of a group is counted, each item that brings somebody into it by itself:
    one person may take several. Nobody is counted who needs several at once; fewer in the
    part only lower what is required.
    """
    entry = block.needs[need]
    if not block.catalogue.measurements[entry.measurement].counts_part:
        return entry.parts
    return tuple((way,) for way in entry.parts[0]) if len(entry.parts) == 1 else ()


def add(
    formulation: Formulation,
    blocks: dict[NeedKey, list[int]],
    parts: dict[tuple[NeedKey, int], Terms],
) -> None:
    """Count who attains what: an enrolment directly, or the least of several parts.

    Of those who come into the part of a group, at least as many as take any one item, or
    as attain any one measurement by what brings them into it.
    """
    matrix, reduction = formulation.matrix, formulation.reduction
    known = reduction.catalogue.measurements
    found: dict[NeedKey, Terms] = {}
    for number, (key, own) in enumerate(blocks.items()):
        measurement, needed = key
        if len(needed) == 1 and len(needed[0]) == 1:
            found[key] = parts[key, 0]
            formulation.credits[measurement].extend(found[key])
            continue
        size = sum(reduction.blocks[at].size for at in own)
        column = matrix.column(f"credit[{number}]", 0, size)
        found[key] = [(column, 1)]
        formulation.credits[measurement].append((column, 1))
        if known[measurement].counts_part:
            for part in range(len(needed[0]) if len(needed) == 1 else 0):
                matrix.row(
                    f"part[{number},{part}]",
                    [(column, 1), *((at, -value) for at, value in parts[key, part])],
                    lower=0,
                )
            continue
        for part in range(len(needed)):
            matrix.row(
                f"credit[{number},{part}]",
                [(column, 1), *((at, -value) for at, value in parts[key, part])],
                upper=0,
            )
    counting = {key for key in found if known[key[0]].counts_part}
    nested_share.tie(matrix, found, blocks, counting)
