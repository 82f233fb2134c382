"""Classes that open freely: no number of them is searched for, and none is exceeded."""

from typing import Any

import pytest

from models.measures import classes
from models.scenario import Scenario
from planner.engine.messages import Found
from planner.engine.prices import Relaxed
from planner.engine.search import search
from planner.engine.settings import SolveSettings
from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.formulation import Formulation
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, scenario

LEVEL = [{"attribute": "theory", "level": "so_cap"}]


def taught(size: dict[str, int], number: int = 2, **entry: Any) -> Scenario:
    """Five officials who all want one course, in 2026 only."""
    offered = {"default": 0, 2026: number}
    return scenario(
        [official(name) for name in "ABCDE"],
        {"C": course(grants=LEVEL, class_size=size, classes=offered, **entry)},
        targets={"all": level("theory", "so_cap", 2026, percent=100)},
        budget={"city": {"title": "city", "amount": 1000}},
    )


def formulation(given: Scenario) -> Formulation:
    return build(reduce(People(Catalogue(given))), decoupled=True)


@pytest.mark.parametrize(
    ("size", "entry", "free"),
    [
        ({"min": 1, "max": 2}, {}, True),
        ({"min": 1, "max": 2}, {"cost_per_seat": [7]}, True),
        ({"min": 1, "max": 2}, {"cost_per_class": [7]}, False),
        ({"min": 2, "max": 2}, {}, False),
    ],
)
def test_a_number_is_searched_for_where_it_costs_or_takes_several(size, entry, free):
    shared = formulation(taught(size, **entry)).shared
    assert (shared.free_classes, shared.classes.keys()) == (
        ({(0, 0): 2}, set()) if free else ({}, {(0, 0)})
    )


@pytest.mark.parametrize(("most", "missing"), [(1, 3), (2, 1), (3, 0)])
def test_no_more_are_taught_than_the_classes_have_seats(most, missing):
    given = taught({"min": 1, "max": most})
    programme = formulation(given)
    (tier,) = programme.shortfall.values()
    answer = minimise(programme.matrix, [(tier, 1)])
    assert answer.objective == missing


def test_as_many_classes_open_as_are_needed():
    found: list[Found] = []
    given = taught({"min": 1, "max": 2})
    search(
        given,
        SolveSettings(),
        lambda message: found.append(message) if isinstance(message, Found) else None,
    )
    plan = found[-1].plan
    assert classes(given, plan)["seats_taken"].to_list() == [2, 2]


def test_one_more_class_is_worth_its_seats():
    (price,) = Relaxed(taught({"min": 1, "max": 2}, number=1)).prices(("classes",))
    assert (price.limit.name, price.limit.year) == ("C", 2026)
    assert (price.limit.now, price.before) == (1, 3)
    assert price.per_unit == pytest.approx(2)
    assert price.up_to == pytest.approx(1.5)
