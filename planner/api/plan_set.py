"""PlanSet: several plans side by side, and what differs between runs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import pandas as pd

from models.result import Stage
from planner.api.plan import Plan
from planner.api.plots import PlanSetPlots
from planner.io.read_run import Run, read_run
from planner.language import _
from planner.reports import compare as differences
from planner.reports.compare import Compared, Comparison
from planner.reports.html import facts, table_as_html

_SHOWN = 30  # plans in a notebook


class PlanSet:
    """Plans under names that tell them apart; the first is the reference.

    Parameters
    ----------
    plans
        Name -> plan; or plans alone, each called by its label.

    Raises
    ------
    ValueError
        If two plans have the same label: give names of your own then.
    """

    def __init__(self, plans: Mapping[str, Plan] | Iterable[Plan]) -> None:
        if isinstance(plans, Mapping):
            self._plans: dict[str, Plan] = dict(plans)
        else:
            listed = list(plans)
            self._plans = {plan.label: plan for plan in listed}
            if len(self._plans) < len(listed):
                labels = ", ".join(plan.label for plan in listed)
                raise ValueError(
                    _(
                        "two plans have the same label ({labels}): give a mapping of names"
                    ).format(labels=labels)
                )
        if not self._plans:
            raise ValueError(_("a set needs at least one plan"))

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row for each plan: overrides, status, cost and shortfall of every tier."""
        return differences.summary(self._compared)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets of all plans, with a column `run`."""
        return self._stacked(lambda plan: plan.targets)

    @cached_property
    def budget(self) -> pd.DataFrame:
        """The budget of all plans, with a column `run`."""
        return self._stacked(lambda plan: plan.budget)

    @cached_property
    def classes(self) -> pd.DataFrame:
        """The classes of all plans, with a column `run`."""
        return self._stacked(lambda plan: plan.classes)

    @cached_property
    def stages(self) -> pd.DataFrame:
        """The stages of all plans, with a column `run`."""
        return self._stacked(lambda plan: plan.stages)

    @cached_property
    def plot(self) -> PlanSetPlots:
        """Pictures of the plans side by side; need matplotlib."""
        return PlanSetPlots(self)

    def compare(self) -> Comparison:
        """Return what differs from the first plan.

        Raises
        ------
        ValueError
            If there is only one plan.
        """
        return differences.compare(self._compared)

    def __getitem__(self, name: str) -> Plan:
        """Return a plan by its name."""
        return self._plans[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._plans)

    def __len__(self) -> int:
        """Return the number of plans."""
        return len(self._plans)

    def __repr__(self) -> str:
        """Return the names in one line."""
        return f"<PlanSet {', '.join(self._plans)}>"

    def _repr_html_(self) -> str:
        summary = table_as_html(self.summary, _("Summary"), _SHOWN)
        return facts({_("Plans"): len(self)}) + summary

    @property
    def _compared(self) -> list[Compared]:
        return [_of_plan(name, plan) for name, plan in self._plans.items()]

    def _stacked(self, table_of: Callable[[Plan], pd.DataFrame]) -> pd.DataFrame:
        parts = []
        for name, plan in self._plans.items():
            part = table_of(plan).copy()
            part.insert(0, "run", name)
            parts.append(part)
        return pd.concat(parts, ignore_index=True)


def compare(*runs: Plan | str | Path) -> Comparison:
    """Return what differs between runs; the first is the reference.

    Parameters
    ----------
    runs
        Plans, or result folders. Folders are compared by their files alone: their
        scenarios are not needed.

    Raises
    ------
    ValueError
        If there are fewer than two runs.
    InvalidInput
        If a folder cannot be read.
    """
    found = [run if isinstance(run, Plan) else read_run(Path(run)) for run in runs]
    names = _names(found)
    return differences.compare(
        [
            _of_plan(name, run) if isinstance(run, Plan) else _of_run(name, run)
            for name, run in zip(names, found, strict=True)
        ]
    )


def _names(runs: list[Plan | Run]) -> list[str]:
    """Return short names that tell runs apart: of folders, more of the path if needed."""
    short = [
        run.label if isinstance(run, Plan) else run.folder.resolve().name
        for run in runs
    ]
    return [
        name if short.count(name) == 1 or isinstance(run, Plan) else str(run.folder)
        for name, run in zip(short, runs, strict=True)
    ]


def _of_plan(name: str, plan: Plan) -> Compared:
    stages = plan.stages
    return Compared(
        name=name,
        status=plan.status,
        cut_short=plan.cut_short,
        overrides=plan.scenario.data.overrides,
        objectives=dict(zip(stages["name"], stages["incumbent"], strict=True)),
        targets=plan.targets,
        budget=plan.budget,
        classes=plan.classes,
        enrolments=plan.enrolments,
        inputs=plan.scenario.inputs,
        recruits=plan.recruits,
    )


def _of_run(name: str, run: Run) -> Compared:
    result = run.result
    return Compared(
        name=name,
        status=result.status.value,
        cut_short=result.cut_short,
        overrides=result.scenario.overrides,
        objectives={stage.name: _value(stage) for stage in result.stages},
        targets=run.targets,
        budget=run.budget,
        classes=run.classes,
        enrolments=run.enrolments,
        inputs=run.inputs,
        recruits=run.recruits,
    )


def _value(stage: Stage) -> float:
    value = stage.incumbent or 0
    return value / 1000 if stage.unit == "thousand dong" else value
