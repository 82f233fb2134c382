"""`planner report`: everything about a plan, on the terminal and as tables."""

from pathlib import Path

import click

from models.enrolments import as_columns
from planner.api.plan import Plan
from planner.api.scenario import Scenario
from planner.cli.consoles import page, tell
from planner.cli.html_file import write_html
from planner.cli.options import pseudonym_option, use_pseudonyms, what_if_options
from planner.cli.presenting import presented
from planner.io.read_plan import Recorded, read_plan, recorded_scenario
from planner.io.read_scenario import SCENARIO_FILE, folder_of, load
from planner.io.write_report import write_report
from planner.language import _
from planner.reports.figures import report_of
from planner.reports.full_report import print_report
from planner.reports.layout import line
from planner.reports.text import quoted
from planner.workbooks.forms.write import write_forms
from planner.workbooks.write import write_workbook


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
@click.option(
    "--xlsx",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write everything into an Excel workbook, with lists to sign.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write everything into one HTML file that opens without any network.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="With --xlsx or --html: what differs from this result folder.",
)
@click.option(
    "--forms",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write form 10-BTCTW and the list of classes, by year, as Excel workbooks.",
)
@pseudonym_option
def command(
    plan: Path,
    scenario: Path | None,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    out: Path | None,
    xlsx: Path | None,
    html: Path | None,
    against: Path | None,
    forms: Path | None,
    pseudonymise: bool,
) -> None:
    """Report everything about PLAN.

    Targets year by year, who is missing and why, money, seats and quotas. PLAN is a result
    folder, or an enrolments table with --scenario. The reasons are found without the
    solver: each is the first thing that stands in the way of one more enrolment.
    """
    if against is not None and xlsx is None and html is None:
        raise click.UsageError(_("--against goes with --xlsx or --html"))
    if html is not None and html.suffix.lower() not in (".html", ".htm"):
        raise click.BadParameter(
            _("name a file that ends in .html"), param_hint="--html"
        )
    if xlsx is not None and xlsx.suffix.lower() != ".xlsx":
        raise click.BadParameter(
            _("name a file that ends in .xlsx"), param_hint="--xlsx"
        )
    if forms is not None and pseudonymise:
        raise click.UsageError(_("forms name people: --forms without --pseudonymise"))
    recorded = recorded_scenario(plan)
    if not what_ifs and not changes:
        what_ifs, changes = recorded.what_ifs, recorded.changes
    folder = scenario or _folder_of(recorded, plan)
    if pseudonymise:
        use_pseudonyms(folder_of(folder))
    loaded = load(folder, what_ifs, changes)
    given = loaded.scenario
    if recorded.content_hash not in ("", given.content_hash):
        tell(
            _(
                "Warning: the scenario has changed since the plan was made (its "
                "content hash differs); figures are those of the plan in the "
                "scenario as it is now. Check with: planner verify SCENARIO {plan}"
            ).format(plan=quoted(plan))
        )
    columns = as_columns(given, read_plan(plan, given))
    report = report_of(given, columns)
    # Written first: a reader that closes the pipe early loses no table.
    files = () if out is None else write_report(out, vars(report))
    if xlsx is not None:
        files += write_workbook(xlsx, presented(plan, columns, report, against))
    if html is not None:
        shown = presented(plan, columns, report, None)
        proven = shown.result if shown.as_found else None
        source = Scenario(folder, tuple(what_ifs), tuple(changes), loaded)
        whole = Plan(source, columns, proven, plan.resolve().name)
        files += write_html(html, whole, shown, against)
    if forms is not None:
        files += write_forms(forms, columns)
    console = page()
    print_report(console, given, report, given.overrides)
    if out is None:
        line(
            console,
            _(
                "Complete tables (every official, every unit): planner report {plan} "
                "--out DIR"
            ).format(plan=quoted(plan)),
        )
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
            _("{plan} does not say where its scenario is: give --scenario DIR").format(
                plan=plan
            )
        )
    folder = Path(recorded.folder)
    file = folder if folder.name == SCENARIO_FILE else folder / SCENARIO_FILE
    if not file.is_file():
        raise click.UsageError(
            _(
                "the scenario of {plan} is not at {folder} any more: give "
                "--scenario DIR"
            ).format(plan=plan, folder=folder)
        )
    return folder
