"""Rows are added and taken away again."""

from copy import deepcopy

import pytest

from planner.formulation.matrix import Matrix


def small() -> Matrix:
    matrix = Matrix()
    x, y = matrix.column("x", 0, 2), matrix.column("y", 0, 2)
    matrix.row("both", [(x, 1), (y, 1)], upper=3)
    matrix.row("cancelled", [(x, 1), (x, -1), (y, 2)], lower=1)
    return matrix


def test_terms_of_one_column_are_added_up():
    matrix = small()
    assert matrix.row_starts == [0, 2, 3]
    assert (matrix.indices, matrix.values) == ([0, 1, 1], [1, 1, 2])


@pytest.mark.parametrize("added", [0, 1, 3])
def test_dropped_rows_leave_no_trace(added):
    matrix = small()
    before = deepcopy(matrix)
    first = matrix.n_rows
    for number in range(added):
        matrix.row(f"cut[{number}]", [(0, 1), (1, float(number))], upper=1)
    matrix.drop_rows(first)
    assert matrix == before


def test_rows_can_be_added_after_others_were_dropped():
    matrix, other = small(), small()
    matrix.row("cut", [(0, 1), (1, 1)], upper=1)
    matrix.drop_rows(2)
    for one in (matrix, other):
        one.row("last", [(1, 3)], upper=5)
    assert matrix == other


def test_all_rows_can_be_dropped():
    matrix = small()
    matrix.drop_rows(0)
    assert matrix.n_rows == 0
    assert matrix.row_starts == [0]
    assert matrix.indices == matrix.values == []
