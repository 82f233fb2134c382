"""Tasks: one point of a sweep as text that crosses processes, and what became of it."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from planner.api.version import version
from planner.engine.settings import SolverName, SolveSettings

Ending = Literal["plan", "infeasible", "no-solution", "fault"]
"""What became of a task: a run folder, a proof that there is no plan, neither in time."""


@dataclass(frozen=True)
class Effort:
    """How each point is searched."""

    time_limit: float | None = None
    """Wall time for one point [s]; None lets each search end by itself."""
    seed: int = 0
    solver: SolverName = "highs"
    tier_gap: float = 0.0
    """Gap at which a tier is left as it is [-]."""
    quick: bool = False
    """Round the relaxation and search no further."""
    tiers_only: bool = False
    """Settle the tiers only, neither cost nor preferences."""

    def settings(self) -> SolveSettings:
        """Return the settings of a search from nothing."""
        return SolveSettings(**asdict(self))


@dataclass(frozen=True)
class Task:
    """One scenario to be solved."""

    key: str
    """Name of its run folder: a hash of everything that decides the result."""
    content_hash: str
    """Hash of the scenario with its overrides, as the sweep was planned with."""
    folder: str
    """Scenario folder where the files are."""
    named: str
    """Scenario folder as its user named it, recorded in the result."""
    what_ifs: tuple[str, ...]
    changes: tuple[str, ...]
    effort: Effort
    out: str
    """Folder of the run."""
    start: str = ""
    """Run folder to start from; empty for none."""
    tables: tuple[str, ...] = ()
    """Files in the scenario folder that are read, beside YAML."""

    def to_text(self) -> str:
        """Return the task as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Task":
        """Return the task written by `to_text`."""
        data = json.loads(text)
        data["effort"] = Effort(**data["effort"])
        data["what_ifs"] = tuple(data["what_ifs"])
        data["changes"] = tuple(data["changes"])
        data["tables"] = tuple(data["tables"])
        return cls(**data)

    def moved(self, folder: Path, start: str, out: Path) -> "Task":
        """Return the task for a machine where its files are elsewhere."""
        return replace(self, folder=str(folder), start=start, out=str(out))


@dataclass(frozen=True)
class Answer:
    """What became of a task."""

    ending: Ending
    text: str = ""
    """If there is no plan: why."""
    seconds: float = 0.0
    """Wall time of the task [s]."""
    cached: bool = False
    """Whether it was there before."""

    def to_text(self) -> str:
        """Return the answer as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Answer":
        """Return the answer written by `to_text`."""
        return cls(**json.loads(text))


def key_of(content_hash: str, effort: Effort, start: str) -> str:
    """Return the key of a task: equal keys have equal results.

    The time limit is left out: a result that it did not cut short does not depend on it.

    Parameters
    ----------
    content_hash
        Hash of the scenario with its overrides.
    start
        Key of the run it starts from, empty for none.
    """
    asked = asdict(replace(effort, time_limit=None))
    text = json.dumps([content_hash, asked, start, version()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
