"""Generated paths: the relaxation over all paths, from a few of them."""

from math import ceil

import pytest

from planner.engine.locks import hold
from planner.engine.pathway import PathPool, generate, pathway_bound
from planner.engine.solver import Lock, minimise
from planner.engine.weighing import Weighing
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import Reduction, reduce
from tests.exactness.random_scenarios import drawn


def reduced(seed: int) -> Reduction:
    return reduce(People(Catalogue(drawn(seed))))


def weighing(reduction: Reduction, formulation: Formulation) -> list[tuple[int, float]]:
    tiers = [entry for entry in order(reduction.catalogue) if entry.kind == "tier"]
    return Weighing.of(formulation, tiers).terms


@pytest.mark.parametrize("seed", range(30))
def test_some_paths_are_worth_as_much_as_all(seed: int) -> None:
    reduction = reduced(seed)
    pool = PathPool.of(reduction, few=0)
    generated = generate(
        reduction, pool, lambda form: weighing(reduction, form), lambda form: ()
    )
    all_paths = PathPool.of(reduction, few=10_000)
    assert not all_paths.by_arcs
    everything = build(reduction, decoupled=False, paths=all_paths.chosen)
    whole = minimise(
        everything.matrix, weighing(reduction, everything), relax=True
    ).objective
    assert generated is not None
    assert generated.value == pytest.approx(whole, abs=1e-5)
    over_found = build(reduction, decoupled=False, paths=generated.paths)
    again = minimise(
        over_found.matrix, weighing(reduction, over_found), relax=True
    ).objective
    assert again == pytest.approx(whole, abs=1e-5)
    assert set(pool.found) == pool.by_arcs


def test_there_is_no_relaxation_under_rows_that_nothing_meets() -> None:
    reduction = reduced(0)
    pool = PathPool.of(reduction, few=0)
    impossible = Lock([(0, 1.0)], -1.0)
    assert (
        generate(
            reduction,
            pool,
            lambda form: weighing(reduction, form),
            lambda form: (impossible,),
        )
        is None
    )


@pytest.mark.parametrize("seed", range(30))
def test_a_tier_is_bounded_with_all_before_it_held_at_their_least(seed: int) -> None:
    reduction = reduced(seed)
    tiers = tiers_of(order(reduction.catalogue))
    everything = build(
        reduction, decoupled=False, paths=PathPool.of(reduction, few=10_000).chosen
    )
    held: list[int] = []
    for at, tier in enumerate(tiers):
        whole = minimise(
            everything.matrix,
            everything.objective(tier),
            locks=hold(everything, tiers, held),
            relax=True,
        ).objective
        bound = pathway_bound(reduction, PathPool.of(reduction, few=0), tiers, at, held)
        # None if rounding a bound up left nothing that good.
        assert bound == (whole if whole is None else pytest.approx(whole, abs=1e-5))
        if whole is None:
            break
        held.append(ceil(whole - 1e-6))
