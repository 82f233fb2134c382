"""Tier totals: one whole column for what is missing of all targets of a tier.

Where several targets share a tier, the relaxation may miss a part of an official in each.
A branch on "at most 85 missing in all, or at least 86" cannot be dodged by moving the part
from one target to another, and one side of it is mostly done at once: where the best plan
known misses 86, nothing is left on the other. The columns say nothing new, as running
totals do not. Where very many are missing, one official is far below the gap that is good
enough, and they would only be in the way.
"""

from collections.abc import Sequence

from planner.formulation.matrix import Matrix
from planner.formulation.shared import Terms

_FEW = 20_000
"""Most officials missing from all tiers together where one of them matters."""


def add(matrix: Matrix, tiers: Sequence[tuple[str, Terms]]) -> None:
    """Add Z = Σ shortfalls for every tier, given by name, of more than one column."""
    missing = sum(
        weight * matrix.upper[column] for _, terms in tiers for column, weight in terms
    )
    if missing > _FEW:
        return
    for name, terms in tiers:
        if len(terms) > 1:
            matrix.total(f"missing:{name}", terms)
