"""A cover cut is obeyed by all plans of people, and found whenever units cannot send."""

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest

from models.limits import UnitCover
from planner.engine.cover import violated
from planner.engine.pathway import PathPool
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.unit_cover import room
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.engine.crowded import wanted
from tests.exactness.brute_force import outcomes
from tests.exactness.random_scenarios import tiny

SEEDS = range(24)
"""Seeds of tiny scenarios; in some of them units cannot send everybody."""


def sendable(reduction, year):
    """(officials away in a year, block): all that units can send."""
    left = room(reduction.people.background)[:, year]
    unit = reduction.people.roster.unit
    there = np.array(
        [np.bincount(unit[b.members], minlength=len(left)) for b in reduction.blocks]
    )
    sums = {(0,) * len(there)}
    for at, limit in enumerate(left):
        own = [
            sent
            for sent in product(*(range(int(count) + 1) for count in there[:, at]))
            if sum(sent) <= limit
        ]
        sums = {tuple(np.add(a, b).tolist()) for a, b in product(sums, own)}
    return sums


@pytest.mark.parametrize("seed", range(12))
def test_a_cut_is_found_if_and_only_if_units_cannot_send_so_many(seed):
    reduction, random = wanted(seed).reduction, Random(seed)
    left = room(reduction.people.background)
    possible = sendable(reduction, 0)
    for _ in range(20):
        counts = [random.randint(0, min(2, block.size)) for block in reduction.blocks]
        away = {(at, 0): float(count) for at, count in enumerate(counts) if count}
        cuts = violated(reduction, away, left)
        assert bool(cuts) == (tuple(counts) not in possible)
        for cut in cuts:
            sums = [sum(sent[at] for at in cut.blocks) for sent in possible]
            # Nobody who can be sent is cut off, and no tighter number would do.
            assert max(sums) == cut.most
            assert sum(counts[at] for at in cut.blocks) > cut.most


def test_a_part_of_an_official_too_many_is_cut_off():
    reduction = wanted(0).reduction
    left = room(reduction.people.background)
    everyone = {(at, 1): float(b.size) for at, b in enumerate(reduction.blocks)}
    (cut,) = violated(reduction, everyone, left)
    wanted_too_many = sum(everyone[at, 1] for at in cut.blocks) - cut.most
    assert violated(reduction, everyone, left, beyond=wanted_too_many) == ()
    assert violated(reduction, everyone, left, beyond=wanted_too_many - 0.5) == (cut,)


def test_no_plan_of_people_breaks_a_cut():
    found = [cuts for seed in SEEDS if (cuts := cuts_kept_by_all_plans(seed))]
    assert len(found) >= 5


def cuts_kept_by_all_plans(seed):
    """The cuts against everybody being away, each tried on every plan."""
    case, random = limited(tiny(seed).scenario), Random(seed)
    reduction = reduce(People(Catalogue(case)), useful_only=False)
    left = room(reduction.people.background)
    if left is None:
        return ()
    everyone = {
        (at, year): float(random.randint(1, block.size))
        for at, block in enumerate(reduction.blocks)
        for year in range(reduction.catalogue.n_years)
    }
    cuts = violated(reduction, everyone, left)
    for outcome in outcomes(case) if cuts else ():
        for cut in cuts:
            assert gone(reduction, outcome, cut) <= cut.most
    return cuts


def limited(case):
    """The scenario with unit cover, if there is any, as a limit without a tier."""
    if case.spec.rules.unit_cover is None:
        return case
    cover = UnitCover(share=case.spec.rules.unit_cover.share)
    rules = case.spec.rules.model_copy(update={"unit_cover": cover})
    return replace(case, spec=case.spec.model_copy(update={"rules": rules}))


def gone(reduction, outcome, cut):
    """Officials of the blocks of a cut whom a plan sends away in its year."""
    catalogue = reduction.catalogue
    count = 0
    for at in cut.blocks:
        block = reduction.blocks[at]
        if block.long[cut.year]:
            continue
        courses = {catalogue.items[item].course for item in block.items}
        for member in block.members:
            count += any(
                catalogue.is_long[course]
                and course in courses
                and 0
                <= cut.year + catalogue.first - taken.start
                < catalogue.duration[course]
                for taken in outcome.paths[member]
                for course in [catalogue.scenario.course_ids.index(taken.course)]
            )
    return count


def test_a_cut_is_a_row_over_who_is_away_in_its_year():
    reduction = wanted(0).reduction
    formulation = build(
        reduction, decoupled=False, paths=PathPool.of(reduction, 10_000).chosen
    )
    everyone = {(at, 1): float(b.size) for at, b in enumerate(reduction.blocks)}
    (cut,) = violated(reduction, everyone, room(reduction.people.background))
    formulation.add(cut)
    matrix = formulation.matrix
    assert matrix.row_names[-1].endswith("@2027")
    assert matrix.row_upper[-1] == cut.most
    away = {column for at in cut.blocks for column, _ in formulation.shared.away[at, 1]}
    assert set(matrix.indices[matrix.row_starts[-2] :]) == away
