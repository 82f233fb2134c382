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
    """Of the engine's plan, recounted from its enrolments; None if it is no answer."""
    bound: Decimal | None
    """What the engine proved that no answer can better; None if nothing."""
    unmet: int | None
    """Value of the stage that is 0 for a whole answer; None without a plan."""
    seconds: float
    """Wall time of the whole instance, all stages [s]."""

    @property
    def verdict(self) -> str:
        """`equal` if value and bound are the published optimum, else what differs."""
        if self.value is None:
            return "no answer"
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
    told = {stage.name: stage.incumbent for stage in stages}
    proven = {stage.name: stage.bound for stage in stages}
    unmet = None if enrolments is None else told.get(instance.complete or "", 0)
    values: Sequence[Decimal | None] = [None] * len(instance.readings)
    if enrolments is not None and unmet == 0:
        values = instance.recount(enrolments)
        for reading, counted in zip(instance.readings, values, strict=True):
            incumbent = told[reading.stage]
            if incumbent is None or reading.of(incumbent) != counted:
                raise DisagreementError(
                    f"{instance.name}: {reading.meaning} is {counted} by the plan, but "
                    f"{reading.stage} says {incumbent}"
                )
    found = []
    for reading, value in zip(instance.readings, values, strict=True):
        # A bound holds for plans as good as this one in the stages before; where this
        # one is no answer, it says nothing about answers.
        bound = proven.get(reading.stage) if value is not None else None
        found.append(
            Comparison(
                instance.family,
                instance.name,
                reading.stage,
                reading.meaning,
                reading.published,
                value,
                None if bound is None else reading.of(bound),
                unmet,
                round(seconds, 2),
            )
        )
    return tuple(found)


def as_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Return one row for each comparison, with the verdict."""
    return pd.DataFrame(
        [asdict(entry) | {"verdict": entry.verdict} for entry in comparisons]
    )
