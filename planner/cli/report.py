"""`planner report`: everything about a plan, on the terminal and as tables."""

from pathlib import Path

import click

from planner.cli.consoles import page, tell
from planner.cli.options import what_if_options
from planner.io.read_plan import Recorded, read_plan, recorded_scenario
from planner.io.read_scenario import SCENARIO_FILE, load
from planner.io.write_report import write_report
from planner.reports import labels
from planner.reports.figures import report_of
from planner.reports.full_report import print_report
from planner.reports.layout import line
from planner.reports.text import quoted


@click.command(
    "report",
    epilog="\b\nExample:\n"
    "  planner report runs/can-tho-2024-2030-baseline-1a2b3c4d --out report",
)
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--scenario",
    type=click.Path(path_type=Path),
    help="Scenario folder.  [default: where the plan says it was]",
)
@what_if_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the tables as CSV files; see planner/reports/TABLES.md.",
)
def command(
    plan: Path,
    scenario: Path | None,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    out: Path | None,
) -> None:
    """Report everything about PLAN.

    Targets year by year, who is missing and why, money, seats and quotas. PLAN is a result
    folder, or an enrolments table with --scenario. The reasons are found without the
    solver: each is the first thing that stands in the way of one more enrolment.
    """
    recorded = recorded_scenario(plan)
    if not what_ifs and not changes:
        what_ifs, changes = recorded.what_ifs, recorded.changes
    loaded = load(scenario or _folder_of(recorded, plan), what_ifs, changes)
    given = loaded.scenario
    if recorded.content_hash not in ("", given.content_hash):
        tell(
            "Warning: the scenario has changed since the plan was made (its content hash "
            "differs); figures are those of the plan in the scenario as it is now. "
            f"Check with: planner verify SCENARIO {quoted(plan)}"
        )
    report = report_of(given, read_plan(plan, given))
    # Written first: a reader that closes the pipe early loses no table.
    files = () if out is None else write_report(out, vars(report))
    console = page()
    print_report(console, given, report, given.overrides)
    if out is None:
        line(console, labels.REPORT_TABLES.format(plan=quoted(plan)))
    for path in files:
        click.echo(path)


def _folder_of(recorded: Recorded, plan: Path) -> Path:
    """Return the scenario folder that the plan names.

    Raises
    ------
    click.UsageError
        If it names none, or there is none any more.
    """
    if not recorded.folder:
        raise click.UsageError(
            f"{plan} does not say where its scenario is: give --scenario DIR"
        )
    folder = Path(recorded.folder)
    file = folder if folder.name == SCENARIO_FILE else folder / SCENARIO_FILE
    if not file.is_file():
        raise click.UsageError(
            f"the scenario of {plan} is not at {folder} any more: give --scenario DIR"
        )
    return folder
