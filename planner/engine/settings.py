"""SolveSettings: how to search; never part of a scenario."""

from dataclasses import dataclass
from typing import Literal

from planner.engine.earlier import Earlier

EngineName = Literal["default", "reference"]
"""How plans are found: in blocks of officials, or each official by itself."""

SolverName = Literal["highs", "scip", "cp-sat"]
"""What answers the whole programmes of the default engine."""


@dataclass(frozen=True)
class SolveSettings:
    """Settings of one run.

    Parameters
    ----------
    time_limit
        Wall time from the start of the command to the last file written [s]; None means
        that the search ends by itself.
    seed
        Seed of the solvers.
    workers
        Threads for solvers that can use several.
    engine
        How plans are found.
    solver
        What answers the whole programmes of the default engine; the reference engine
        always uses CP-SAT.
    earlier
        Run of a similar scenario to start from; the default engine only.
    tier_gap
        Gap at which a tier is left as it is [-]; 0 goes on until it is proven or the work
        limits end it. The default engine only.
    quick
        Round the relaxation, whose bounds the plan gets, and search no further unless that
        leads to no plan. The default engine only.
    tiers_only
        End once the tiers are settled, with cost and preferences as they fell. The
        default engine only.
    """

    time_limit: float | None = None
    seed: int = 0
    workers: int = 1
    engine: EngineName = "default"
    solver: SolverName = "highs"
    earlier: Earlier | None = None
    tier_gap: float = 0.0
    quick: bool = False
    tiers_only: bool = False
