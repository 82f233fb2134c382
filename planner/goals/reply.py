"""Reply: the answer to a reverse question, with what is proven of it."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from models.result import SolveStatus
from planner.goals.asking import Solved

Goal = Literal["max-attainment", "min-cost", "min-budget", "earliest-year", "max-slack"]
"""What `planner solve` looks for."""


@dataclass(frozen=True)
class Step:
    """One variation that was tried."""

    at: float
    """Year, or part of the amounts [%]."""
    missing: tuple[int, ...]
    """Shortfall of each tier."""
    bounds: tuple[int | None, ...]
    """What is proven of each."""
    met: bool | None
    """Whether what was asked is met; None if neither a plan nor a proof says so."""


@dataclass(frozen=True)
class Reply:
    """The answer."""

    goal: Goal
    unit: str
    incumbent: float | None
    """What was reached; None if nothing was."""
    bound: float | None
    """What is proven that no plan can do better than."""
    targets: tuple[str, ...]
    """Targets that were asked about."""
    missing: tuple[int, ...]
    """Officials that the answer leaves missing, by tier."""
    missing_proven: bool
    """Whether it is proven that no fewer can be missing."""
    solved: Solved
    """The plan that shows it; where nothing was reached, the one that came nearest."""
    steps: tuple[Step, ...] = ()
    split: pd.DataFrame | None = None
    """Columns: line, year, amount [million dong]: the budget asked for."""

    @property
    def status(self) -> SolveStatus:
        """How far the answer is proven."""
        if self.incumbent is None:
            return SolveStatus.NO_SOLUTION
        if self.bound == self.incumbent:
            return SolveStatus.OPTIMAL
        return SolveStatus.FEASIBLE

    @property
    def gap(self) -> float | None:
        """|incumbent − bound| ÷ |incumbent| [-], None if it is not defined."""
        if self.incumbent is None or self.bound is None:
            return None
        if self.incumbent == self.bound:
            return 0.0
        return abs(self.incumbent - self.bound) / abs(self.incumbent) or None

    def as_data(self) -> dict[str, Any]:
        """Return what is written to `goal.json`."""
        split = None if self.split is None else self.split.to_dict("records")
        return {
            "goal": self.goal,
            "unit": self.unit,
            "incumbent": self.incumbent,
            "bound": self.bound,
            "gap": self.gap,
            "status": self.status.value,
            "targets": list(self.targets),
            "missing": list(self.missing),
            "missing_proven": self.missing_proven,
            "split": split,
            "steps": [vars(step) for step in self.steps],
        }
