"""Looking at the first tiers only loses nothing for them."""

from functools import cache
from itertools import count, islice

import pytest

from planner.engine.pathway import PathPool
from planner.engine.solver import Lock, minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario
from tests.exactness.random_scenarios import tiny


def tiers_of(case):
    """The tiers in their order."""
    return [entry for entry in order(Catalogue(case)) if entry.kind == "tier"]


CASES = range(13)


@cache
def several_tiers():
    """Tiny scenarios with several tiers, and a plan."""
    found = (tiny(seed) for seed in count(1))
    wanted = (
        each
        for each in found
        if each.best is not None and len(tiers_of(each.scenario)) > 1
    )
    return list(islice(wanted, len(CASES)))


def least(reduction, tiers):
    """The bounds of some tiers, each with those before held at theirs."""
    pool = PathPool.of(reduction, few=60_000)
    formulation = build(reduction, decoupled=False, paths=pool.chosen)
    locks, found = [], []
    for tier in tiers:
        terms = formulation.objective(tier)
        answer = minimise(formulation.matrix, terms, locks=locks)
        found.append(answer.whole_bound)
        locks.append(Lock(terms, answer.whole_bound + 0.01))
    return found


@pytest.mark.parametrize("at", CASES)
def test_the_first_tiers_have_the_values_of_the_best_plan(at):
    case, best = several_tiers()[at].scenario, several_tiers()[at].best
    people, units = People(Catalogue(case)), frozenset(range(9))
    tiers = tiers_of(case)
    for number in range(1, len(tiers)):
        first = tiers[:number]
        # With every unit and every start, paths say exactly what people can do.
        part = reduce(
            people, useful_only=False, units=units, last_tier=first[-1].number
        )
        assert least(part, first) == list(best.values[:number])


@pytest.mark.parametrize("at", CASES)
def test_without_useless_starts_it_is_still_a_bound(at):
    case, best = several_tiers()[at].scenario, several_tiers()[at].best
    first = tiers_of(case)[0]
    part = reduce(People(Catalogue(case)), last_tier=first.number)
    assert least(part, [first])[0] <= best.values[0]


def test_what_serves_later_tiers_only_is_left_out():
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}]),
        "D": course(grants=[{"attribute": "education", "level": "dai_hoc"}]),
    }
    targets = {
        "theory": level("theory", "so_cap"),
        "degree": level("education", "dai_hoc", tier=2),
    }
    people = People(
        Catalogue(scenario(officials("A", education="none"), courses, targets=targets))
    )

    def items(last_tier):
        blocks = reduce(people, last_tier=last_tier).blocks
        return sorted(item for block in blocks for item in block.items)

    assert items(None) == items(2) == [0, 1]
    assert items(1) == [0]
    assert items(0) == []
