"""Messages from the search to whoever watches it; plain data that crosses processes."""

from dataclasses import dataclass, field

from models.plan import Plan
from models.result import SolveStatus, Stage


@dataclass(frozen=True)
class Progress:
    """Something changed: what the search does now and what it knows."""

    stage: str
    """Name of the objective being worked on, or of a preparatory step."""
    doing: str
    """What is being done, in words."""
    incumbent: int | None = None
    bound: int | None = None


@dataclass(frozen=True)
class Found:
    """A better plan; every rule has been checked on it."""

    plan: Plan
    stages: tuple[Stage, ...]
    spent: dict[str, float] = field(default_factory=dict)
    """Where the time of the search went so far: phase -> wall time [s]."""


@dataclass(frozen=True)
class Bounds:
    """Something more was proven about the plan found last."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Finished:
    """The search ended by itself."""

    status: SolveStatus
    conflict: tuple[str, ...] = ()
    """If infeasible: the named items that contradict each other."""
    limits_hit: tuple[str, ...] = ()
    """Stages that stopped at a work limit instead of a proof."""
    spent: dict[str, float] = field(default_factory=dict)
    """Where the time of the search went: phase -> wall time [s]."""


Message = Progress | Found | Bounds | Finished
