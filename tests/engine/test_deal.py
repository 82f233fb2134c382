"""Dealing with some left out: classes stay large enough and every rule is kept."""

from collections import Counter
from math import inf

import pytest

from models.rules import violations
from planner.engine.choose import draw_keys
from planner.engine.deal import deal
from tests.engine.crowded import crowded, wanted

SEEDS = range(60)
WHATEVER = (inf, inf, inf)


def dealt(seed, **options):
    """What became of the solution that was found without looking at units."""
    found = wanted(seed)
    keys = draw_keys(found.reduction, seed)
    return deal(found.reduction, found.solution, keys, **options)


def wanted_seats(seed):
    """(course, start year) -> seats of the solution."""
    found = wanted(seed)
    catalogue = found.reduction.catalogue
    seats = Counter()
    for at, paths in found.solution.paths.items():
        items = found.reduction.blocks[at].items
        for path, count in paths.items():
            for item, start in enumerate(path):
                if start >= 0:
                    name = catalogue.course_name(catalogue.items[items[item]].course)
                    seats[name, catalogue.first + start] += count
    for key, count in found.solution.fillers.items():
        seats[catalogue.course_name(key.course), catalogue.first + key.start] += count
    return seats


def seats_of(plan):
    rows = plan.enrolments
    return Counter(zip(rows["course"], rows["start_year"], strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_is_left_out_no_rule_is_broken(seed):
    found = dealt(seed, may_lose=WHATEVER)
    if found.plan is None:
        assert found.placed or found.filler_limits
        return
    assert list(violations(crowded(seed), found.plan)["message"]) == []
    assert seats_of(found.plan) <= wanted_seats(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_unless_somebody_may_be_left_out_everybody_is_seated(seed):
    found = dealt(seed)
    if found.plan is None:
        assert found.placed or found.filler_limits
        return
    assert list(violations(crowded(seed), found.plan)["message"]) == []
    assert seats_of(found.plan) == wanted_seats(seed)


def test_leaving_out_makes_plans_of_what_could_not_be_dealt():
    refused = [seed for seed in SEEDS if dealt(seed).plan is None]
    assert len(refused) > 10
    made = [seed for seed in refused if dealt(seed, may_lose=WHATEVER).plan is not None]
    assert len(made) > 5
