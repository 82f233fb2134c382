"""Shares of a part of a group: the row is the required headcount, in every form a bound."""

from itertools import product

import numpy as np
import pytest

from models.measures import target_figures
from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order
from planner.formulation.paths import enumerate_paths
from planner.formulation.people import People
from planner.formulation.reduction import Reduction, reduce
from tests.builders import course, level, official, officials, plan, scenario
from tests.exactness.random_scenarios import tiny

SO_CAP = {"attribute": "theory", "level": "so_cap"}
TRUNG_CAP = {"attribute": "theory", "level": "trung_cap"}
COURSES = {
    "S": course(grants=[SO_CAP], class_size={"min": 1, "max": 9}),
    "T": course(grants=[TRUNG_CAP]),
}


def of_which(percent, compare, **changes):
    """So many of those with the basic level hold the intermediate one."""
    target = level("theory", "trung_cap", percent=percent, compare=compare, **changes)
    target["measure"]["among"] = [{"attribute": "theory", "at_least": "so_cap"}]
    return target


def case(percent, compare, held):
    people = [official(f"P{at}", theory=theory) for at, theory in enumerate(held)]
    wanted = {"more": of_which(percent, compare), "less": level("theory", "so_cap")}
    return scenario(people, COURSES, targets=wanted)


def reduction_of(given) -> Reduction:
    return reduce(People(Catalogue(given)))


def by_paths(reduction: Reduction) -> Formulation:
    paths = {}
    for at, block in enumerate(reduction.blocks):
        listed = enumerate_paths(block)
        assert listed is not None
        paths[at] = listed
    return build(reduction, decoupled=False, paths=paths)


def least_shortfall(formulation: Formulation, name: str, values: dict[int, int]) -> int:
    """The least shortfall for which all rows of a target hold, the columns being set."""
    matrix = formulation.matrix
    rows = [
        row
        for row, known in enumerate(matrix.row_names)
        if known in (f"target:{name}", f"anybody:target:{name}")
    ]
    short = matrix.column_names.index(f"short:target:{name}")
    free = [
        at
        for at, known in enumerate(matrix.column_names)
        if known.startswith("anybody")
    ]
    for shortfall in range(int(matrix.upper[short]) + 1):
        for choice in product((0, 1), repeat=len(free)):
            point = np.zeros(matrix.n_columns)
            for column, value in values.items():
                point[column] = value
            point[short] = shortfall
            point[free] = choice
            if all(_holds(formulation, row, point) for row in rows):
                return shortfall
    raise AssertionError("the target cannot be made good by any shortfall")


def _holds(formulation: Formulation, row: int, point) -> bool:
    matrix = formulation.matrix
    part = slice(matrix.row_starts[row], matrix.row_starts[row + 1])
    value = np.dot(matrix.values[part], point[matrix.indices[part]])
    return bool(matrix.row_lower[row] - 1e-9 <= value <= matrix.row_upper[row] + 1e-9)


@pytest.mark.parametrize(
    "held", [["none"] * 4, ["none", "none", "so_cap", "trung_cap"]]
)
@pytest.mark.parametrize("compare", [">=", ">"])
@pytest.mark.parametrize("percent", [0, 33.3, 50, "66.66667", 100])
def test_the_row_asks_for_the_required_headcount(percent, compare, held):
    given = case(percent, compare, held)
    formulation = by_paths(reduction_of(given))
    names = [f"P{at}" for at, theory in enumerate(held)]
    blocks = formulation.reduction.blocks
    column_of = {(at, path): column for column, at, path in formulation.paths}
    asked = 0
    for takes in product(("", "S", "T"), repeat=len(held)):
        chosen = [(name, took) for name, took in zip(names, takes, strict=True) if took]
        if any(
            not _useful(formulation, given.roster.position[name], took)
            for name, took in chosen
        ):
            continue
        values: dict[int, int] = {}
        for at, block in enumerate(blocks):
            for member in block.members:
                path = tuple(
                    0 if _name(formulation, item) == takes[member] else -1
                    for item in block.items
                )
                if max(path) >= 0:
                    column = column_of[at, path]
                    values[column] = values.get(column, 0) + 1
        (figure, _) = target_figures(
            given, plan(given, *((name, took, 2026) for name, took in chosen))
        )
        found = 0
        if "short:target:more@2028" in formulation.matrix.column_names:
            found = least_shortfall(formulation, "more@2028", values)
        assert found == figure.shortfall
        asked += 1
    assert asked > 5


def _name(formulation: Formulation, item: int) -> str:
    catalogue = formulation.reduction.catalogue
    return catalogue.course_name(catalogue.items[item].course)


def _useful(formulation: Formulation, official: int, took: str) -> bool:
    useful = formulation.reduction.useful[official]
    at = [_name(formulation, item) for item in range(len(useful))].index(took)
    return bool(useful[at] & 1)


FORMS = {
    "master": lambda reduction: build(reduction, decoupled=True),
    "arcs": lambda reduction: build(reduction, decoupled=False),
    "paths": by_paths,
}


def bound_of(reduction: Reduction, form: str) -> int:
    """The bound of the first tier, in one form."""
    formulation = FORMS[form](reduction)
    first = order(reduction.catalogue)[0]
    bound = minimise(formulation.matrix, formulation.objective(first)).whole_bound
    assert bound is not None
    return bound


@pytest.mark.parametrize("form", FORMS)
def test_whoever_attains_by_what_leads_into_the_part_is_counted_in_it(form):
    # Four hold nothing; A and B seat two each, T nobody. All four on the basic level
    # leave half of them, two, without the intermediate one; fewer leave more missing.
    courses = {
        "A": course(grants=[SO_CAP], seats=2),
        "B": course(grants=[SO_CAP], seats=2),
        "T": course(grants=[TRUNG_CAP], seats=0),
    }
    targets = {"less": level("theory", "so_cap"), "more": of_which(50, ">=")}
    given = scenario(officials(*"PQRS"), courses, targets=targets)
    assert bound_of(reduction_of(given), form) == 2


def with_parts(seed: int) -> bool:
    """Whether the first tier of a tiny scenario has a share of a part of a group."""
    case = tiny(seed)
    measured = Catalogue(case.scenario).measurements
    first = min((each.tier for each in measured), default=0)
    return case.best is not None and any(
        each.counts_part and each.tier == first for each in measured
    )


def test_every_form_is_a_bound_whatever_is_drawn():
    seeds = [seed for seed in range(60) if with_parts(seed)]
    assert len(seeds) >= 10
    for seed in seeds:
        best = tiny(seed).best
        assert best is not None
        reduction = reduction_of(tiny(seed).scenario)
        bounds = {form: bound_of(reduction, form) for form in FORMS}
        assert max(bounds.values()) <= best.values[0], (seed, bounds)
