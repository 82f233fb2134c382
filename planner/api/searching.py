"""From a scenario to a verified plan with its result: the one way for all callers."""

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd

from models import rules
from models.measures import objective_values, target_figures, total_cost
from models.plan import PlanColumns
from models.result import EngineIdentity, Result, ScenarioIdentity, SolveStatus
from planner.api.stages import stages_of
from planner.api.version import solver_version, version
from planner.engine import process
from planner.engine.messages import Message
from planner.engine.process import Ending, Outcome
from planner.engine.settings import SolveSettings
from planner.io.read_scenario import Loaded

_ENDINGS = {
    Ending.TIME_LIMIT: "the time limit ended the search",
    Ending.INTERRUPT: "the search was interrupted",
    Ending.FAULT: "the search broke down",
}


class NoPlan(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """The search ended without a plan."""

    def __init__(self, outcome: Outcome) -> None:
        self.status = outcome.status
        """`infeasible` (proven) or `no-solution` (time ended first)."""
        self.conflict = outcome.conflict
        """If infeasible: the named items that contradict each other."""
        self.timed_out = outcome.ending is Ending.TIME_LIMIT
        """Whether the time limit ended the search."""
        if self.status is SolveStatus.INFEASIBLE:
            items = ", ".join(self.conflict)
            text = f"infeasible: proven that no plan obeys all of these: {items}"
        else:
            text = f"no plan: {why_ended(outcome)} before one was found"
        super().__init__(text)


class BrokenRules(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """A plan that was found breaks rules and is refused; a bug of the planner."""

    def __init__(self, violations: pd.DataFrame) -> None:
        self.violations = violations
        """One row for each violation, as `models.rules.violations` returns them."""
        self.rules = ", ".join(violations["rule"].unique())
        """Names of the rules."""
        super().__init__(f"the plan breaks rules: {self.rules}")


def why_ended(outcome: Outcome) -> str:
    """Return what ended a search, as the beginning of a sentence."""
    return _ENDINGS.get(outcome.ending, "the search ended at its work limits")


def find_plan(
    loaded: Loaded,
    folder: Path,
    settings: SolveSettings,
    watch: Callable[[Message, float], None],
    started: float,
) -> tuple[PlanColumns, Result, Outcome]:
    """Return the best plan found, its result, and how the search ended.

    Parameters
    ----------
    folder
        Scenario folder as its user named it; recorded in the result.
    watch
        Called with every message of the search and the seconds since `started`.
    started
        `time.monotonic()` from which the time limit counts.

    Raises
    ------
    NoPlan
        If there is none.
    BrokenRules
        If the plan breaks a rule.
    """
    scenario = loaded.scenario
    outcome = process.run(scenario, settings, watch, started=started)
    if outcome.plan is None or outcome.status is SolveStatus.INFEASIBLE:
        raise NoPlan(outcome)
    columns = PlanColumns(scenario, outcome.plan)
    broken = rules.violations(scenario, columns)
    if len(broken):
        raise BrokenRules(broken)
    result = Result(
        status=outcome.status,
        stages=stages_of(objective_values(scenario, columns), outcome.stages),
        targets=target_figures(scenario, columns),
        cost=total_cost(scenario, columns),
        enrolments=len(columns.frame),
        scenario=ScenarioIdentity(
            name=scenario.spec.name,
            title=scenario.spec.title,
            content_hash=scenario.content_hash,
            overrides=scenario.overrides,
            synthetic=scenario.spec.synthetic,
            officials=scenario.roster.named,
            folder=folder.as_posix(),
            tables=loaded.tables,
        ),
        version=version(),
        engine=EngineIdentity(
            name=settings.engine,
            version=version(),
            solver=settings.solver,
            solver_version=solver_version(),
        ),
        settings=_recorded(settings),
        cut_short=outcome.cut_short,
        conflict=outcome.conflict,
        seconds=round(time.monotonic() - started, 3),
        phases=outcome.phases,
    )
    return columns, result, outcome


def _recorded(settings: SolveSettings) -> dict[str, object]:
    """Return settings as data; of an earlier run, which scenario it was of."""
    recorded = asdict(replace(settings, earlier=None))
    if settings.earlier is not None:
        recorded["earlier"] = settings.earlier.scenario.content_hash
    return recorded
