"""`planner runs`: list, show, remove and reproduce the runs below a folder."""

import shutil
import tempfile
from pathlib import Path

import click

from models.result import SolveStatus
from planner.api.reproduce import NotReproducible, reproduce
from planner.api.searching import NoPlan
from planner.cli import Session
from planner.cli.consoles import messages, page, tell, tell_sentence
from planner.cli.exit_codes import ExitCode
from planner.io import register
from planner.io.register import Registered
from planner.language import _
from planner.reports.run_page import print_run, print_runs

RUNS = "runs"
"""Folder into which `planner solve` writes unless told otherwise."""

place_option = click.option(
    "--in",
    "place",
    type=click.Path(path_type=Path),
    default=RUNS,
    show_default=True,
    help="Folder that the result folders are in.",
)


@click.group(
    "runs", epilog="\b\nExample:\n  planner runs list\n  planner runs show 1a2b3c"
)
def command() -> None:
    """Keep track of result folders.

    ID is the id of a run as `list` shows it, or its beginning, or the name of its folder.
    The index.sqlite beside the folders only saves time and may be deleted.
    """


@command.command("list", epilog="\b\nExample:\n  planner runs list --in runs")
@place_option
@click.option("--rebuild", is_flag=True, help="Make the index anew.")
def list_runs(place: Path, rebuild: bool) -> None:
    """List all runs, the oldest first."""
    found = register.runs_in(place, rebuild=rebuild)
    rows = [(run.folder.name, run.result, run.written) for run in found]
    print_runs(page(), str(place), rows)


@command.command("show", epilog="\b\nExample:\n  planner runs show 1a2b3c")
@click.argument("run", metavar="ID")
@place_option
def show(run: str, place: Path) -> None:
    """Show what is known of a run: input, settings, targets and proof."""
    found = _one(run, place)
    print_run(page(), str(found.folder), found.result, found.written)


@command.command(
    "remove", epilog="\b\nExample:\n  planner runs remove 1a2b3c 4d5e6f --yes"
)
@click.argument("run", metavar="ID...", nargs=-1, required=True)
@place_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(run: tuple[str, ...], place: Path, yes: bool) -> None:
    """Delete the folders of runs."""
    folders = list(dict.fromkeys(_one(text, place).folder for text in run))
    for folder in folders:
        click.echo(folder)
    if not yes:
        click.confirm(_("Delete what is listed?"), abort=True, err=True)
    for folder in folders:
        register.remove(folder)
    register.runs_in(place)


@command.command("reproduce", epilog="\b\nExample:\n  planner runs reproduce 1a2b3c")
@click.argument("run", metavar="ID")
@place_option
@click.option(
    "--scenario",
    type=click.Path(path_type=Path),
    help="Scenario folder.  [default: where the run says it was]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the new result.  [default: it is compared and not kept]",
)
@click.pass_obj
def reproduce_run(
    session: Session, run: str, place: Path, scenario: Path | None, out: Path | None
) -> None:
    """Solve once more with the recorded scenario, overrides and settings.

    Tells whether enrolments and recruits are the same, byte for byte; the exit code is 1 if
    they are not. A run that a time limit or Ctrl-C cut short may differ.
    """
    found = _one(run, place)
    scratch = Path(tempfile.mkdtemp(prefix="planner-"))
    try:
        same = reproduce(
            found.folder,
            out or scratch / "run",
            messages(),
            session.started,
            scenario=scenario,
        )
    except NotReproducible as different:
        raise click.UsageError(str(different)) from None
    except NoPlan as none:
        tell_sentence(str(none))
        proven = none.status is SolveStatus.INFEASIBLE
        code = ExitCode.INFEASIBLE if proven else ExitCode.NO_PLAN
        raise click.exceptions.Exit(code) from None
    finally:
        shutil.rmtree(scratch)
    if found.result.cut_short:
        tell(_("Note: the run was cut short, so it may differ each time."))
    if same:
        click.echo(_("{id}: the same enrolments, byte for byte.").format(id=found.id))
        return
    click.echo(_("{id}: the enrolments differ.").format(id=found.id))
    raise click.exceptions.Exit(ExitCode.FAULT)


def folder_of(text: str, place: Path) -> Path:
    """Return a result folder given by its path, or by the id of a run.

    Raises
    ------
    click.UsageError
        If there is neither, or several runs have the id.
    """
    path = Path(text)
    return path if path.exists() else _one(text, place).folder


def _one(text: str, place: Path) -> Registered:
    found = register.with_id(place, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(
            _("there is no run {id} in {place}; `planner runs list` shows all").format(
                id=repr(text), place=place
            )
        )
    names = ", ".join(run.folder.name for run in found)
    raise click.UsageError(
        _("{id} stands for {number} runs: name one of the folders {names}").format(
            id=repr(text), number=len(found), names=names
        )
    )
