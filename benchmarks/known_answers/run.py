"""Solves published instances and sets the engine's values beside the published ones."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

import pandas as pd

from benchmarks.known_answers import (
    assignment,
    curriculum,
    knapsack,
    lot_size,
    transportation,
    two_tiers,
)
from benchmarks.known_answers.instance import Instance
from models.result import Stage
from planner.engine import process
from planner.engine.settings import SolveSettings

FAMILIES = {
    "knapsack": knapsack.instances,
    "two tiers": two_tiers.instances,
    "assignment": assignment.instances,
    "curriculum": curriculum.instances,
    "lot size": lot_size.instances,
    "transportation": transportation.instances,
}
"""Family -> its instances, smallest first."""


@dataclass(frozen=True)
class Comparison:
    """One value of one instance: what is published and what the engine says."""

    family: str
    instance: str
    stage: str
    meaning: str
    published: Decimal
    value: Decimal | None
    """Of the engine's plan, recounted from its enrolments; None without a plan."""
    bound: Decimal | None
    """What the engine proved that no plan can better; None if nothing."""
    seconds: float
    """Wall time of the whole instance, all stages [s]."""

    @property
    def verdict(self) -> str:
        """`equal` if value and bound are the published optimum, else what differs."""
        if self.value is None:
            return "no plan"
        if self.value != self.published:
            return "value differs"
        return "equal" if self.bound == self.published else "not proven"


class DisagreementError(AssertionError):
    """The plan, read as an answer, is worth something else than the stage says."""


def solve(instance: Instance, time_limit: float) -> tuple[Comparison, ...]:
    """Solve an instance and return its values.

    Parameters
    ----------
    time_limit
        Wall time for the instance [s].

    Raises
    ------
    BrokenAnswerError
        If the plan breaks a constraint of the published problem.
    DisagreementError
        If its value in the published problem is not what the stage says.
    """
    scenario = instance.scenario()
    started = time.monotonic()
    outcome = process.run(
        scenario,
        SolveSettings(time_limit=time_limit),
        lambda message, elapsed: None,
        started=started,
    )
    enrolments = None if outcome.plan is None else outcome.plan.enrolments
    return compared(instance, enrolments, outcome.stages, outcome.seconds)


def compared(
    instance: Instance,
    enrolments: pd.DataFrame | None,
    stages: Sequence[Stage],
    seconds: float,
) -> tuple[Comparison, ...]:
    """Return the values of a plan, checked in the published problem's own terms.

    Raises
    ------
    BrokenAnswerError, DisagreementError
        As `solve`.
    """
    by_name = {stage.name: stage for stage in stages}
    recounted: Sequence[Decimal | None]
    if enrolments is None:
        recounted = [None] * len(instance.readings)
    else:
        recounted = instance.recount(enrolments)
    found = []
    for reading, value in zip(instance.readings, recounted, strict=True):
        stage = by_name.get(reading.stage)
        told = None if stage is None else stage.incumbent
        if told is not None and reading.of(told) != value:
            raise DisagreementError(
                f"{instance.name}: {reading.meaning} is {value} by the plan and "
                f"{reading.of(told)} by {reading.stage}"
            )
        bound = None if stage is None else stage.bound
        found.append(
            Comparison(
                instance.family,
                instance.name,
                reading.stage,
                reading.meaning,
                reading.published,
                value,
                None if bound is None else reading.of(bound),
                round(seconds, 2),
            )
        )
    return tuple(found)


def as_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Return one row for each comparison, with the verdict."""
    return pd.DataFrame(
        [asdict(entry) | {"verdict": entry.verdict} for entry in comparisons]
    )
