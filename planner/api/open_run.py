"""Plans of result folders, with the scenario they were made from."""

import warnings
from pathlib import Path

from models.plan import PlanColumns
from planner.api.plan import Plan
from planner.api.scenario import load
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
    result = read_result(path)
    recorded = recorded_scenario(path)
    given = load(
        scenario or recorded.folder,
        what_ifs=recorded.what_ifs,
        changes=recorded.changes,
    )
    columns = PlanColumns(given.data, read_plan(path, given.data))
    changed = [
        what
        for what, same in (
            ("scenario", recorded.content_hash == given.data.content_hash),
            ("enrolments", is_untouched(path, result)),
        )
        if not same
    ]
    if changed:
        warnings.warn(
            _(
                "{changed} changed since {path} was made; verify() tells whether "
                "the plan obeys every rule"
            ).format(changed=" and ".join(changed), path=path),
            stacklevel=2,
        )
    return Plan(given, columns, None if changed else result, path.resolve().name)
