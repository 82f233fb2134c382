"""A rounding ends in whole numbers that the relaxation can keep, or nowhere."""

import pytest

from planner.engine.near_classes import near_classes
from planner.engine.rounding import round_off
from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import middling


def master(case):
    """The decoupled master and its first objective."""
    formulation = build(reduce(People(Catalogue(case))), decoupled=True)
    first = order(formulation.reduction.catalogue)[0]
    return formulation, formulation.objective(first)


CASES = [
    case
    for case in map(middling, range(40))
    if any(entry.kind == "tier" for entry in order(Catalogue(case)))
]


def least(formulation, terms, numbers):
    """The least value of an objective with some columns fixed."""
    fixed = {column: (number, number) for column, number in numbers.items()}
    return minimise(formulation.matrix, terms, bounds=fixed, relax=True).objective


def test_whole_numbers_are_found_that_the_relaxation_can_keep():
    looked_at = 0
    for case in CASES:
        formulation, terms = master(case)
        relaxed = minimise(formulation.matrix, terms, relax=True)
        if relaxed.values is None:
            continue
        columns = list(formulation.shared.classes.values())
        found = round_off(formulation.matrix, terms, columns, {})
        if found is None:
            continue
        looked_at += 1
        assert list(found.numbers) == columns
        assert found.value >= relaxed.objective - 1e-6
        reached = least(formulation, terms, found.numbers)
        assert reached == pytest.approx(found.value, abs=1e-5)
    assert looked_at >= 20


def two_that_share_three():
    """Two numbers of at most two each, of which three fit."""
    matrix = Matrix()
    x, y = matrix.column("x", 0, 2), matrix.column("y", 0, 2)
    matrix.row("room", [(x, 2), (y, 2)], upper=7)
    return matrix, x, y


def test_what_costs_less_is_rounded_to():
    matrix, x, y = two_that_share_three()
    found = round_off(matrix, [(x, -5), (y, -2)], [x, y], {})
    assert found.numbers == {x: 2, y: 1}
    assert found.value == pytest.approx(-12)


def test_what_is_fixed_stays_so():
    matrix, x, y = two_that_share_three()
    found = round_off(matrix, [(x, -5), (y, -2)], [x, y], {x: (1, 1)})
    assert found.numbers == {x: 1, y: 2}


def test_numbers_that_no_whole_ones_can_replace_end_nowhere():
    matrix = Matrix()
    x = matrix.column("x", 0, 2)
    matrix.row("half", [(x, 2)], 1, 1)
    assert round_off(matrix, [(x, 1)], [x], {}) is None
    assert round_off(matrix, [(x, 1)], [x], {x: (1, 1)}) is None


def test_best_known_numbers_are_kept():
    """From numbers that the relaxation cannot better nothing leads away."""
    looked_at = 0
    for case in CASES:
        formulation, terms = master(case)
        relaxed = minimise(formulation.matrix, terms, relax=True)
        known = near_classes(formulation, terms, None)
        if known is None:
            continue
        columns = formulation.shared.classes
        numbers = {columns[intake]: number for intake, number in known.items()}
        if least(formulation, terms, numbers) > relaxed.objective + 1e-6:
            continue
        looked_at += 1
        found = near_classes(formulation, terms, known)
        numbers = {columns[intake]: number for intake, number in found.items()}
        reached = least(formulation, terms, numbers)
        assert reached == pytest.approx(relaxed.objective, abs=1e-3)
    assert looked_at >= 5


def test_numbers_that_cannot_be_kept_are_given_up():
    looked_at = 0
    for case in CASES:
        formulation, terms = master(case)
        if near_classes(formulation, terms, None) is None:
            continue
        looked_at += 1
        # Far from everything that the relaxation could want.
        known = dict.fromkeys(formulation.shared.classes, 1_000_000)
        assert near_classes(formulation, terms, known) is not None
    assert looked_at >= 20
