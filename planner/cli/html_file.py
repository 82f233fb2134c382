"""The HTML report of `planner report --html`."""

from pathlib import Path

import click

from planner.api.plan import Plan
from planner.api.plan_set import compare
from planner.io.problems import InvalidInput, problem
from planner.io.write_file import write_whole
from planner.language import _
from planner.language.faults import reason_of
from planner.reports.compare import Comparison
from planner.reports.html_report import Subject, html_report
from planner.workbooks.presented import Presented


def write_html(
    file: Path, plan: Plan, shown: Presented, against: Path | None
) -> tuple[Path, ...]:
    """Write the report and return its file.

    Parameters
    ----------
    plan, shown
        The same plan.
    against
        Result folder of the plan that it is compared with.

    Raises
    ------
    InvalidInput
        If the file cannot be written, or the other plan not be read.
    click.UsageError
        If both plans are the same.
    """
    subject = Subject(
        shown.columns,
        shown.report,
        result=shown.result if shown.as_found else None,
        changed=shown.result is not None and not shown.as_found,
        violations=len(plan.verify()),
        comparison=None if against is None else _comparison(against, plan),
    )
    try:
        write_whole(file, html_report(subject))
    except OSError as error:
        reason = reason_of(error)
        found = problem("file-unwritable", file=str(file), reason=reason)
        raise InvalidInput([found]) from None
    return (file,)


def _comparison(against: Path, plan: Plan) -> Comparison:
    try:
        return compare(against, plan)
    except ValueError as error:
        raise click.UsageError(
            _("--against names a plan that cannot be compared: {reason}").format(
                reason=error
            )
        ) from None
