"""An earlier run, for a search to start from."""

from pathlib import Path

from planner.engine.earlier import Earlier
from planner.io.read_plan import read_plan, recorded_scenario
from planner.io.read_run import is_untouched, read_result
from planner.io.read_scenario import load


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
    result = read_result(folder)
    recorded = recorded_scenario(folder)
    given = load(
        scenario or Path(recorded.folder), recorded.what_ifs, recorded.changes
    ).scenario
    same = recorded.content_hash == given.content_hash and is_untouched(folder, result)
    return Earlier(read_plan(folder, given), result.stages if same else (), given)
