"""In order: one formulation solved objective by objective, each holding those before.

With numbers of classes given, the relaxation of a large formulation has few values that are
not whole (7 of 8,304 where it was looked at): whole values next to it are looked for first,
at zero what is zero there, then with what costs nothing, with all columns, and only then
anywhere, until they are good enough. In still larger ones anywhere comes next if nothing is
found at zero what is zero there (a million officials: 0.8 and 5 s, and twice 30 s for
nothing in between).

Cost and preferences of a large formulation end at a small gap or work limit. Looked for
first is what the relaxation and the last solution use, then what costs nothing besides, and
preferences after the first keep its numbers of classes: Cần Thơ and its what-ifs took 1 to
5 s instead of 12 to 23, and ended better, as a search anywhere with so little work mostly
ends at worse values, or at none. Only where what costs nothing is too much to look through
is it done all the same (Hà Nội: the cost 0.05 % less and 33 instead of 65 s).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, floor, inf

from planner.engine.forms import AT_ONCE
from planner.engine.locks import hold
from planner.engine.solver import (
    Answer,
    Bounds,
    Lock,
    Term,
    as_hint,
    minimise,
    value_of,
)
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import Objective
from planner.formulation.read_solution import class_counts

_MANY_COLUMNS = 2000
"""In a larger formulation, values next to the relaxation are looked for first, and cost and
preferences end at a small gap."""
_NEAR = ((1, 0, inf), (2, 2, 0.5), (2, 1, inf))
"""How far that is: by how much columns may differ that the relaxation uses, and others, and
the largest reduced cost of those. What costs nothing is mostly enough and takes a third of
the time (ten of thirteen budgets and what-ifs of Cần Thơ)."""
_NEAR_NODES = 20
"""Work limit where values next to the relaxation are looked for [nodes]."""
_NARROW = 50
"""Each so many officials of a value widen what is next to it by one."""
_ZERO = 1e-6
"""Value of a column of a relaxation that is nothing."""
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


def minimise_near(
    formulation: Formulation,
    terms: Sequence[Term],
    locks: Sequence[Lock],
    bounds: Bounds,
    *,
    gap: float,
    nodes: int,
    seed: int,
    restart: bool = True,
    hint: Mapping[int, float] | None = None,
    anywhere: bool = True,
) -> Answer:
    """Return the least value of some terms; next to the relaxation if that is enough.

    Parameters
    ----------
    bounds
        Bounds of columns, among them the numbers of classes.
    gap, nodes
        Gap [-] and work limit [nodes] at which to stop.
    restart, hint
        As of `minimise`.
    anywhere
        Look further if what is next to the relaxation is not good enough. If not, columns
        that the relaxation would pay for are not looked at either.
    """
    matrix, late = formulation.matrix, nodes <= _LATE_NODES
    # In a larger programme, nothing found among all columns may take half a minute each.
    is_small = matrix.n_columns <= AT_ONCE
    steps = 1 if not is_small else 2 if late or not anywhere else 3
    # What is next to the relaxation is hardly ever as good as its bound itself.
    if gap and matrix.n_columns > _MANY_COLUMNS:
        relaxed = minimise(matrix, terms, locks=locks, bounds=bounds, relax=True)
        if relaxed.values is None or relaxed.whole_bound is None:
            return relaxed
        enough = relaxed.whole_bound + gap * abs(relaxed.whole_bound) + 1e-6
        found = minimise_next_to(
            matrix,
            terms,
            locks,
            bounds,
            relaxed,
            gap=gap,
            enough=enough,
            restart=restart,
            seed=seed,
            hint=hint if late else None,
            steps=steps,
        )
        is_good = found.objective is not None and found.objective <= enough
        near_will_do = not anywhere or (late and is_small and found.values is not None)
        if is_good or near_will_do:
            return found
        if found.values is not None and (late or hint is None):
            hint = as_hint(found.values)
    return minimise(
        matrix,
        terms,
        locks=locks,
        bounds=bounds,
        relative_gap=gap,
        nodes=nodes,
        restart=restart,
        seed=seed,
        hint=hint,
    )


def minimise_next_to(
    matrix: Matrix,
    terms: Sequence[Term],
    locks: Sequence[Lock],
    bounds: Bounds,
    relaxed: Answer,
    *,
    seed: int,
    gap: float = 0.0,
    enough: float | None = None,
    restart: bool = True,
    hint: Mapping[int, float] | None = None,
    steps: int = 3,
) -> Answer:
    """Return the least value next to a relaxation and a solution, with the former's bound.

    Parameters
    ----------
    relaxed
        The relaxation, with a solution.
    gap
        Gap [-] at which to stop.
    enough
        Value that is good enough.
    restart, hint
        As of `minimise`.
    steps
        How far to look: at columns that the relaxation or the solution uses, then at those
        that cost nothing, then at all.
    """
    best = replace(relaxed, values=None, objective=None)
    used_by_hint = hint or {}
    for used, unused, price in _NEAR[:steps]:
        near = next_to(matrix, bounds, relaxed, used=used, unused=unused, price=price)
        found = minimise(
            matrix,
            terms,
            locks=locks,
            bounds=_with(near, used_by_hint),
            relative_gap=gap,
            enough=enough,
            nodes=_NEAR_NODES,
            restart=restart,
            seed=seed,
            hint=hint,
        )
        if found.values is None or found.objective is None:
            continue
        best, hint = replace(found, bound=relaxed.bound), as_hint(found.values)
        if enough is not None and found.objective <= enough:
            break
        if unused and found.proven:
            break
    return best


def next_to(
    matrix: Matrix,
    bounds: Bounds,
    relaxed: Answer,
    *,
    used: int,
    unused: int,
    price: float = inf,
) -> Bounds:
    """Return bounds of columns that are next to their values in a relaxation.

    The relaxation may have more columns than the programme, after its own.

    Parameters
    ----------
    used, unused
        By how much columns may differ, one more for each so many of their value, and those
        that are zero.
    price
        Largest reduced cost of a column that is zero and may differ.
    """
    assert relaxed.values is not None
    assert relaxed.reduced is not None
    near = dict(bounds)
    prices = relaxed.reduced.tolist()
    for column, value in enumerate(relaxed.values[: matrix.n_columns].tolist()):
        if matrix.integer[column]:
            low, high = bounds.get(column, (matrix.lower[column], matrix.upper[column]))
            if value > _ZERO:
                width = used + value // _NARROW
            else:
                width = unused if prices[column] <= price else 0
            near[column] = (
                max(low, floor(value + _ZERO) - width),
                min(high, ceil(value - _ZERO) + width),
            )
    return near


def _with(near: Bounds, values: Mapping[int, float]) -> Bounds:
    """Return bounds of columns widened to some values."""
    wider = dict(near)
    for column, value in values.items():
        if column in near:
            low, high = near[column]
            wider[column] = min(low, round(value)), max(high, round(value))
    return wider


def improvable(
    formulation: Formulation,
    order: Sequence[Objective],
    known: Sequence[int],
    *,
    locks: Sequence[Lock],
    bounds: Bounds,
) -> int | None:
    """Return the first objective that is worth a search; None if none is.

    Parameters
    ----------
    known
        Values of a plan: those before the first are within the gap of the relaxation at
        which they may end.
    """
    held = list(locks)
    for at, (objective, value) in enumerate(zip(order, known, strict=True)):
        terms = formulation.objective(objective)
        if not terms:
            continue
        relaxed = minimise(
            formulation.matrix, terms, locks=held, bounds=bounds, relax=True
        )
        least = relaxed.whole_bound
        _, gap = effort(formulation, objective, 0)
        if least is None or value > least + gap * abs(least):
            return at
        held += hold(formulation, (objective,), (value,))
    return None


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
    hint: Mapping[int, float] | None = None,
) -> Answer | None:
    """Return the last answer of a lexicographic solve; None if there is no solution.

    Parameters
    ----------
    reached
        Values solved for before rows were added. None can be smaller, so only the last
        objective is solved again, if the others can still be reached.
    hint
        The solution before rows were added, or some of its columns.
    """
    held = list(locks)
    last: Answer | None = None
    if reached:
        # Looking for the values without an objective can take a hundred times as long.
        limit, gap = effort(formulation, order[-1], nodes, tier_gap)
        answer = minimise_near(
            formulation,
            formulation.objective(order[-1]),
            [*held, *hold(formulation, order[:-1], reached)],
            bounds,
            gap=gap,
            nodes=limit,
            seed=seed,
            hint=hint,
            anywhere=limit > _LATE_NODES,
        )
        if answer.values is not None:
            return answer
    if not order:
        answer = minimise(
            formulation.matrix, [], locks=held, bounds=bounds, nodes=nodes, seed=seed
        )
        return answer if answer.values is not None else None
    for objective in order:
        terms = formulation.objective(objective)
        if not terms and last is not None:
            continue
        limit, gap = effort(formulation, objective, nodes, tier_gap)
        answer = minimise_near(
            formulation,
            terms,
            held,
            bounds,
            gap=gap,
            nodes=limit,
            seed=seed,
            hint=hint,
        )
        if answer.values is None:
            return last
        last = answer
        hint = as_hint(answer.values)
        if limit <= _LATE_NODES and objective.kind not in ("tier", "cost"):
            classes = class_counts(formulation, answer.values)
            bounds = {**bounds, **formulation.fixed(classes)}
        held += hold(
            formulation, (objective,), (round(value_of(terms, answer.values)),)
        )
    return last
