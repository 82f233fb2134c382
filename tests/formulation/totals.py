"""Columns that are sums of others, looked at in formulations of tiny scenarios."""

from collections.abc import Iterator, Mapping

from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import Matrix
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import tiny


def formulations(scenarios: int) -> Iterator[Formulation]:
    """Yield both formulations of so many scenarios."""
    for seed in range(scenarios):
        reduction = reduce(People(Catalogue(tiny(seed).scenario)))
        for decoupled in (True, False):
            yield build(reduction, decoupled=decoupled)


def assert_total(matrix: Matrix, name: str, expected: Mapping[int, float]) -> None:
    """Assert that a whole column is the sum of some terms, and rules nothing out."""
    row = matrix.row_names.index(name)
    part = slice(matrix.row_starts[row], matrix.row_starts[row + 1])
    terms = dict(zip(matrix.indices[part], matrix.values[part], strict=True))
    total = matrix.column_names.index(name)
    assert terms.pop(total) == -1
    assert matrix.integer[total]
    assert matrix.row_lower[row] == matrix.row_upper[row] == 0
    assert terms == expected
    assert matrix.upper[total] == sum(
        value * matrix.upper[column] for column, value in terms.items()
    )
