"""Build: blocks -> formulation, in one of two forms.

*Decoupled*: every item of every block on its own. Prerequisites, loads and limits of long
courses between items are dropped (each item keeps the start years that respect them), so
that the size hardly depends on the number of officials. A relaxation: its bound holds for
every plan of real people.

*Pathway*: a column for each path of each block, so that every whole solution can be dealt
to people. Blocks with very many paths are given by arcs, one column for each item and start
year with the personal rules as rows: a relaxation that needs decomposing.
"""

from planner.formulation import (
    arc_columns,
    cuts,
    decoupled_columns,
    filler_columns,
    path_columns,
    recruit_columns,
    running_totals,
    target_rows,
    tier_totals,
)
from planner.formulation.blocks import Starts
from planner.formulation.constraints import SHARED_RULES, unit_cover
from planner.formulation.cover_cut import CoverCut
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import order, tiers_of
from planner.formulation.reduction import Reduction
from planner.formulation.shared import Shared


def build(
    reduction: Reduction,
    *,
    decoupled: bool,
    paths: dict[int, Starts] | None = None,
    cover_cuts: tuple[CoverCut, ...] = (),
    by_unit: bool = False,
    probes: frozenset[int] = frozenset(),
) -> Formulation:
    """Return the formulation of a reduced scenario.

    Parameters
    ----------
    decoupled
        Drop what links different items of one person.
    paths
        Paths of the blocks given by path columns; the other blocks are given by arcs.
    cover_cuts
        What unit cover says about the blocks together, as far as it is known.
    by_unit
        Say of each unit whom it sends; only where unit cover is a rule.
    probes
        Blocks that get columns fixed at zero, which price further paths.
    """
    formulation = Formulation(
        reduction,
        Matrix(),
        Shared(
            reduction.people.background,
            reduction.people.pay_patterns[1],
            reduction.attendable,
        ),
        decoupled,
    )
    recruit_columns.add(formulation)
    if decoupled:
        decoupled_columns.add(formulation)
    else:
        for at, block in enumerate(reduction.blocks):
            if block.unit >= 0:
                formulation.shared.unit_of[at] = block.unit
        for at, block in enumerate(reduction.blocks):
            chosen = None if paths is None else paths.get(at)
            if chosen is None:
                arc_columns.add(formulation, at, block)
            else:
                path_columns.add(formulation, at, block, chosen)
                if at in probes:
                    path_columns.add_probes(formulation, at, block)
    filler_columns.add(formulation)
    for add in SHARED_RULES.values():
        add(formulation.matrix, formulation.shared)
    running_totals.add(formulation.matrix, formulation.shared)
    for cut in cover_cuts:
        formulation.add(cut)
    target_rows.add(formulation)
    tier_totals.add(
        formulation.matrix,
        [
            (objective.name, formulation.objective(objective))
            for objective in tiers_of(order(reduction.catalogue))
        ],
    )
    cuts.add(formulation.matrix, formulation.shared, formulation.class_needs)
    if by_unit:
        left = unit_cover.room(reduction.people.background)
        assert left is not None
        formulation.sending.add(formulation.matrix, left, formulation.shared.over)
    return formulation
