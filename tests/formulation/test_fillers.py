"""Fillers: nobody fills a course in two years, which plans have to know."""

import numpy as np

from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.fillers import filler_counts, most_until, windows
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, scenario

GRANTS = [{"attribute": "theory", "level": "so_cap"}]


def given(**entry):
    """A is missing from the target; B and D could fill, D only from 2027 on."""
    people = [
        official("A", title="chair"),
        official("B", title="registrar"),
        official("D", title="registrar", joined="2027-01-01"),
    ]
    return scenario(
        people,
        {"C": course(grants=GRANTS, class_size={"min": 3, "max": 9}, **entry)},
        targets={"t": level("theory", "so_cap", group="title == chair")},
    )


def most_fillers(case, *, once):
    """The most that fillers of all years come to in the relaxation."""
    reduction = reduce(People(Catalogue(case)))
    form = build(reduction, decoupled=False)
    if once:
        form.fill_once()
    filling = [(column, -1.0) for column in form.fillers.values()]
    limits = filler_counts(reduction, narrow=True)
    classes = dict.fromkeys(form.shared.classes, (0, 1))
    bounds = form.for_plan(classes, limits)
    return -minimise(form.matrix, filling, bounds=bounds, relax=True).objective


def test_who_could_fill_in_several_years_is_counted_once():
    reduction = reduce(People(Catalogue(given())))
    assert sorted(
        (key.start, count)
        for key, count in filler_counts(reduction, narrow=True).items()
    ) == [(0, 1), (1, 2), (2, 2)]
    assert most_until(reduction, 0) == [1, 2, 2]


def test_nobody_fills_twice():
    assert most_fillers(given(), once=False) == 4
    assert most_fillers(given(), once=True) == 2


def leaving():
    """A is missing from the target; B could fill, and E in 2026 only."""
    people = [
        official("A", title="chair"),
        official("B", title="registrar"),
        official("E", title="registrar", leaves="2027-01-01"),
    ]
    return scenario(
        people,
        {"C": course(grants=GRANTS, class_size={"min": 2, "max": 9})},
        targets={"t": level("theory", "so_cap", group="title == chair")},
    )


def test_of_the_years_in_a_row_only_those_count_who_could_fill_within_them():
    reduction = reduce(People(Catalogue(leaving())))
    (sort,) = {key.sort for key in filler_counts(reduction, narrow=True)}
    # B and E until 2028, as until 2027; B alone from 2027 on.
    assert windows(reduction, sort) == [(0, 2, 2), (1, 2, 1)]


def test_what_a_solution_wants_of_one_person_twice_is_ruled_out():
    reduction = reduce(People(Catalogue(leaving())))
    form = build(reduction, decoupled=False)
    (sort,) = {key.sort for key in form.fillers}
    by_year = {key.start: column for key, column in form.fillers.items()}
    form.fill_once()
    assert by_year.keys() == {0, 1, 2}
    twice = np.zeros(form.matrix.n_columns)
    # E fills nothing, B in 2027 and in 2028: until 2028 no more than could be.
    twice[by_year[1]] = twice[by_year[2]] = 1
    assert form.filled_twice(twice) == {sort}
    once = twice.copy()
    once[by_year[1]], once[by_year[0]] = 0, 1
    assert form.filled_twice(once) == frozenset()
    late = [(by_year[1], -1.0), (by_year[2], -1.0)]
    assert minimise(form.matrix, late, relax=True).objective == -2
    form.fill_within({sort})
    assert minimise(form.matrix, late, relax=True).objective == -1


def test_a_course_that_may_be_repeated_may_be_filled_again():
    measure = {"kind": "annual_participation", "course_kind": "k"}
    yearly = {
        "title": "t",
        "percent": 100,
        "group": "title == chair",
        "measure": {**measure, "first": 2026, "last": 2028},
    }
    again = course(class_size={"min": 3, "max": 9}, kinds=["k"], repeatable=True)
    people = [official(name, title="registrar") for name in "BD"]
    case = scenario(
        [official("A", title="chair"), *people], {"C": again}, targets={"t": yearly}
    )
    assert most_fillers(case, once=True) == most_fillers(case, once=False) == 6
