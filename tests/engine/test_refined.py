"""What plans learn never takes away a solution that was dealt."""

import pytest

from planner.engine.choose import draw_keys
from planner.engine.forms import PathwayForm
from planner.engine.refined import RefinedForm
from planner.engine.solver import minimise
from planner.engine.weighing import Weighing
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import drawn


@pytest.mark.parametrize("seed", range(30))
def test_generated_paths_are_beside_those_of_the_last_whole_solution(seed: int) -> None:
    reduction = reduce(People(Catalogue(drawn(seed))))
    refined = RefinedForm(PathwayForm(reduction, few_paths=0), draw_keys(reduction, 0))
    tiers = tiers_of(order(reduction.catalogue))
    formulation = refined.formulation
    answer = minimise(formulation.matrix, Weighing.of(formulation, tiers).terms)
    if answer.values is None:
        return  # decisions contradict each other
    solution = refined.whole(formulation, answer)
    # With no class open, the relaxation needs none of these paths.
    refined.generate_paths({})
    assert refined.by_paths
    if solution is None or not refined.extra_paths:
        return
    for at, listed in refined.extra_paths.items():
        kept = {tuple(row) for row in listed.tolist()}
        assert kept >= solution.paths.get(at, {}).keys()
    again = minimise(
        refined.formulation.matrix, Weighing.of(refined.formulation, tiers).terms
    )
    assert again.objective is not None
    assert answer.objective is not None
    assert again.objective <= answer.objective + 1e-6
