"""Fillers: nobody fills a course in two years, which plans have to know."""

from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.fillers import filler_counts, most_until
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
