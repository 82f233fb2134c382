"""Explorer: a scenario with sliders on its budget."""

import time
from typing import TYPE_CHECKING

import pandas as pd

from models.plan import PlanColumns
from planner.api.plan import Plan
from planner.api.relaxed import shortfall_table
from planner.api.results import result_of
from planner.engine.explorer import Explorer as Engine
from planner.engine.settings import SolveSettings
from planner.engine.stages import status_of

if TYPE_CHECKING:
    from planner.api.scenario import Scenario


class Explorer:
    """Quick answers for other budgets of a scenario; made by `Scenario.explorer`.

    The same changes give the same answers, in whatever order they are asked for.
    """

    def __init__(
        self, scenario: "Scenario", start_from: Plan | None, seed: int
    ) -> None:
        self.scenario = scenario
        """The scenario as it is."""
        self._seed = seed
        decided = None if start_from is None else start_from._earlier.plan
        self._engine = Engine(scenario.data, decided, seed)

    def relaxed(self, *changes: str) -> pd.DataFrame:
        """Return the least shortfalls of the linear relaxation; they are no plan.

        One row for each tier, as from `Scenario.relaxed`, in a fraction of its time.

        Parameters
        ----------
        changes
            Changes of amounts of budget lines, such as `budget.*.amount*=0.9`.

        Raises
        ------
        InvalidInput
            If a change cannot be read.
        ValueError
            If anything but an amount of a budget line changes.
        """
        return shortfall_table(self._engine.shortfalls(self._changed(changes).data))

    def plan(self, *changes: str) -> Plan:
        """Return a good plan within seconds, verified against every rule.

        Its bounds are those of the linear relaxation; `Scenario.solve` takes longer and
        finds and proves more.

        Parameters
        ----------
        changes
            Changes of amounts of budget lines, such as `budget.*.amount*=0.9`.

        Raises
        ------
        InvalidInput
            If a change cannot be read.
        ValueError
            If anything but an amount of a budget line changes.
        NoQuickPlanError
            If no plan was found this way; an ordinary search may find one.
        """
        started = time.monotonic()
        changed = self._changed(changes)
        found = self._engine.plan(changed.data)
        columns = PlanColumns(changed.data, found.plan)
        result = result_of(
            changed._loaded,
            changed.folder,
            columns,
            found.stages,
            SolveSettings(time_limit=None, seed=self._seed, tiers_only=True),
            started,
            status=status_of(found.stages),
        )
        return Plan(changed, columns, result, changed.label)

    def _changed(self, changes: tuple[str, ...]) -> "Scenario":
        changed = self.scenario.with_changes(*changes)
        if changed._loaded.tables != self.scenario._loaded.tables:
            raise ValueError("the tables of the scenario have changed: explore it anew")
        return changed
