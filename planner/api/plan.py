"""Plan: enrolments in their scenario, with figures as tables and pictures."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from models.measures import objective_values, target_figures
from models.plan import Plan as Decided
from models.plan import PlanColumns
from models.result import Result
from models.rules import violations
from planner.api.plots import PlanPlots
from planner.engine.earlier import Earlier
from planner.io.run_tables import run_tables
from planner.io.write_run import run_name, write_run
from planner.language import _
from planner.language.numbers import number, shortest
from planner.reports import labels
from planner.reports.figures import targets_by_year
from planner.reports.html import facts, table_as_html
from planner.reports.missing import missing_officials

if TYPE_CHECKING:
    from planner.api.scenario import Scenario

_SHOWN = 15  # targets in a notebook
_STAGES = ("name", "unit", "incumbent", "bound", "gap", "status", "seconds")


class Plan:
    """A plan in its scenario; made by `Scenario.solve`, `read_plan` or `open_run`.

    Every figure is recomputed from the enrolments. Money is in million dong.
    """

    def __init__(
        self,
        scenario: "Scenario",
        columns: PlanColumns,
        result: Result | None,
        label: str,
    ) -> None:
        self.scenario = scenario
        """The scenario it belongs to."""
        self.label = label
        """What it is called beside other plans."""
        self._columns = columns
        self._given = columns.scenario
        self._result = result

    @property
    def status(self) -> str:
        """`optimal` or `feasible`; empty for a plan that was not searched for here."""
        return "" if self._result is None else self._result.status.value

    @property
    def cut_short(self) -> bool:
        """Whether the time limit or an interrupt ended the search."""
        return self._result is not None and self._result.cut_short

    @property
    def cost(self) -> float:
        """What is charged to all budget lines over the horizon [million dong]."""
        return round(float(self.budget["spent"].sum()), 3)

    @property
    def _earlier(self) -> Earlier:
        """The plan and what was proven of it, for another search to start from."""
        decided = Decided(self._columns.frame, self._columns.recruits)
        stages = () if self._result is None else self._result.stages
        return Earlier(decided, stages, self._given)

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return run_tables(self._columns, target_figures(self._given, self._columns))

    @property
    def enrolments(self) -> pd.DataFrame:
        """One row for each enrolment."""
        return self._tables["enrolments"]

    @property
    def classes(self) -> pd.DataFrame:
        """One row for each class."""
        return self._tables["classes"]

    @property
    def targets(self) -> pd.DataFrame:
        """One row for each target and year measured."""
        return self._tables["targets"]

    @property
    def budget(self) -> pd.DataFrame:
        """One row for each budget line and year."""
        return self._tables["budget"]

    @property
    def quotas(self) -> pd.DataFrame:
        """One row for each unit, course and start year with anybody."""
        return self._tables["quotas"]

    @cached_property
    def recruits(self) -> pd.DataFrame:
        """One row for each recruit."""
        table = self._columns.recruits
        return table.assign(cost=table["cost"] / 1000)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """One row for each objective in order, with what was proven about it."""
        if self._result is None:
            values = objective_values(self._given, self._columns)
            rows = [
                {"name": v.name, "unit": v.unit, "incumbent": v.value} for v in values
            ]
        else:
            rows = [stage.model_dump() for stage in self._result.stages]
        table = pd.DataFrame(rows, columns=list(_STAGES))
        table = table.astype(
            {"incumbent": "Float64", "bound": "Float64", "gap": "Float64"}
        )
        money = table["unit"] == "thousand dong"
        for name in ("incumbent", "bound"):
            table[name] = table[name].where(~money, table[name] / 1000)
        return table.assign(unit=table["unit"].where(~money, "million dong"))

    @cached_property
    def targets_by_year(self) -> pd.DataFrame:
        """One row for each target and year, with the way to a deadline."""
        return targets_by_year(self._columns)

    @cached_property
    def missing(self) -> pd.DataFrame:
        """One row for each official who is missing from a target, and the first reason."""
        return missing_officials(self._columns)

    @cached_property
    def plot(self) -> PlanPlots:
        """Pictures of the plan; need matplotlib."""
        return PlanPlots(self)

    def verify(self) -> pd.DataFrame:
        """Return every violation of a rule, without the solver; none if it obeys all."""
        return violations(self._given, self._columns)

    def save(self, folder: str | Path | None = None) -> Path:
        """Write the result folder and return it; an earlier result in it is replaced.

        Parameters
        ----------
        folder
            Not given: `runs/<scenario>-<overrides>-<short hash>`, as `planner solve`.

        Raises
        ------
        ValueError
            If the plan was not searched for here: then nothing is known of its proof.
        InvalidInput
            If the folder holds anything else than an earlier result.
        """
        if self._result is None:
            raise ValueError("only plans that were found by solve() can be saved")
        path = Path("runs") / run_name(self._given) if folder is None else Path(folder)
        write_run(path, self._given, self._columns, self._result)
        return path

    def __len__(self) -> int:
        """Return the number of enrolments."""
        return len(self._columns.frame)

    def __repr__(self) -> str:
        """Return label, status and size in one line."""
        return (
            f"<Plan {self.label}: {self.status or 'not searched for here'}, "
            f"{len(self):,} enrolments, {self.cost:,.1f} million dong>"
        )

    def _repr_html_(self) -> str:
        values = {
            _("Plan"): self.label,
            _("Status"): _(labels.STATUSES[self.status])
            if self.status
            else _("not searched for here"),
            _("Enrolments"): number(len(self)),
            _("Cost"): _("{money} million dong").format(money=shortest(self.cost, 3)),
        }
        if self.cut_short:
            values[_("Cut short")] = _("the best plan found until then")
        title = f"{self.scenario.title} ({self.scenario.name})"
        shown = [
            "name",
            "year",
            "tier",
            "group_size",
            "required",
            "attained",
            "shortfall",
        ]
        targets = table_as_html(self.targets[shown], _("Targets"), _SHOWN)
        stages = table_as_html(self.stages, _("Stages"), _SHOWN)
        return facts(values, title) + targets + stages
