"""A kept relaxation answers as a new one does, whatever was asked before."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.relaxation import Relaxation
from planner.engine.solver import Lock, minimise
from planner.formulation.matrix import Matrix


def drawn(random):
    """A programme over four columns, an objective and a lock."""
    matrix = Matrix()
    columns = [matrix.column(f"x[{at}]", 0, random.randint(1, 5)) for at in range(4)]

    def terms():
        return [(at, random.randint(-2, 3)) for at in columns if random.random() < 0.7]

    for number in range(random.randint(1, 4)):
        if random.random() < 0.5:
            matrix.row(f"row[{number}]", terms(), lower=random.randint(0, 4))
        else:
            matrix.row(f"row[{number}]", terms(), upper=random.randint(0, 9))
    # One column twice: its terms are added up.
    objective = [*terms(), (0, 1), (0, 1)]
    return matrix, objective, [Lock(terms(), random.randint(0, 9))]


@given(st.integers(0, 10_000))
def test_every_change_of_bounds_is_answered_as_from_scratch(seed):
    random = Random(seed)
    matrix, objective, locks = drawn(random)
    relaxation, bounds = Relaxation(matrix, objective, locks), {}
    for _ in range(6):
        answer = minimise(matrix, objective, locks=locks, bounds=bounds, relax=True)
        found = relaxation.solve()
        if answer.objective is None:
            assert found is None
        else:
            assert found == pytest.approx(answer.objective, abs=1e-6)
            values = relaxation.values(range(4))
            assert sum(value * values[at] for at, value in objective) == (
                pytest.approx(found, abs=1e-6)
            )
        column = random.randrange(4)
        lower = random.randint(0, 5)
        bounds[column] = (lower, lower + random.randint(0, 3))
        relaxation.bound(column, *bounds[column])


def test_a_contradiction_has_no_value_until_it_is_taken_back():
    matrix = Matrix()
    x, y = matrix.column("x", 0, 2), matrix.column("y")
    matrix.row("enough", [(x, 2), (y, 1)], lower=3)
    relaxation = Relaxation(matrix, [(x, 1), (y, 1)], [Lock([(y, 1)], 2)])
    assert relaxation.solve() == pytest.approx(1.5)
    relaxation.bound(x, 0, 0)
    assert relaxation.solve() is None
    relaxation.bound(x, 1, 1)
    assert relaxation.solve() == pytest.approx(2)
    assert relaxation.values([y, x]).tolist() == pytest.approx([1, 1])


def test_what_is_worse_than_known_is_no_solution():
    matrix = Matrix()
    x, y = matrix.column("x", 0, 2), matrix.column("y")
    matrix.row("enough", [(x, 2), (y, 1)], lower=3)
    relaxation = Relaxation(matrix, [(x, 1), (y, 1)], [], read=[y])
    assert relaxation.solve(1.4) is None
    assert relaxation.solve(1.6) == pytest.approx(1.5)
    relaxation.bound(x, 1, 1)
    assert relaxation.solve(1.9) is None
    assert relaxation.solve() == pytest.approx(2)
    assert relaxation.values([y]).tolist() == pytest.approx([1])
