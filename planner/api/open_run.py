"""Plans of result folders, with the scenario they were made from."""

import warnings
from pathlib import Path

from models.plan import Plan as Decided
from models.plan import PlanColumns
from models.result import Result
from planner.api.plan import Plan
from planner.api.scenario import Scenario, load
from planner.io.read_plan import read_plan, recorded_scenario
from planner.io.read_run import is_untouched, read_result
from planner.language import _


def open_run(folder: str | Path, scenario: str | Path | None = None) -> Plan:
    """Return the plan of a result folder.

    Its scenario is read again with the overrides recorded. If the scenario or the
    enrolments have changed since, a warning says so: figures are then those of the plan
    and the scenario as they are now, and nothing is known of its proof.

    Parameters
    ----------
    scenario
        Scenario folder; not given, where it was when the plan was made.

    Raises
    ------
    InvalidInput
        If a file of the run or of the scenario cannot be used.
    """
    path = Path(folder)
    given, decided, result, changed = read_back(path, scenario)
    if changed:
        warnings.warn(
            _(
                "{changed} changed since {path} was made; verify() tells whether "
                "the plan obeys every rule"
            ).format(changed=" and ".join(changed), path=path),
            stacklevel=2,
        )
    columns = PlanColumns(given.data, decided)
    return Plan(given, columns, None if changed else result, path.resolve().name)


def read_back(
    folder: Path, scenario: str | Path | None = None
) -> tuple[Scenario, Decided, Result, list[str]]:
    """Return the scenario, plan and result of a run, and what has changed since.

    Parameters
    ----------
    scenario
        Scenario folder; not given, where it was when the plan was made.

    Raises
    ------
    InvalidInput
        If a file of the run or of the scenario cannot be used.
    """
    result = read_result(folder)
    recorded = recorded_scenario(folder)
    given = load(
        scenario or recorded.folder,
        what_ifs=recorded.what_ifs,
        changes=recorded.changes,
    )
    same = {
        "scenario": recorded.content_hash == given.data.content_hash,
        "enrolments": is_untouched(folder, result),
    }
    changed = [what for what, holds in same.items() if not holds]
    return given, read_plan(folder, given.data), result, changed
