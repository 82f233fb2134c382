"""In order: objective by objective, each with the effort that it is worth."""

from typing import Any

import pytest

from planner.engine import in_order
from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.matrix import Matrix
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


def mended() -> tuple[Matrix, list[tuple[int, float]]]:
    """2x + y = 3 with x at 10 and y at 11: the relaxation uses x alone, 1.5 times."""
    matrix = Matrix()
    x, y = matrix.column("x", 0, 3), matrix.column("y", 0, 3)
    matrix.row("exactly", [(x, 2), (y, 1)], lower=3, upper=3)
    return matrix, [(x, 10), (y, 11)]


def test_next_to_a_relaxation_is_what_it_uses_and_what_costs_little() -> None:
    matrix, cost = mended()
    relaxed = minimise(matrix, cost, relax=True)

    def near(price: float) -> dict[int, tuple[float, float]]:
        around = in_order.next_to(matrix, {}, relaxed, used=1, unused=2, price=price)
        return dict(around)

    # One y costs 11 and saves half an x.
    assert near(5.9) == {0: (0, 3), 1: (0, 0)}
    assert near(6.1) == {0: (0, 3), 1: (0, 2)}


@pytest.mark.parametrize(
    ("steps", "hint", "least"),
    [(1, None, None), (2, None, None), (3, None, 21), (1, {0: 0.0, 1: 3.0}, 21)],
)
def test_it_is_looked_for_step_by_step_and_where_the_last_solution_is(
    steps: int, hint: dict[int, float] | None, least: int | None
) -> None:
    matrix, cost = mended()
    relaxed = minimise(matrix, cost, relax=True)
    found = in_order.minimise_next_to(
        matrix, cost, (), {}, relaxed, seed=0, hint=hint, steps=steps
    )
    assert found.objective == (None if least is None else pytest.approx(least))
    assert found.bound == pytest.approx(15)


def test_preferences_after_the_first_keep_its_numbers_of_classes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reduction = reduce(People(Catalogue(tiny(1).scenario)))
    formulation = build(reduction, decoupled=False)
    late = tuple(entry for entry in order(reduction.catalogue) if entry.kind != "tier")
    fixed: list[set[int]] = []
    solve = in_order.minimise_near

    def noted(form: Any, terms: Any, locks: Any, bounds: Any, **options: Any) -> Any:
        fixed.append({at for at, (low, high) in bounds.items() if low == high})
        return solve(form, terms, locks, bounds, **options)

    monkeypatch.setattr(in_order, "minimise_near", noted)
    monkeypatch.setattr(in_order, "_MANY_COLUMNS", 0)
    in_order.solve_in_order(formulation, late, nodes=5000, seed=0, bounds={})
    classes = set(formulation.shared.classes.values())
    assert fixed[:2] == [set(), set()]
    assert all(classes <= columns for columns in fixed[2:])
    assert len(fixed) > 2
