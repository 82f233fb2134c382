"""What other amounts of money change in a formulation, and what they do not."""

from copy import deepcopy
from dataclasses import replace

import pytest

from models.scenario import Scenario
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.other_money import with_money_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import middling


def with_a_tenth(case: Scenario) -> Scenario:
    """The scenario with a tenth of the money on every line, in every year."""
    years = case.spec.horizon
    lines = {
        name: line.model_copy(
            update={
                "amount": line.amount.model_validate(
                    {
                        year: f"{(line.amount.at(year) or 0) / 10:.3f}"
                        for year in range(years.first, years.last + 1)
                    }
                )
            }
        )
        for name, line in case.spec.budget.items()
    }
    return replace(case, spec=case.spec.model_copy(update={"budget": lines}))


def built(case: Scenario):
    return build(reduce(People(Catalogue(case))), decoupled=False)


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_formulation_of_the_other_scenario(seed):
    case = middling(seed)
    other = with_a_tenth(case)
    before = built(case)
    matrix = deepcopy(before.matrix)
    found = with_money_of(before, other)
    assert found.matrix == built(other).matrix
    assert before.matrix == matrix


def test_amounts_bind_in_some_of_these_scenarios():
    changed = [
        with_money_of(built(case), with_a_tenth(case)).matrix != built(case).matrix
        for case in map(middling, range(12))
    ]
    assert sum(changed) >= 6


def test_all_parts_belong_to_the_other_scenario():
    case = middling(1)
    other = with_a_tenth(case)
    before = built(case)
    found = with_money_of(before, other)
    people = found.reduction.people
    assert found.shared.scenario is other
    assert found.shared.background is people.background
    assert found.reduction.catalogue is people.background.catalogue
    for part in (people, people.catalogue, people.background):
        assert part.scenario is other
    for part in (before.reduction.people, before.reduction.catalogue, before.shared):
        assert part.scenario is case


def test_rows_added_to_one_are_not_in_the_other():
    case = middling(1)
    before = built(case)
    found = with_money_of(before, with_a_tenth(case))
    rows = before.matrix.n_rows
    found.matrix.row("cut", [(0, 1)], upper=1)
    assert before.matrix.n_rows == rows
    assert found.matrix.n_rows == rows + 1
