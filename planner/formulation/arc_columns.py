"""Arc columns: a block by the starts of its items, one column for each start year."""

from collections import defaultdict

from planner.formulation import arc_rows, credits
from planner.formulation.blocks import Block
from planner.formulation.credits import need_key, sums_of
from planner.formulation.formulation import Formulation
from planner.formulation.nested_share import NeedKey
from planner.formulation.recruit_columns import fewer
from planner.formulation.seat_use import use_seat
from planner.formulation.shared import Terms


def add(formulation: Formulation, number: int, block: Block) -> None:
    """Add a block by arcs, with its personal rules as rows."""
    matrix = formulation.matrix
    columns: dict[tuple[int, int], int] = {}
    for at in range(len(block.items)):
        for start in range(block.catalogue.n_years):
            if block.masks[at] >> start & 1:
                column = matrix.column(f"arc[{number},{at},{start}]", 0, block.size)
                columns[at, start] = column
                formulation.arcs.append((column, number, at, start))
                use_seat(formulation, block, at, start, column)
    blocks: dict[NeedKey, list[int]] = {}
    parts: dict[tuple[NeedKey, int], Terms] = defaultdict(list)
    for need in range(len(block.needs)):
        key = need_key(block, need)
        blocks[key] = [number]
        for part, entries in enumerate(sums_of(block, need)):
            parts[key, part] = [
                (column, 1)
                for at, mask in entries
                for (other, start), column in columns.items()
                if other == at and mask >> start & 1
            ]
    credits.add(formulation, blocks, parts)
    arc_rows.add(matrix, number, block, columns, fewer(formulation, block))
    _add_absences(formulation, number, block, columns)


def _add_absences(
    formulation: Formulation,
    number: int,
    block: Block,
    columns: dict[tuple[int, int], int],
) -> None:
    """Count who of a block is away each year: at least the starts of any one course."""
    catalogue = block.catalogue
    if catalogue.scenario.spec.rules.unit_cover is None:
        return
    for year in range(catalogue.n_years):
        if block.long[year]:
            continue
        running: dict[int, Terms] = defaultdict(list)
        for (at, start), column in columns.items():
            course = catalogue.items[block.items[at]].course
            if catalogue.is_long[course] and start <= year < start + int(
                catalogue.duration[course]
            ):
                running[at].append((column, 1))
        if not running:
            continue
        counted = formulation.shared.away[number, year]
        if len(running) <= 1 or block.long_limit == 1:
            # Nobody is in two of them at once.
            counted.extend(term for terms in running.values() for term in terms)
            continue
        absent = formulation.matrix.column(f"away[{number},{year}]", 0, block.size)
        counted.append((absent, 1))
        for at, terms in running.items():
            formulation.matrix.row(
                f"away[{number},{at},{year}]", [*terms, (absent, -1)], upper=0
            )
