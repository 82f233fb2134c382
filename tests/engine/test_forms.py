"""Forms get tighter by what they learn, and no tighter than people are."""

import pytest

from planner.engine.forms import AT_ONCE, PathwayForm
from planner.engine.pathway import PathPool
from planner.engine.solver import minimise
from planner.engine.weighing import Weighing
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario
from tests.exactness.random_scenarios import drawn


def least(form: PathwayForm) -> float | None:
    """The smallest sum of the weighed tiers."""
    tiers = tiers_of(order(form.reduction.catalogue))
    weighing = Weighing.of(form.formulation, tiers)
    return minimise(form.formulation.matrix, weighing.terms).objective


@pytest.mark.parametrize("seed", range(20))
def test_blocks_that_are_given_their_paths_are_as_if_they_always_had_them(
    seed: int,
) -> None:
    reduction = reduce(People(Catalogue(drawn(seed))))
    by_arcs = PathwayForm(reduction, few_paths=0)
    loose = least(by_arcs)
    blocks = sorted(by_arcs.pool.by_arcs)
    assert by_arcs.give_paths(blocks) == bool(blocks)
    assert not by_arcs.pool.by_arcs
    assert not by_arcs.formulation.arcs
    tight = least(by_arcs)
    assert tight == least(PathwayForm(reduction, few_paths=AT_ONCE))
    if loose is not None and tight is not None:
        assert loose <= tight


def given_by_arcs(*, people: int, requires: list[dict[str, str]]) -> frozenset[int]:
    """Blocks without all paths as columns: two courses, of which one may need the other."""
    so_cap = {"attribute": "theory", "level": "so_cap"}
    thac_si = {"attribute": "education", "level": "thac_si"}
    case = scenario(
        officials(*"ABC"[:people]),
        {"first": course(grants=[so_cap]),
         "second": course(grants=[thac_si], requires=requires)},
        targets={"theory": level("theory", "so_cap"),
                 "degree": level("education", "thac_si")},
    )  # fmt: skip
    return PathPool.of(reduce(People(Catalogue(case))), few=2).by_arcs


def test_where_one_of_several_officials_needs_another_course_all_paths_are_columns() -> (
    None
):
    first = [{"attribute": "theory", "at_least": "so_cap"}]
    assert given_by_arcs(people=2, requires=first) == frozenset()
    # Whatever one official starts is a path.
    assert len(given_by_arcs(people=1, requires=first)) == 1
    assert len(given_by_arcs(people=2, requires=[])) == 2


def test_a_form_that_others_came_from_keeps_its_blocks() -> None:
    reduction = reduce(People(Catalogue(drawn(0))))
    first = PathwayForm(reduction, few_paths=0)
    before = first.pool.by_arcs
    other = first.with_money_of(reduction.people.scenario)
    assert before
    assert other.give_paths(sorted(before))
    assert first.pool.by_arcs == before
