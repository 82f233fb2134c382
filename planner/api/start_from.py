"""An earlier run, for a search to start from."""

from pathlib import Path

from planner.api.open_run import read_back
from planner.engine.earlier import Earlier


def earlier_run(folder: Path, scenario: Path | None = None) -> Earlier:
    """Return the plan of a result folder and what was proven of its scenario.

    If the scenario or the enrolments have changed since, only the plan is taken.

    Parameters
    ----------
    scenario
        Scenario folder; not given, where it was when the plan was made.

    Raises
    ------
    InvalidInput
        If a file of the run or of its scenario cannot be used.
    """
    given, plan, result, changed = read_back(folder, scenario)
    return Earlier(plan, () if changed else result.stages, given.data)
