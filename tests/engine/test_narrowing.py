"""What is left of a programme has the solutions of the whole one."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.narrowing import narrowed
from planner.engine.solver import minimise
from planner.formulation.matrix import Matrix


def drawn(random):
    """A programme over six columns, an objective, and bounds that fix some columns."""
    matrix = Matrix()
    columns = [matrix.column(f"x[{at}]", 0, random.randint(1, 4)) for at in range(6)]

    def terms():
        return [
            (at, random.choice((-2, -1, 1, 2, 3)))
            for at in columns
            if random.random() < 0.5
        ]

    for number in range(random.randint(1, 5)):
        least = random.randint(-4, 4)
        limits = random.choice(
            ({"lower": least}, {"upper": least}, {"lower": least, "upper": least})
        )
        matrix.row(f"row[{number}]", terms(), **limits)
    bounds = {}
    for at in columns:
        if random.random() < 0.5:
            number = random.randint(0, int(matrix.upper[at]))
            bounds[at] = (number, number)
    return matrix, terms(), bounds


@given(st.integers(0, 10_000))
def test_the_least_value_is_that_of_the_whole_programme(seed):
    matrix, objective, bounds = drawn(Random(seed))
    left = narrowed(matrix, bounds)
    terms, settled = left.terms(objective)
    whole = minimise(matrix, objective, bounds=bounds, relax=True)
    found = minimise(left.matrix, terms, relax=True)
    if whole.objective is None:
        assert found.objective is None
        return
    assert found.objective + settled == pytest.approx(whole.objective, abs=1e-6)
    values = left.fixed.copy()
    values[left.columns] = found.values
    for at in range(matrix.n_rows):
        own = range(matrix.row_starts[at], matrix.row_starts[at + 1])
        total = sum(matrix.values[k] * values[matrix.indices[k]] for k in own)
        assert matrix.row_lower[at] - 1e-6 <= total <= matrix.row_upper[at] + 1e-6


def two_classes_of_three():
    """Officials in a class of at most ten, for each of two classes."""
    matrix = Matrix()
    officials = [matrix.column(name, 0, 9) for name in ("first", "second")]
    classes = [matrix.column(f"class[{name}]", 0, 3) for name in ("first", "second")]
    for official, room in zip(officials, classes, strict=True):
        matrix.row("seats", [(official, 1), (room, -10)], upper=0)
    matrix.row("money", [(room, 2) for room in classes], upper=4)
    return matrix, officials, classes


def test_nobody_is_left_in_a_class_that_does_not_open():
    matrix, officials, classes = two_classes_of_three()
    left = narrowed(matrix, {classes[0]: (0, 0)})
    assert left.columns.tolist() == [officials[1], classes[1]]
    assert left.fixed[officials[0]] == 0


def test_rows_that_can_no_longer_bind_go():
    matrix, officials, classes = two_classes_of_three()
    left = narrowed(matrix, dict.fromkeys(classes, (1, 1)))
    assert left.columns.tolist() == officials
    assert left.matrix.n_rows == 0


def test_fixed_columns_take_their_part_of_a_limit():
    matrix, _, classes = two_classes_of_three()
    left = narrowed(matrix, {classes[0]: (1, 1)})
    assert left.matrix.row_upper[left.matrix.row_names.index("money")] == 2


def test_a_contradiction_stays_one():
    matrix, _, classes = two_classes_of_three()
    left = narrowed(matrix, dict.fromkeys(classes, (3, 3)))
    assert minimise(left.matrix, [], relax=True).infeasible
