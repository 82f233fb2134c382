"""Saying who is sent from which unit: a bound for every plan, which no cut adds to."""

from math import inf

import pytest

from models.measures import objective_values
from planner.engine.choose import draw_keys
from planner.engine.cover import cuts_of
from planner.engine.deal import deal
from planner.engine.pathway import PathPool
from planner.engine.solver import Answer, minimise
from planner.formulation.build import build
from planner.formulation.constraints.unit_cover import room
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order, tiers_of
from planner.formulation.reduction import Reduction
from tests.engine.crowded import crowded, wanted

SEEDS = range(40)
BY_PATHS, BY_ARCS = 10_000, 0


def formed(reduction: Reduction, few_paths: int, *, by_unit: bool) -> Formulation:
    paths = PathPool.of(reduction, few_paths).chosen
    return build(reduction, decoupled=False, paths=paths, by_unit=by_unit)


def least(formulation: Formulation) -> Answer:
    """The relaxation of the first tier."""
    first = order(formulation.reduction.catalogue)[0]
    return minimise(formulation.matrix, formulation.objective(first), relax=True)


@pytest.mark.parametrize("few_paths", [BY_PATHS, BY_ARCS])
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_dealt_obeys_it(seed: int, few_paths: int) -> None:
    found = wanted(seed)
    keys = draw_keys(found.reduction, seed)
    tiers = tiers_of(order(found.reduction.catalogue))
    dealt = deal(found.reduction, found.solution, keys, may_lose=[inf] * len(tiers))
    if dealt.plan is None:
        return
    reached = objective_values(crowded(seed), dealt.plan)[0].value
    bound = least(formed(found.reduction, few_paths, by_unit=True)).objective
    assert bound is not None
    assert bound <= reached + 1e-6


@pytest.mark.parametrize("few_paths", [BY_PATHS, BY_ARCS])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_cut_of_unit_cover_is_left_to_be_found(seed: int, few_paths: int) -> None:
    reduction = wanted(seed).reduction
    left = room(reduction.people.background)
    assert left is not None
    formulation = formed(reduction, few_paths, by_unit=True)
    answer = least(formulation)
    assert answer.values is not None
    assert cuts_of(formulation, answer.values, left) == ()


def test_it_says_more_than_the_formulation_without_and_cuts_would_be_needed() -> None:
    raised = violated = 0
    for seed in SEEDS:
        reduction = wanted(seed).reduction
        left = room(reduction.people.background)
        assert left is not None
        plain = formed(reduction, BY_PATHS, by_unit=False)
        without, with_units = (
            least(plain),
            least(formed(reduction, BY_PATHS, by_unit=True)),
        )
        assert without.values is not None
        assert without.objective is not None
        assert with_units.objective is not None
        raised += with_units.objective > without.objective + 1e-6
        violated += bool(cuts_of(plain, without.values, left))
    assert raised > 2
    assert violated > 2


@pytest.mark.parametrize("few_paths", [BY_PATHS, BY_ARCS])
def test_its_size_is_known_before_and_other_columns_stay_where_they_are(
    few_paths: int,
) -> None:
    for seed in SEEDS:
        reduction = wanted(seed).reduction
        plain = formed(reduction, few_paths, by_unit=False)
        whole = formed(reduction, few_paths, by_unit=True)
        n_columns = plain.matrix.n_columns
        assert whole.matrix.n_columns == n_columns + plain.sending.size
        assert whole.matrix.column_names[:n_columns] == plain.matrix.column_names
