"""In order: one formulation solved objective by objective, each holding those before.

Cost and preferences of a large formulation end at a small gap or work limit.
"""

from collections.abc import Mapping

from planner.engine.locks import hold
from planner.engine.solver import Answer, Bounds, Lock, as_hint, minimise, value_of
from planner.formulation.build import Formulation
from planner.formulation.objectives import Objective

_MANY_COLUMNS = 2000
"""In a larger formulation, cost and preferences end at a small gap."""
_LATE_NODES = 1
_LATE_GAP = 5e-4
"""Work limit [nodes] and gap [-] of cost and preferences in a larger formulation."""
TIER_GAP = 1e-4
"""Gap at which a tier is as good as solved: one official among 10,000 [-]."""


def effort(
    formulation: Formulation,
    objective: Objective,
    nodes: int,
    tier_gap: float = TIER_GAP,
) -> tuple[int, float]:
    """Return the work limit [nodes] and the gap [-] at which an objective may end.

    Parameters
    ----------
    nodes, tier_gap
        Work limit where none is smaller, and gap of tiers.
    """
    if objective.kind == "tier":
        return nodes, tier_gap
    if formulation.matrix.n_columns > _MANY_COLUMNS:
        return _LATE_NODES, _LATE_GAP
    return nodes, 0.0


def solve_in_order(
    formulation: Formulation,
    order: tuple[Objective, ...],
    *,
    nodes: int,
    seed: int,
    bounds: Bounds,
    locks: tuple[Lock, ...] = (),
    tier_gap: float = TIER_GAP,
    reached: tuple[int, ...] | None = None,
) -> Answer | None:
    """Return the last answer of a lexicographic solve; None if there is no solution.

    Parameters
    ----------
    reached
        Values solved for before rows were added. None can be smaller, so only the last
        objective is solved again, if the others can still be reached.
    """
    held = list(locks)
    last: Answer | None = None
    if reached:
        # Looking for the values without an objective can take a hundred times as long.
        answer = minimise(
            formulation.matrix,
            formulation.objective(order[-1]),
            locks=[*held, *hold(formulation, order[:-1], reached)],
            bounds=bounds,
            relative_gap=tier_gap,
            nodes=nodes,
            seed=seed,
        )
        if answer.values is not None:
            return answer
    if not order:
        answer = minimise(
            formulation.matrix, [], locks=held, bounds=bounds, nodes=nodes, seed=seed
        )
        return answer if answer.values is not None else None
    hint: Mapping[int, float] | None = None
    for objective in order:
        terms = formulation.objective(objective)
        if not terms and last is not None:
            continue
        limit, gap = effort(formulation, objective, nodes, tier_gap)
        answer = minimise(
            formulation.matrix,
            terms,
            locks=held,
            bounds=bounds,
            relative_gap=gap,
            nodes=limit,
            seed=seed,
            hint=hint,
        )
        if answer.values is None:
            return last
        last = answer
        hint = as_hint(answer.values)
        held += hold(
            formulation, (objective,), (round(value_of(terms, answer.values)),)
        )
    return last
