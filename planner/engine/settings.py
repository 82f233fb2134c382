"""SolveSettings: how to search; never part of a scenario."""

from dataclasses import dataclass


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
    """

    time_limit: float | None = None
    seed: int = 0
    workers: int = 1
