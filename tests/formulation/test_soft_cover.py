"""Unit cover with a tier: the formulation counts what the measure counts."""

from collections import Counter
from itertools import chain, combinations, product

import pytest

from models.measures import objective_values
from planner.engine.solver import Lock, minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order, tiers_of
from planner.formulation.paths import enumerate_paths
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests import builders
from tests.builders import course, level, official, officials, scenario

NAMES = ("A", "B", "D")
KS = (("K", 2026), ("K", 2027))
POSSIBLE = [*product(NAMES, (*KS, ("L", 2026))), *product("X", KS)]


def soft():
    """Three of a unit that can spare one, and X who is away; one in another unit."""
    return scenario(
        [*officials(*NAMES, "X"), official("E", unit="bi")],
        {"K": course(weeks=[9]), "L": course(weeks=[8, 8], duration=2)},
        horizon={"first": 2026, "last": 2027},
        targets={"t": level("theory", "so_cap", 2027)},
        rules={
            "unit_cover": {"share": 0.5, "tier": 4, "weight": 2},
            "long_courses_at_once": None,
        },
        in_progress=[("X", "L", 2025, "")],
    )


def least_by_counts(given, key):
    """The least that a plan comes to: enrolments counted by a key -> value of tier 4."""
    least = {}
    subsets = (combinations(POSSIBLE, size) for size in range(len(POSSIBLE) + 1))
    for picked in chain.from_iterable(subsets):
        chosen = [(name, *intake) for name, intake in picked]
        if len({entry[:2] for entry in chosen}) < len(chosen):
            continue  # a course twice
        value = objective_values(given, builders.plan(given, *chosen))[-1].value
        counts = tuple(sorted(Counter(map(key, chosen)).items()))
        least[counts] = min(value, least.get(counts, value))
    return least


def form_of(given, *, split):
    units = frozenset(range(len(given.roster.unit_names))) if split else frozenset()
    reduction = reduce(People(Catalogue(given)), useful_only=False, units=units)
    listed = {at: enumerate_paths(block) for at, block in enumerate(reduction.blocks)}
    return build(reduction, decoupled=False, paths=listed, by_unit=not split)


def taken(form, counts, key_of):
    """Rows that fix how many take what."""
    catalogue, terms = form.reduction.catalogue, {}
    for column, block, starts in form.paths:
        for item, start in enumerate(starts):
            if start >= 0:
                entry = catalogue.items[form.reduction.blocks[block].items[item]]
                name = catalogue.course_name(entry.course)
                key = key_of(block, name, start + catalogue.first)
                terms.setdefault(key, []).append((column, 1.0))
    wanted = dict(counts)
    for key in terms.keys() | wanted.keys():
        own, number = terms.get(key, []), wanted.get(key, 0)
        yield Lock(own, number)
        yield Lock([(column, -value) for column, value in own], -number)


def least_of(form, locks):
    tier = tiers_of(order(form.reduction.catalogue))[-1]
    assert tier.number == 4
    return minimise(form.matrix, form.objective(tier), locks=list(locks)).objective


def test_with_units_split_off_the_formulation_counts_the_same():
    given = soft()
    unit = given.roster.unit
    form = form_of(given, split=True)
    least = least_by_counts(
        given, lambda entry: (int(unit[given.roster.position[entry[0]]]), *entry[1:])
    )
    assert len(least) > 20
    assert set(least.values()) == {0, 2, 4, 6, 8}
    for counts, value in least.items():
        locks = taken(form, counts, lambda at, *rest: (form.shared.unit_of[at], *rest))
        assert least_of(form, locks) == pytest.approx(value), counts


def test_with_units_as_columns_it_never_counts_more():
    # Those columns are not whole, and somebody of another unit may be sent.
    given = soft()
    form = form_of(given, split=False)
    found = []
    for counts, value in least_by_counts(given, lambda entry: entry[1:]).items():
        found.append(least_of(form, taken(form, counts, lambda at, *rest: rest)))
        assert found[-1] <= value + 1e-6, counts
    assert max(found) >= 2
