"""`planner verify`: check any plan against every rule, without the solver."""

from pathlib import Path

import click

from models.rules import violations
from planner.cli.consoles import page, show_warnings
from planner.cli.exit_codes import ExitCode
from planner.cli.options import scenario_argument, what_if_options
from planner.io.read_plan import read_plan, recorded_overrides
from planner.io.read_scenario import load
from planner.io.write_violations import write_violations
from planner.reports.violations import SHOWN, print_violations


@click.command(
    "verify",
    epilog="\b\nExample:\n"
    "  planner verify scenarios/can-tho-2024-2030 runs/my-plan --csv violations.csv",
)
@scenario_argument
@click.argument("plan", type=click.Path(path_type=Path))
@what_if_options
@click.option("--all", "everything", is_flag=True, help="Print every violation.")
@click.option(
    "--csv",
    "table",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write every violation into a CSV file.",
)
def command(
    scenario: Path,
    plan: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    everything: bool,
    table: Path | None,
) -> None:
    """Check PLAN against every rule of SCENARIO.

    PLAN is a result folder, or an enrolments table (CSV or Parquet) that may be made by
    hand. A result folder is checked with the overrides it was made with, unless others
    are given.
    """
    if not what_ifs and not changes:
        what_ifs, changes = recorded_overrides(plan)
        if what_ifs or changes:
            names = ", ".join((*what_ifs, *changes))
            click.echo(f"Checking with the overrides of the plan: {names}", err=True)
    loaded = load(scenario, what_ifs, changes)
    show_warnings(loaded.warnings)
    checked = read_plan(plan, loaded.scenario)
    found = violations(loaded.scenario, checked)
    if table is not None:
        write_violations(table, found)
    if len(found):
        print_violations(page(), found, shown=None if everything else SHOWN)
        click.echo(f"{len(found):,} violations in {len(checked):,} enrolments.")
        raise click.exceptions.Exit(ExitCode.VIOLATIONS)
    click.echo(f"The plan obeys every rule: {len(checked):,} enrolments.")
