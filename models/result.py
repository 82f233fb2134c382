"""Result: what a run returns, with proven and unproven told apart."""

from enum import StrEnum
from typing import Any

from models.base import Record


class SolveStatus(StrEnum):
    """How far a stage or a whole run was proven."""

    OPTIMAL = "optimal"
    """Incumbent and bound are equal."""
    FEASIBLE = "feasible"
    """A plan, not proven best."""
    INFEASIBLE = "infeasible"
    """Proven: no plan obeys every hard input."""
    NO_SOLUTION = "no-solution"
    """Time ended before a plan was found."""


class Stage(Record):
    """One objective in the lexicographic order, and what is known about it."""

    name: str
    """`tier-1`, `tier-2`, …, `cost`, or `preference:<kind>`."""
    unit: str
    """Unit of incumbent and bound."""
    incumbent: int | None
    """Value of the plan, recomputed from its enrolments; None if there is no plan."""
    bound: int | None
    """No plan that keeps the incumbents of the stages before has a lower value; None if
    nothing is proven."""
    gap: float | None
    """|incumbent − bound| ÷ |incumbent| [-]; 0 if both are 0, None if not defined."""
    status: SolveStatus
    """`optimal` only if incumbent equals bound and all stages before are optimal."""
    seconds: float
    """Time the solvers spent on the stage [s]."""


def gap_of(incumbent: int | None, bound: int | None) -> float | None:
    """Return |incumbent − bound| ÷ |incumbent|, None if it is not defined.

    0 if both are 0; infinite (None here, as JSON has no infinity) if only the incumbent
    is 0.
    """
    if incumbent is None or bound is None:
        return None
    if incumbent == bound:
        return 0.0
    return abs(incumbent - bound) / abs(incumbent) if incumbent else None


class TargetFigure(Record):
    """One target in one measured year, recomputed from the enrolments."""

    name: str
    """Name of the target."""
    title: str
    """What planners call it."""
    year: int
    """Year measured, on its 31 December; of appointments, the year in which they are made
    (measured on the 31 December before)."""
    tier: int | None
    """Priority tier; None if the target is only monitored."""
    weight: int
    """Weight of one missing official [-]."""
    group_size: int
    """Members of the group serving on the measuring date; where the target is of a part
    of them (`among`), those who are in it with the plan [officials]."""
    required: int
    """Required headcount [officials]."""
    baseline: int | None
    """Attained without any new enrolment [officials]; None if it cannot be counted."""
    attained: int | None
    """Attained with the plan [officials]; None if it cannot be counted."""
    shortfall: int | None
    """Required − attained, never below 0 [officials]."""
    percent: float | None
    """Attained ÷ group size [%], for reading only; decided on counts."""


class BudgetFigure(Record):
    """One budget line in one year [thousand dong]."""

    line: str
    year: int
    amount: int
    """Granted for the year."""
    available: int
    """Granted plus what is carried over from the years before."""
    spent: int
    """Charged by the plan and by courses in progress."""


class ScenarioIdentity(Record):
    """Which input a result belongs to."""

    name: str
    title: str
    content_hash: str
    overrides: tuple[str, ...]
    synthetic: bool
    officials: int
    folder: str = ""
    """Scenario folder as named on the command line; relative to where that was."""
    tables: dict[str, str] = {}
    """SHA-256 of each table read: key in the scenario's `tables` -> hash."""


class EngineIdentity(Record):
    """What found a plan."""

    name: str
    """`default` or `reference`."""
    version: str
    """Version of the product."""
    solver: str
    """`highs`, `scip` or `cp-sat`: what answered the whole programmes."""
    solver_version: str
    """Package that the solver is part of, and its version."""


class Result(Record):
    """What a run returns beside the plan itself."""

    id: str = ""
    """Short hash of what was asked and found, but of no times; given when written."""
    status: SolveStatus
    stages: tuple[Stage, ...]
    targets: tuple[TargetFigure, ...]
    cost: int
    """Charged to all budget lines over the horizon [thousand dong]."""
    enrolments: int
    """Enrolments in the plan."""
    scenario: ScenarioIdentity
    version: str
    engine: EngineIdentity
    settings: dict[str, Any]
    """Settings of the run."""
    cut_short: bool
    """True if the time limit or an interrupt ended the search; then the same command may
    find a different plan another time."""
    conflict: tuple[str, ...] = ()
    """If infeasible: the named items that contradict each other."""
    seconds: float
    """Wall time of the run [s]."""
    phases: dict[str, float] = {}
    """Where it went: phase -> wall time [s]. `first plan` is when the first plan was there,
    counted from the start of the command."""
