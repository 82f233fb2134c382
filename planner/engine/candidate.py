"""Candidate: a plan with every rule checked and every objective recomputed."""

from dataclasses import dataclass

from models.measures import objective_values
from models.plan import Plan
from models.rules import violations
from models.scenario import Scenario


class BrokenPlanError(RuntimeError):
    """A plan broke a rule: a fault of the engine, never shown as a plan."""


@dataclass
class Candidate:
    """A verified plan and the value of every objective."""

    plan: Plan
    values: tuple[int, ...]


def checked(scenario: Scenario, plan: Plan) -> Candidate:
    """Return the plan with its values, recomputed from its enrolments.

    Raises
    ------
    BrokenPlanError
        If the plan breaks a rule.
    """
    broken = violations(scenario, plan)
    if len(broken):
        raise BrokenPlanError(
            f"{len(broken)} violations, the first: {broken.iloc[0]['message']}"
        )
    values = tuple(entry.value for entry in objective_values(scenario, plan))
    return Candidate(plan, values)
