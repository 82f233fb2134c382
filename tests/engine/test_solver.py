from random import Random

import pytest

from planner.engine import solver
from planner.engine.settings import SolverName
from planner.engine.solver import (
    Lock,
    SolverFault,
    minimise,
    minimise_dual,
    using,
    value_of,
)
from planner.formulation.matrix import INFINITY, Matrix


def knapsack() -> tuple[Matrix, list[tuple[int, float]]]:
    """3x + 2y ≥ 7 with x and y whole and at most 2, at prices 2 and 1."""
    matrix = Matrix()
    x, y = matrix.column("x", 0, 2), matrix.column("y", 0, 2)
    matrix.row("enough", [(x, 3), (y, 2)], lower=7)
    return matrix, [(x, 2), (y, 1)]


def test_the_smallest_whole_value_is_found_and_proven():
    matrix, cost = knapsack()
    answer = minimise(matrix, cost)
    # (1, 2) costs 4, (2, 1) costs 5.
    assert answer.values is not None
    assert value_of(cost, answer.values) == pytest.approx(4)
    assert answer.whole_bound == 4
    assert answer.proven
    assert not answer.infeasible


def test_a_start_out_of_bounds_is_no_fault():
    matrix, cost = knapsack()
    answer = minimise(matrix, cost, bounds={0: (2, 2)}, hint={0: 1.0, 1: 2.0})
    assert answer.objective == pytest.approx(5)


def test_large_weights_are_told_as_they_were_given():
    matrix, cost = knapsack()
    weighed = [(column, 3 * 10**8 * price) for column, price in cost]
    answer = minimise(matrix, weighed, enough=12 * 10**8)
    assert answer.objective == pytest.approx(12 * 10**8)
    assert answer.whole_bound == 12 * 10**8


def test_a_relaxation_tells_what_one_more_of_a_column_costs():
    matrix, cost = knapsack()
    answer = minimise(matrix, cost, relax=True)
    assert answer.reduced is not None
    # y saves two thirds of x, which costs twice as much; no more than 2 can.
    assert answer.reduced.tolist() == pytest.approx([0, -1 / 3])
    assert minimise(matrix, cost).reduced is None


def test_a_search_may_end_at_what_is_good_enough():
    random = Random(0)
    matrix = Matrix()
    cost = [(matrix.column(f"x{at}", 0, 1), random.randint(5, 9)) for at in range(40)]
    for row in range(60):
        terms = [(at, 1.0) for at in random.sample(range(40), 4)]
        matrix.row(f"covered-{row}", terms, lower=1)
    everything = {at: 1.0 for at, _ in cost}
    all_of_it = sum(price for _, price in cost)
    best = minimise(matrix, cost).objective
    assert best is not None
    assert best < all_of_it
    ended = minimise(matrix, cost, hint=everything, enough=all_of_it)
    assert not ended.proven
    assert best < ended.objective <= all_of_it
    asked_too_much = minimise(matrix, cost, hint=everything, enough=best - 1)
    assert asked_too_much.objective == pytest.approx(best)


@pytest.mark.parametrize("name", ["highs", "scip", "cp-sat"])
def test_every_solver_answers_the_same(
    name: SolverName, monkeypatch: pytest.MonkeyPatch
):
    asked = []
    real = solver.core.solve

    def noting(model, kind, *more):
        asked.append(solver.mathopt.SolverType(kind).name)
        return real(model, kind, *more)

    monkeypatch.setattr(solver.core, "solve", noting)
    matrix, cost = knapsack()
    with using(name):
        answer = minimise(matrix, cost, nodes=100, hint={0: 1.0})
        assert minimise(matrix, cost, relax=True).bound == pytest.approx(4)
    assert answer.whole_bound == 4
    assert answer.proven
    assert asked == [solver._TYPES[name].name, "GLOP"]
    minimise(matrix, cost)
    assert asked[-1] == "HIGHS"


def test_what_a_solver_refuses_is_told_in_its_words():
    matrix, cost = knapsack()
    with pytest.raises(SolverFault, match=r"HIGHS: .*gap"):
        minimise(matrix, cost, relative_gap=-1)


def test_a_lock_keeps_what_was_won():
    matrix, cost = knapsack()
    answer = minimise(matrix, cost, locks=[Lock([(1, 1)], 1.01)])
    assert answer.whole_bound == 5


def test_a_contradiction_is_infeasible_without_a_solution():
    matrix, cost = knapsack()
    answer = minimise(matrix, cost, locks=[Lock([(0, 1), (1, 1)], 1)])
    assert answer.infeasible
    assert answer.values is None


def test_the_relaxation_is_a_bound():
    matrix, cost = knapsack()
    relaxed = minimise_dual(matrix, cost)
    assert relaxed is not None
    # y = 2, x = 1: here the relaxation is whole already.
    assert relaxed[0] == pytest.approx(4)
    assert minimise(matrix, cost, relax=True).bound == pytest.approx(4)


def test_multiples_are_known():
    matrix, cost = knapsack()
    answer = minimise(matrix, [(at, 1000 * value) for at, value in cost])
    assert answer.step == 1000
    assert answer.whole_bound == 4000


def test_the_aggregator_of_highs_is_not_relied_on():
    """A programme met in a plan of four officials; its best value is 0.

    With all presolve rules the solver's answer is 1, called optimal.
    """
    upper = (1, 2, 2, 1, 2, 0, 2, 2, 1, 1, 1, 5, 5)
    rows: list[tuple[float, dict[int, float], float]] = [
        (0, {0: 1}, 1), (0, {1: 1, 2: 1}, 2),
        (0, {0: 1, 5: -2}, INFINITY), (-INFINITY, {0: 1, 5: -5}, 0),
        (0, {1: 1, 6: -1}, INFINITY), (-INFINITY, {1: 1, 6: -3}, 0),
        (0, {2: 1, 7: -1}, INFINITY), (-INFINITY, {2: 1, 7: -3}, 0),
        (0, {3: 1, 4: 1, 8: -2}, INFINITY), (-INFINITY, {3: 1, 4: 1, 8: -3}, 0),
        (-INFINITY, {1: 1}, 5), (-INFINITY, {2: 1}, 5), (-INFINITY, {3: 1, 4: 1}, 4),
        (0, {0: 1, 9: -1, 10: -1}, 0), (-INFINITY, {5: 2, 9: 1}, 0),
        (-INFINITY, {10: 1}, 299), (5, {0: 1, 11: 1}, INFINITY),
        (5, {1: 1, 2: 1, 12: 1}, INFINITY), (4, {6: 2, 7: 2, 12: 1}, INFINITY),
    ]  # fmt: skip
    matrix = Matrix()
    for at, most in enumerate(upper):
        matrix.column(f"x[{at}]", 0, most)
    for number, (lower, terms, most) in enumerate(rows):
        matrix.row(f"row[{number}]", list(terms.items()), lower, most)
    locks = [
        Lock([(11, 2)], 10.01),
        Lock([(12, 1)], 3.01),
        Lock([(5, 1000), (9, 500), (10, 167)], 0.01),
    ]
    answer = minimise(matrix, [(2, 1), (3, 1), (4, 1)], locks=locks)
    assert answer.whole_bound == 0
