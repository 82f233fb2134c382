"""From a scenario to a verified plan with its result: the one way for all callers."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from models import rules
from models.plan import PlanColumns
from models.result import Result, SolveStatus
from planner.api.results import result_of
from planner.engine import process
from planner.engine.child import Ready
from planner.engine.messages import Message
from planner.engine.process import Ending, Outcome
from planner.engine.settings import SolveSettings
from planner.io.read_scenario import Loaded
from planner.language import _, marked
from planner.language.sentences import all_told

_ENDINGS = {
    Ending.TIME_LIMIT: marked("the time limit ended the search"),
    Ending.INTERRUPT: marked("the search was interrupted"),
    Ending.FAULT: marked("the search broke down"),
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
            items = ", ".join(all_told(self.conflict))
            text = _(
                "infeasible: proven that no plan obeys all of these: {items}"
            ).format(items=items)
        else:
            text = _("no plan: {why} before one was found").format(
                why=why_ended(outcome)
            )
        super().__init__(text)


class BrokenRules(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """A plan that was found breaks rules and is refused; a bug of the planner."""

    def __init__(self, violations: pd.DataFrame) -> None:
        self.violations = violations
        """One row for each violation, as `models.rules.violations` returns them."""
        self.rules = ", ".join(violations["rule"].unique())
        """Names of the rules."""
        super().__init__(_("the plan breaks rules: {rules}").format(rules=self.rules))


def why_ended(outcome: Outcome) -> str:
    """Return what ended a search, as the beginning of a sentence."""
    if outcome.ending in _ENDINGS:
        return _(_ENDINGS[outcome.ending])
    return _("the search ended at its work limits")


def find_plan(
    loaded: Loaded,
    folder: Path,
    settings: SolveSettings,
    watch: Callable[[Message, float], None],
    started: float,
    *,
    or_nobody: bool = False,
    ready: Ready | None = None,
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
    or_nobody
        Where time ends without a plan, take the one that enrols nobody, if allowed.
    ready
        Process that waits for a scenario; one is started if not given.

    Raises
    ------
    NoPlan
        If there is none.
    BrokenRules
        If the plan breaks a rule.
    """
    scenario = loaded.scenario
    outcome = process.run(
        scenario, settings, watch, ready=ready, started=started, or_nobody=or_nobody
    )
    if outcome.plan is None or outcome.status is SolveStatus.INFEASIBLE:
        raise NoPlan(outcome)
    columns = PlanColumns(scenario, outcome.plan)
    broken = rules.violations(scenario, columns)
    if len(broken):
        raise BrokenRules(broken)
    result = result_of(
        loaded,
        folder,
        columns,
        outcome.stages,
        settings,
        started,
        status=outcome.status,
        cut_short=outcome.cut_short,
        conflict=outcome.conflict,
        phases=outcome.phases,
    )
    return columns, result, outcome
