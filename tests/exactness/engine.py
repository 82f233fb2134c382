"""Runs the search in this process and returns what it said last."""

from dataclasses import dataclass

from models.measures import objective_values
from models.plan import Plan
from models.result import SolveStatus, Stage
from models.scenario import Scenario
from planner.engine.engines import Search
from planner.engine.messages import Bounds, Finished, Found, Message
from planner.engine.search import search as default_search
from planner.engine.settings import SolveSettings


@dataclass(frozen=True)
class Solved:
    """The end of a search."""

    status: SolveStatus
    conflict: tuple[str, ...]
    plan: Plan | None
    stages: tuple[Stage, ...]
    values: tuple[int, ...]
    """Of the plan, recomputed from its enrolments; empty without a plan."""

    @property
    def proven(self) -> list[tuple[str, int | None, int | None]]:
        """Name, incumbent and bound of every stage."""
        return [(stage.name, stage.incumbent, stage.bound) for stage in self.stages]

    def __post_init__(self) -> None:
        incumbents = tuple(stage.incumbent for stage in self.stages)
        assert incumbents == self.values, "stages say what the plan's measures say"


def solve(scenario: Scenario, *, search: Search = default_search) -> Solved:
    """Search to the end, with the default engine unless another is given."""
    messages: list[Message] = []
    search(scenario, SolveSettings(), messages.append)
    finished = messages[-1]
    assert isinstance(finished, Finished)
    plan = None
    stages: tuple[Stage, ...] = ()
    for message in messages:
        if isinstance(message, Found):
            plan = message.plan
        if isinstance(message, Found | Bounds):
            stages = message.stages
    values = () if plan is None else objective_values(scenario, plan)
    return Solved(
        finished.status,
        finished.conflict,
        plan,
        stages,
        tuple(entry.value for entry in values),
    )
