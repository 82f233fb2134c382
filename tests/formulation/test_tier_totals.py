"""Tier totals: columns that say what is missing of all targets of a tier."""

from planner.formulation.matrix import Matrix
from planner.formulation.objectives import order
from planner.formulation.tier_totals import add
from tests.formulation.totals import assert_total, formulations


def test_every_tier_of_several_targets_has_one():
    seen = 0
    for formulation in formulations(30):
        rows = set(formulation.matrix.row_names)
        for tier in order(formulation.reduction.catalogue):
            name = f"missing:{tier.name}"
            missing = formulation.objective(tier)
            assert (name in rows) == (tier.kind == "tier" and len(missing) > 1)
            if name in rows:
                seen += 1
                assert_total(formulation.matrix, name, dict(missing))
    assert seen > 20


def test_among_very_many_who_are_missing_there_is_none():
    for most, rows in ((10_000, ["missing:tier-1"]), (10_001, [])):
        matrix = Matrix()
        terms = [(matrix.column(name, 0, most), 1.0) for name in "ab"]
        add(matrix, [("tier-1", terms)])
        assert matrix.row_names == rows
