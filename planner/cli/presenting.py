"""A plan as it is shown in a workbook: what is proven of it, what differs from another."""

from pathlib import Path

import pandas as pd

from models.plan import PlanColumns
from models.result import Result
from planner.io.problems import InvalidInput, problem
from planner.io.read_run import MANIFEST, is_untouched, read_result, read_run
from planner.language import _
from planner.reports.compare import differing_people
from planner.reports.figures import Report
from planner.workbooks.presented import Presented


def presented(
    plan: Path, columns: PlanColumns, report: Report, against: Path | None
) -> Presented:
    """Return a plan with what its result folder tells of it.

    Parameters
    ----------
    plan
        Result folder, or table of enrolments.
    against
        Result folder of the plan that it is compared with.

    Raises
    ------
    InvalidInput
        If a folder cannot be read.
    """
    result = _result_of(plan)
    return Presented(
        columns,
        report,
        result,
        as_found=result is not None and _as_found(plan, result, columns),
        against="" if against is None else against.resolve().name,
        changes=None if against is None else _changes(columns, against),
    )


def _result_of(plan: Path) -> Result | None:
    return read_result(plan) if (plan / MANIFEST).is_file() else None


def _as_found(plan: Path, result: Result, columns: PlanColumns) -> bool:
    """Return whether enrolments and scenario are still those of the result."""
    same = columns.scenario.content_hash == result.scenario.content_hash
    return same and is_untouched(plan, result)


def _changes(columns: PlanColumns, against: Path) -> pd.DataFrame:
    if not against.is_dir():
        hint = _("name a folder that `planner solve` has written")
        found = problem("file-missing", file=str(against), hint=hint)
        raise InvalidInput([found])
    return differing_people(read_run(against).enrolments, columns.frame)
