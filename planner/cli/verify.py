"""`planner verify`: check any plan against every rule, without the solver."""

from pathlib import Path

import click

from models.rules import violations
from planner.cli.consoles import page, tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import (
    pseudonym_option,
    scenario_argument,
    use_pseudonyms,
    what_if_options,
)
from planner.io.read_plan import read_plan, recorded_overrides
from planner.io.read_scenario import folder_of, load
from planner.io.write_violations import refuse_other_files, write_violations
from planner.language import _, marked
from planner.language.filter_words import sentence_words
from planner.reports.numbers import counted
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
@pseudonym_option
def command(
    scenario: Path,
    plan: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    everything: bool,
    table: Path | None,
    pseudonymise: bool,
) -> None:
    """Check PLAN against every rule of SCENARIO.

    PLAN is a result folder, or an enrolments table (CSV, Parquet or Excel) that may be
    made by hand. A result folder is checked with the overrides it was made with, unless
    others are given.
    """
    if not what_ifs and not changes:
        what_ifs, changes = recorded_overrides(plan)
        if what_ifs or changes:
            names = ", ".join((*what_ifs, *changes))
            tell(
                _("Checking with the overrides of the plan: {names}").format(
                    names=names
                )
            )
    if table is not None:
        refuse_other_files(table)
    if pseudonymise:
        use_pseudonyms(folder_of(scenario))
    # Warnings are about what can be planned, not about this plan; `validate` shows them.
    given = load(scenario, what_ifs, changes).scenario
    checked = read_plan(plan, given)
    found = violations(given, checked)
    words = sentence_words(given.spec)
    if table is not None:
        write_violations(table, found, words)
    enrolments = counted(len(checked), marked("enrolment"))
    if len(found):
        shown = None if everything else SHOWN
        if print_violations(page(), found, shown, words) and table is None:
            tell(
                _("--all prints every violation, --csv FILE writes them into a table.")
            )
        click.echo(
            _("{violations} in {enrolments}.").format(
                violations=counted(len(found), marked("violation")),
                enrolments=enrolments,
            )
        )
        raise click.exceptions.Exit(ExitCode.VIOLATIONS)
    text = _("The plan obeys every rule: {enrolments}.")
    if len(checked) == 0:
        text = _("The plan obeys every rule: {enrolments}. It enrols nobody.")
    click.echo(text.format(enrolments=enrolments))
