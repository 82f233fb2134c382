"""Results: what `result.json` says of a plan, recomputed from its enrolments."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from models.measures import objective_values, target_figures, total_cost
from models.plan import PlanColumns
from models.result import EngineIdentity, Result, ScenarioIdentity, SolveStatus, Stage
from planner.api.stages import stages_of
from planner.api.version import solver_version, version
from planner.engine.settings import SolveSettings
from planner.io.read_scenario import Loaded


def result_of(
    loaded: Loaded,
    folder: Path,
    columns: PlanColumns,
    stages: Sequence[Stage],
    settings: SolveSettings,
    started: float,
    *,
    status: SolveStatus,
    cut_short: bool = False,
    conflict: tuple[str, ...] = (),
    phases: Mapping[str, float] | None = None,
) -> Result:
    """Return the result of a plan.

    Parameters
    ----------
    folder
        Scenario folder as its user named it.
    stages
        What the search proved of each objective.
    started
        `time.monotonic()` when the search began.
    phases
        Phase -> wall time [s].
    """
    scenario = loaded.scenario
    return Result(
        status=status,
        stages=stages_of(objective_values(scenario, columns), stages),
        targets=target_figures(scenario, columns),
        cost=total_cost(scenario, columns),
        enrolments=len(columns.frame),
        scenario=identity_of(loaded, folder),
        version=version(),
        engine=EngineIdentity(
            name=settings.engine,
            version=version(),
            solver=settings.solver,
            solver_version=solver_version(),
        ),
        settings=_recorded(settings),
        cut_short=cut_short,
        conflict=conflict,
        seconds=round(time.monotonic() - started, 3),
        phases=dict(phases or {}),
    )


def identity_of(loaded: Loaded, folder: Path) -> ScenarioIdentity:
    """Return which scenario a result belongs to."""
    scenario = loaded.scenario
    return ScenarioIdentity(
        name=scenario.spec.name,
        title=scenario.spec.title,
        content_hash=scenario.content_hash,
        overrides=scenario.overrides,
        synthetic=scenario.spec.synthetic,
        officials=scenario.roster.named,
        folder=folder.as_posix(),
        tables=loaded.tables,
    )


def _recorded(settings: SolveSettings) -> dict[str, object]:
    """Return settings as data; of an earlier run, which scenario it was of."""
    recorded = asdict(replace(settings, earlier=None))
    if settings.earlier is not None:
        recorded["earlier"] = settings.earlier.scenario.content_hash
    return recorded
