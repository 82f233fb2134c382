"""`planner compare`: what differs between runs; the first is the reference."""

from pathlib import Path

import click

from planner.api.pictures import FORMATS, content_of, differences
from planner.api.plan_set import compare
from planner.cli.consoles import page
from planner.cli.options import pseudonym_option, use_pseudonyms
from planner.cli.runs import RUNS, folder_of
from planner.io.problems import InvalidInput, problem
from planner.io.read_plan import recorded_scenario
from planner.io.read_scenario import SCENARIO_FILE
from planner.io.read_scenario import folder_of as scenario_folder
from planner.io.write_comparison import write_comparison
from planner.io.write_file import write_whole
from planner.language import _
from planner.language.faults import reason_of
from planner.reports.compare import Comparison
from planner.reports.compare_page import print_comparison


@click.command(
    "compare",
    epilog="\b\nExample:\n  planner compare runs/baseline runs/minus-20 --out differences",
)
@click.argument("run", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the tables as CSV files: runs, inputs, targets, money, seats, "
    "recruits, people.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the differences into a file that ends in .svg, .png or .pdf.",
)
@pseudonym_option
def command(
    run: tuple[str, ...], out: Path | None, picture: Path | None, pseudonymise: bool
) -> None:
    """Tell what differs between runs, the first RUN being the reference.

    RUN is a result folder, or the id of a run below `runs`. Inputs that differ, then
    targets, money and seats that changed, the largest change first, then the officials who
    start another course or in another year. Scenarios are not needed: everything is in
    the result folders.
    """
    if len(run) < 2:
        raise click.UsageError(_("name two runs or more; the first is the reference"))
    if picture is not None and picture.suffix.lower().lstrip(".") not in FORMATS:
        endings = ", ".join(f".{ending}" for ending in FORMATS)
        raise click.BadParameter(
            _("name a file that ends in one of {endings}").format(endings=endings),
            param_hint="--picture",
        )
    folders = [folder_of(name, Path(RUNS)) for name in run]
    if pseudonymise:
        use_pseudonyms(_with_secret(folders[0]))
    try:
        comparison = compare(*folders)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    files = () if out is None else write_comparison(out, vars(comparison))
    if picture is not None:
        _draw(picture, comparison)
        files = (*files, picture)
    print_comparison(page(), comparison, complete=out is not None)
    for path in files:
        click.echo(path)


def _with_secret(run: Path) -> Path:
    """Return the scenario folder of a run, in which the secret of pseudonyms is.

    Raises
    ------
    click.UsageError
        If it is not where the run says.
    """
    named = recorded_scenario(run).folder
    folder = scenario_folder(Path(named))
    if not named or not (folder / SCENARIO_FILE).is_file():
        raise click.UsageError(
            _(
                "codes need the scenario folder of {run}, which is not at {folder}"
            ).format(run=run, folder=named or "?")
        )
    return folder


def _draw(path: Path, comparison: Comparison) -> None:
    try:
        figure = differences(comparison)
        write_whole(path, content_of(figure, path.suffix.lower().lstrip(".")))
    except ImportError as missing:
        raise click.UsageError(str(missing)) from None
    except OSError as error:
        reason = reason_of(error)
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found]) from None
