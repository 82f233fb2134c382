"""Weighing: several tiers as one objective, and what a bound of it proves of each.

A solution that is best for the first tier alone may be so bad for the next that a search
from there takes far longer than one for all tiers at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from planner.engine.solver import Term, tolerance
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective

_RATIO = 100
"""Weight of a tier against the next [-]."""
_MOST = 20_000
"""Most officials missing from the tiers together where they are weighed: among more, the
weights that a solver can bear do not keep the tiers apart."""


@dataclass(frozen=True)
class Weighing:
    """Σ weight · tier over tiers of a formulation that follow each other."""

    terms: list[Term]
    weights: tuple[int, ...]
    most: tuple[int, ...]
    """What a tier comes to where nobody who is missing is trained."""
    held: tuple[int, ...] = ()
    """Values that the tiers before, which are not weighed, may not exceed."""

    @classmethod
    def of(
        cls,
        formulation: Formulation,
        tiers: Sequence[Objective],
        held: tuple[int, ...] = (),
    ) -> "Weighing":
        """Return the weighing of the tiers of a formulation that are not held."""
        tiers = tiers[len(held) :]
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
            held=held,
        )

    @property
    def is_apart(self) -> bool:
        """Whether the weights keep the tiers apart."""
        return sum(self.most) <= _MOST

    def value(self, values: Sequence[int]) -> int:
        """Return the sum for values of the weighed tiers."""
        return _sum(self.weights, values)

    def settling(self, values: Sequence[int]) -> int:
        """Return how far a sum may be from its bound and yet settle the tiers, nearly all.

        Of last tiers of which nobody is missing there is nothing to gain: who wants to know
        whether a tier before them can be one smaller need not know what they come to.

        Parameters
        ----------
        values
            What the weighed tiers come to in the best plan.
        """
        last = last_missed(values)
        later = _sum(self.weights[last + 1 :], self.most[last + 1 :])
        unsure = ceil(tolerance(_sum(self.weights, values)))
        return max(1, self.weights[last] - later - unsure)

    def leaves(self, bound: int, at: int, held: Sequence[int]) -> int | None:
        """Return what a bound of the sum proves of one tier; None if nothing.

        Earlier tiers are at most what is held, later ones at most all that is missing.
        Nothing is said of tiers that are not weighed.

        Parameters
        ----------
        at
            Position of the tier among all.
        held
            Values that all tiers before it may not exceed.
        """
        first = len(self.held)
        if not first <= at < first + len(self.weights) or any(
            limit < value for limit, value in zip(self.held, held, strict=False)
        ):
            return None
        at -= first
        others = (*held[first:], *self.most[at + 1 :])
        weights = self.weights[:at] + self.weights[at + 1 :]
        return -((_sum(weights, others) - bound) // self.weights[at])


def _sum(weights: Sequence[int], values: Sequence[int]) -> int:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def last_missed(values: Sequence[int]) -> int:
    """Return the last tier of which somebody is missing, the first if nobody is."""
    return max((at for at, value in enumerate(values) if value), default=0)
