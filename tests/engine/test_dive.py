"""A dive ends in whole numbers of classes that the relaxation can keep, or nowhere."""

import pytest

from planner.engine.dive import dive
from planner.engine.solver import Lock, minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario
from tests.exactness.random_scenarios import middling

SO_CAP = {"attribute": "theory", "level": "so_cap"}


def master(case):
    """The decoupled master and its first objective."""
    formulation = build(reduce(People(Catalogue(case))), decoupled=True)
    first = order(formulation.reduction.catalogue)[0]
    return formulation, formulation.objective(first)


def fixed(formulation, numbers):
    """Bounds that fix the numbers of classes."""
    return {
        formulation.shared.classes[intake]: (number, number)
        for intake, number in numbers.items()
    }


def opens_parts(formulation, relaxed):
    """Whether a relaxation opens parts of classes."""
    parts = relaxed.values[list(formulation.shared.classes.values())]
    return any(abs(part - round(part)) > 1e-6 for part in parts)


def test_whole_numbers_are_found_that_the_relaxation_can_keep():
    looked_at = 0
    for seed in range(60):
        case = middling(seed)
        if not any(entry.kind == "tier" for entry in order(Catalogue(case))):
            continue
        formulation, terms = master(case)
        relaxed = minimise(formulation.matrix, terms, relax=True)
        if relaxed.values is None or not opens_parts(formulation, relaxed):
            continue
        looked_at += 1
        numbers = dive(formulation, terms, ())
        assert set(numbers) == set(formulation.shared.classes), seed
        assert all(isinstance(number, int) for number in numbers.values())
        reached = minimise(
            formulation.matrix, terms, bounds=fixed(formulation, numbers), relax=True
        )
        assert reached.objective >= relaxed.objective - 1e-6
    assert looked_at >= 5


def four_who_fill_one_class(**changes):
    """Four officials and classes of exactly three, one in each of two years."""
    return scenario(
        officials("A", "B", "E", "F"),
        {
            "C": course(
                grants=[SO_CAP],
                class_size={"min": 3, "max": 3},
                classes={"default": 1, 2028: 0},
            )
        },
        targets={"t": level("theory", "so_cap")},
        **changes,
    )


def test_who_is_left_by_whole_numbers_is_the_shortfall():
    formulation, terms = master(four_who_fill_one_class())
    numbers = dive(formulation, terms, ())
    assert sorted(numbers.values()) == [0, 1]
    reached = minimise(formulation.matrix, terms, bounds=fixed(formulation, numbers))
    assert reached.objective == pytest.approx(1)


def test_a_lock_that_no_whole_number_keeps_ends_nowhere():
    formulation, terms = master(four_who_fill_one_class())
    assert dive(formulation, terms, [Lock(terms, 0.5)]) is None


def test_decisions_that_fill_no_whole_classes_end_nowhere():
    # Relaxed, two thirds of a class would open in each year.
    pins = [(name, "C", 0, True) for name in "ABEF"]
    formulation, terms = master(four_who_fill_one_class(pins=pins))
    assert minimise(formulation.matrix, terms, relax=True).objective is not None
    assert dive(formulation, terms, ()) is None
