"""Tier totals: columns that say what is missing of all targets of a tier."""

from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import tiny


def test_every_tier_of_several_targets_has_one():
    seen = 0
    for seed in range(30):
        reduction = reduce(People(Catalogue(tiny(seed).scenario)))
        for decoupled in (True, False):
            formulation = build(reduction, decoupled=decoupled)
            matrix = formulation.matrix
            rows = dict(zip(matrix.row_names, range(matrix.n_rows), strict=True))
            for tier in order(reduction.catalogue):
                name = f"missing:{tier.name}"
                missing = formulation.objective(tier)
                assert (name in rows) == (tier.kind == "tier" and len(missing) > 1)
                if name not in rows:
                    continue
                seen += 1
                row = rows[name]
                part = slice(matrix.row_starts[row], matrix.row_starts[row + 1])
                terms = dict(
                    zip(matrix.indices[part], matrix.values[part], strict=True)
                )
                total = matrix.column_names.index(name)
                assert terms.pop(total) == -1
                assert matrix.integer[total]
                assert matrix.row_lower[row] == matrix.row_upper[row] == 0
                assert terms == dict(missing)
                # Nothing that may be missing is ruled out.
                assert matrix.upper[total] == sum(
                    weight * matrix.upper[column] for column, weight in missing
                )
    assert seen > 20
