"""Weighing: all tiers as one objective, and what a bound of it proves of each.

A solution that is best for the first tier alone may be so bad for the next that a search
from there takes far longer than one for all tiers at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.engine.solver import Term
from planner.formulation.build import Formulation
from planner.formulation.objectives import Objective

_RATIO = 100
"""Weight of a tier against the next [-]."""


@dataclass(frozen=True)
class Weighing:
    """Σ weight · tier over the tiers of a formulation."""

    terms: list[Term]
    weights: tuple[int, ...]
    most: tuple[int, ...]
    """What a tier comes to where nobody who is missing is trained."""

    @classmethod
    def of(cls, formulation: Formulation, tiers: Sequence[Objective]) -> "Weighing":
        """Return the weighing of the tiers of a formulation."""
        parts = [formulation.objective(tier) for tier in tiers]
        weights = tuple(_RATIO**power for power in reversed(range(len(parts))))
        upper = formulation.matrix.upper
        return cls(
            terms=[
                (column, value * weight)
                for part, weight in zip(parts, weights, strict=True)
                for column, value in part
            ],
            weights=weights,
            most=tuple(
                sum(round(value * upper[column]) for column, value in part)
                for part in parts
            ),
        )

    def leaves(self, bound: int, at: int, held: Sequence[int]) -> int:
        """Return what a bound of the sum proves of one tier.

        Earlier tiers are at most what is held, later ones at most all that is missing.
        """
        others = (*held, *self.most[at + 1 :])
        weights = self.weights[:at] + self.weights[at + 1 :]
        taken = sum(
            weight * value for weight, value in zip(weights, others, strict=True)
        )
        return -((taken - bound) // self.weights[at])
