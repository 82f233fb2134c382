"""Bounds and cuts hold for every plan of tiny random scenarios."""

import pytest

from models.measures import total_cost
from models.plan import Plan
from models.scenario import Scenario
from planner.engine.pathway import PathPool, pathway_bound
from planner.engine.solver import Lock, minimise, minimise_dual
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario
from tests.exactness.brute_force import Outcome, outcomes
from tests.exactness.random_scenarios import tiny

SEEDS = [seed for seed in range(60) if seed % 4]
ROUNDING = "rounding["


def master(seed: int) -> Formulation:
    people = People(Catalogue(tiny(seed).scenario))
    return build(reduce(people), decoupled=True)


def columns_of(formulation: Formulation, outcome: Outcome) -> dict[int, int]:
    """The classes and shortfalls of a plan, by column."""
    catalogue = formulation.reduction.catalogue
    values = {}
    for (taught, start), column in formulation.shared.classes.items():
        intake = catalogue.course_name(taught), catalogue.first + start
        values[column] = outcome.classes.get(intake, 0)
    for at, column in formulation.shortfall.items():
        measurement = catalogue.measurements[at]
        values[column] = outcome.shortfall[measurement.target, measurement.year]
    return values


def slacks(formulation: Formulation, seed: int) -> list[float]:
    """By how much every plan of a scenario keeps every cut."""
    matrix = formulation.matrix
    rows = [
        row for row, name in enumerate(matrix.row_names) if name.startswith(ROUNDING)
    ]
    found = []
    for outcome in outcomes(tiny(seed).scenario):
        values = columns_of(formulation, outcome)
        for row in rows:
            entries = range(matrix.row_starts[row], matrix.row_starts[row + 1])
            left = sum(matrix.values[at] * values[matrix.indices[at]] for at in entries)
            found.append(left - matrix.row_lower[row])
    return found


def test_no_plan_breaks_a_cut_and_some_only_just_keep_it():
    found = [slack for seed in SEEDS for slack in slacks(master(seed), seed)]
    assert min(found) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_in_order(seed):
    """Relaxed master ≤ paths ≤ best, and whole master ≤ best, for the first tier."""
    best = tiny(seed).best
    formulation = master(seed)
    reduction = formulation.reduction
    objectives = order(reduction.catalogue)
    if best is None or not objectives or objectives[0].kind != "tier":
        pytest.skip("no plan, or nothing wanted")
    terms = formulation.objective(objectives[0])
    relaxed = minimise_dual(formulation.matrix, terms)
    paths = pathway_bound(reduction, PathPool.of(reduction), objectives, 0, ())
    whole = minimise(formulation.matrix, terms).whole_bound
    assert relaxed is not None
    assert paths is not None
    assert whole is not None
    assert relaxed[0] <= paths + 1e-6
    assert paths <= best.values[0] + 1e-6
    assert whole <= best.values[0]
    assert relaxed[0] <= whole + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_arcs_of_all_blocks_are_a_relaxation(seed):
    """Objective by objective, those before held at their best."""
    case, best = tiny(seed).scenario, tiny(seed).best
    assert best is not None
    people = People(Catalogue(case))
    units = frozenset(range(len(case.roster.unit_names)))
    formulation = build(reduce(people, units=units), decoupled=False, paths={})
    settled = total_cost(case, Plan.empty())
    locks: list[Lock] = []
    for objective, value in zip(order(people.catalogue), best.values, strict=True):
        terms = formulation.objective(objective)
        least = value - settled if objective.kind == "cost" else value
        bound = minimise(formulation.matrix, terms, locks=locks).whole_bound
        assert bound is not None
        assert bound <= least
        locks.append(Lock(terms, least + 0.01))


def both_at_once() -> Scenario:
    """Two officials, one may be away; one may take both long courses, in 2026 only."""
    long = {"weeks": [9], "seats": {"default": 0, 2026: 9}}
    degree = {"attribute": "education", "level": "dai_hoc"}
    return scenario(
        officials("A", "B", education="none"),
        {
            "T": course(grants=[{"attribute": "theory", "level": "so_cap"}], **long),
            "D": course(grants=[degree], **long),
        },
        targets={"t": level("theory", "so_cap"), "d": level("education", "dai_hoc")},
        rules={"unit_cover": {"share": 0.5}, "long_courses_at_once": None},
    )


@pytest.mark.parametrize("few", [50, 1])
def test_who_is_in_two_long_courses_is_away_once(few):
    # A takes both and B none: 2 of 4 attainments are missing, not 3.
    people = People(Catalogue(both_at_once()))
    reduction = reduce(people, units=frozenset({0}))
    objectives = order(people.catalogue)
    pool = PathPool.of(reduction, few)
    bound = pathway_bound(reduction, pool, objectives, 0, ())
    assert bound == pytest.approx(2)
    formulation = build(reduction, decoupled=False, paths=pool.chosen)
    terms = formulation.objective(objectives[0])
    assert minimise(formulation.matrix, terms).whole_bound == 2
