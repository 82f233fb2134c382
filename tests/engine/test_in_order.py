"""In order: objective by objective, each with the effort that it is worth."""

from typing import Any

import pytest

from planner.engine import in_order
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, officials, scenario
from tests.exactness.random_scenarios import tiny


@pytest.mark.parametrize("again", [False, True])
def test_the_cost_of_a_large_formulation_ends_at_a_small_gap(
    again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    efforts: list[tuple[int, float]] = []
    solve = in_order.minimise_near

    def noted(*words: Any, gap: float, nodes: int, **options: Any) -> Any:
        efforts.append((nodes, gap))
        return solve(*words, gap=gap, nodes=nodes, **options)

    reduction = reduce(People(Catalogue(tiny(1).scenario)))
    cost = tuple(entry for entry in order(reduction.catalogue) if entry.kind == "cost")
    monkeypatch.setattr(in_order, "minimise_near", noted)
    monkeypatch.setattr(in_order, "_MANY_COLUMNS", 0)
    answer = in_order.solve_in_order(
        build(reduction, decoupled=False),
        cost,
        nodes=5000,
        seed=0,
        bounds={},
        reached=(0,) if again else None,
    )
    assert len(cost) == 1
    assert answer is not None
    assert efforts == [(1, 5e-4)]


@pytest.mark.parametrize(("known", "first"), [((2, 2), None), ((2, 3), 1), ((3, 2), 0)])
def test_what_a_plan_cannot_have_less_of_is_not_searched_for(
    known: tuple[int, int], first: int | None
) -> None:
    # All three lack both, and of each course there is one seat.
    one = {"classes": 1, "class_size": {"min": 1, "max": 1}}
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}], **one),
        "D": course(grants=[{"attribute": "education", "level": "dai_hoc"}], **one),
    }
    targets = {
        "theory": level("theory", "so_cap", 2026),
        "degree": level("education", "dai_hoc", 2026, tier=2),
    }
    case = scenario(
        officials("A", "B", "E", education="none"),
        courses,
        targets=targets,
        horizon={"first": 2026, "last": 2026},
    )
    reduction = reduce(People(Catalogue(case)))
    form = build(reduction, decoupled=True)
    tiers = order(reduction.catalogue)[:2]
    found = in_order.improvable(form, tiers, known, locks=(), bounds={})
    assert found == first
