"""What an objective has won is held: not one more, and nothing asked of later ones."""

import pytest

from planner.engine.locks import hold
from planner.engine.solver import minimise, value_of
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario

THEORY = {"attribute": "theory", "level": "so_cap"}
DEGREE = {"attribute": "education", "level": "dai_hoc"}


@pytest.fixture
def formulation():
    """Three officials lack both; a seat costs 2 million dong, and there are 6."""
    case = scenario(
        officials("A", "B", "E", education="none"),
        {
            "T": course(grants=[THEORY], cost_per_seat=[2]),
            "D": course(grants=[DEGREE], cost_per_seat=[2]),
        },
        targets={
            "t": level("theory", "so_cap"),
            "d": level("education", "dai_hoc", tier=2),
        },
        budget={"city": {"title": "city", "amount": {"default": 0, 2026: 6}}},
    )
    return build(reduce(People(Catalogue(case))), decoupled=False)


@pytest.mark.parametrize(("held", "least"), [(0, 3), (1, 2), (3, 0)])
def test_the_next_tier_gets_what_the_one_before_leaves(formulation, held, least):
    # Three seats can be paid for: what tier 1 may miss, tier 2 can attain.
    objectives = order(formulation.reduction.catalogue)
    terms = formulation.objective(objectives[1])
    answer = minimise(
        formulation.matrix, terms, locks=hold(formulation, objectives, [held])
    )
    assert answer.objective == pytest.approx(least)
    before = formulation.objective(objectives[0])
    assert value_of(before, answer.values) == pytest.approx(held)


def test_each_value_is_held_and_later_objectives_are_free(formulation):
    objectives = order(formulation.reduction.catalogue)
    assert [entry.kind for entry in objectives] == ["tier", "tier", "cost"]
    locks = hold(formulation, objectives, (1, 2))
    assert [lock.terms for lock in locks] == [
        formulation.objective(entry) for entry in objectives[:2]
    ]
    assert minimise(formulation.matrix, [], locks=locks).values is not None
    # 1 and 1 missing would take four seats.
    assert minimise(
        formulation.matrix, [], locks=hold(formulation, objectives, (1, 1))
    ).infeasible
