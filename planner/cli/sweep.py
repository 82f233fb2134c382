"""`planner sweep`: many what-ifs at once, and what money buys."""

from pathlib import Path
from typing import get_args

import click

from planner.cli import Session
from planner.cli.consoles import messages, page, tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import change_option, scenario_argument, seed_option
from planner.cli.sweep_progress import shown
from planner.engine.settings import SolverName
from planner.language import _
from planner.reports.sweep_page import print_frontier, print_without_plan
from planner.sweep.axes import Axis, AxisError, scale_axis, value_axis, what_if_axis
from planner.sweep.cluster import Cluster, NoClusterError
from planner.sweep.gather import Reached, ScenarioChangedError, gather
from planner.sweep.local import Local
from planner.sweep.run import Request, plan, solve
from planner.sweep.tables import frontiers
from planner.sweep.task import Effort
from planner.sweep.write import open_folder, write_tables


@click.command(
    "sweep",
    epilog="\b\nExample:\n  planner sweep scenarios/can-tho-2024-2030 "
    "--scale 'budget.*.amount=0.6:1.2:13' --out sweeps/budget --jobs 2",
)
@scenario_argument
@click.option(
    "--scale",
    "scales",
    multiple=True,
    metavar="PATH=FIRST:LAST:COUNT",
    help="Vary numbers by factors: so many from the first to the last, or a list "
    "PATH=0.8,1,1.2. May be repeated: all combinations are solved.",
)
@click.option(
    "--vary",
    "values",
    multiple=True,
    metavar="PATH=[VALUE,...]",
    help="Vary one value of scenario.yaml. May be repeated.",
)
@click.option(
    "--what-if",
    "what_ifs",
    multiple=True,
    metavar="NAME",
    help="One of several what-ifs to solve; NAME+NAME together, `baseline` for none. May "
    "be repeated.",
)
@change_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the sweep; runs in it are not made again.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Runs at once, each in a process of its own.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Run on an existing Dask cluster, for example tcp://10.0.0.5:8786, instead of "
    "this machine; needs training-planner[cluster] there and here.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True, max=1e6),
    metavar="S",
    help="Wall time for each run [s].  [default: until it ends by itself]",
)
@seed_option
@click.option(
    "--solver",
    type=click.Choice(get_args(SolverName)),
    default="highs",
    show_default=True,
    help="What solves the programmes.",
)
@click.option(
    "--gap",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Gap at which a tier is left as it is [-]; 0.01 saves most of the time where "
    "the last hundredth is hard to prove.",
)
@click.option(
    "--quick",
    is_flag=True,
    help="Round the relaxation at each point and search no further: verified plans within "
    "seconds, with the bounds of the relaxation.",
)
@click.option(
    "--tiers-only",
    is_flag=True,
    help="Settle the tiers only: neither cost nor preferences.",
)
@click.pass_obj
def command(
    session: Session,
    scenario: Path,
    scales: tuple[str, ...],
    values: tuple[str, ...],
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    out: Path,
    jobs: int,
    dask: str | None,
    time_limit: float | None,
    seed: int,
    solver: SolverName,
    gap: float,
    quick: bool,
    tiers_only: bool,
) -> None:
    """Solve many what-ifs of SCENARIO, and tell what money buys.

    Every combination of the axes is solved once and kept in a folder of its own below
    --out. A sweep that was interrupted, in whatever way, goes on where it stopped when the
    command is given again.
    """
    effort = Effort(time_limit, seed, solver, gap, quick, tiers_only)
    request = Request(scenario, _axes(what_ifs, values, scales), changes, effort, out)
    try:
        first, planned = plan(request)
    except AxisError as error:
        raise click.UsageError(str(error)) from None
    open_folder(request, planned)
    watch = shown(messages(), session.started)
    try:
        with Local(jobs) if dask is None else Cluster(dask) as workers:
            answers = solve(request, first, planned, workers, watch)
    except NoClusterError as error:
        raise click.BadParameter(str(error), param_hint="--dask") from None
    try:
        reached = gather(request, planned, answers)
    except ScenarioChangedError:
        raise click.UsageError(
            _("the scenario has changed since the sweep began: give the command again")
        ) from None
    files, table = write_tables(request, reached, frontiers(request.axes, reached))
    if len(table):
        print_frontier(page(), table, [axis.name for axis in request.axes])
    for item in reached:
        if item.result is None:
            why = item.answer.text or item.answer.ending
            print_without_plan(page(), item.planned.point.name, why)
    for path in files:
        click.echo(path)
    _end(reached)


def _axes(
    what_ifs: tuple[str, ...], values: tuple[str, ...], scales: tuple[str, ...]
) -> tuple[Axis, ...]:
    try:
        axes = [what_if_axis(what_ifs)] if what_ifs else []
        axes += [value_axis(text) for text in values]
        axes += [scale_axis(text) for text in scales]
    except AxisError as error:
        raise click.UsageError(str(error)) from None
    if not axes:
        raise click.UsageError(_("name what varies: --scale, --vary or --what-if"))
    return tuple(axes)


def _end(reached: list[Reached]) -> None:
    """End with what the worst point deserves."""
    endings = {item.answer.ending for item in reached}
    if "fault" in endings:
        tell(_("A search broke down; the same command tries those points again."))
        raise click.exceptions.Exit(ExitCode.FAULT)
    if all(item.result is None for item in reached):
        code = ExitCode.INFEASIBLE if endings == {"infeasible"} else ExitCode.NO_PLAN
        raise click.exceptions.Exit(code)
