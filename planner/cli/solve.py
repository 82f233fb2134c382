"""`planner solve`: search for a plan, verify it, write it, tell what was proven."""

import math
import time
from dataclasses import asdict
from pathlib import Path
from typing import get_args

import click

from models import rules
from models.measures import objective_values, target_figures, total_cost
from models.plan import Plan, PlanColumns
from models.result import EngineIdentity, Result, ScenarioIdentity, SolveStatus
from models.scenario import Scenario
from planner.cli import Session
from planner.cli.consoles import messages, page, show_warnings, tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import scenario_argument, what_if_options
from planner.cli.progress import progress
from planner.cli.stages import stages_of
from planner.cli.version import solver_version, version
from planner.engine import process, reference
from planner.engine.process import Ending, Outcome
from planner.engine.settings import EngineName, SolverName, SolveSettings
from planner.io.overrides import names_in
from planner.io.read_scenario import load
from planner.io.write_run import TableFormat, refuse_others, write_run
from planner.reports.summary import print_summary
from planner.reports.violations import print_violations

_DEFAULT_LIMIT = 300.0
_LONGEST_NAME = 100  # of the what-ifs in the name of a result folder

_ENDINGS = {
    Ending.TIME_LIMIT: "the time limit ended the search",
    Ending.INTERRUPT: "the search was interrupted",
    Ending.FAULT: "the search broke down",
}


@click.command(
    "solve",
    epilog="\b\nExample:\n"
    "  planner solve scenarios/can-tho-2024-2030 --what-if minus-20 --time-limit 120",
)
@scenario_argument
@what_if_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the result; an earlier result in it is replaced.  "
    "[default: runs/<scenario>-<what-if>-<short hash>]",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=_DEFAULT_LIMIT,
    show_default=True,
    metavar="S",
    help="Wall time from the start of the command to the last file written [s].",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    help="Seed of the solvers.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Threads for solvers that can use several.",
)
@click.option(
    "--engine",
    type=click.Choice(get_args(EngineName)),
    default="default",
    show_default=True,
    help="How plans are found; the reference takes small scenarios only, one decision "
    "for each official, and proves everything.",
)
@click.option(
    "--solver",
    type=click.Choice(get_args(SolverName)),
    help="What solves the programmes of the default engine; the reference is always "
    "solved by cp-sat.  [default: highs]",
)
@click.option(
    "--format",
    "table_format",
    type=click.Choice(get_args(TableFormat)),
    help="Format of the tables written.  [default: csv; parquet for very many enrolments]",
)
@click.pass_obj
def command(
    session: Session,
    scenario: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    out: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    engine: EngineName,
    solver: SolverName | None,
    table_format: TableFormat | None,
) -> None:
    """Find the best plan for SCENARIO.

    It is written into a folder. The targets of tier 1 come first, then those of tier 2
    and so on, then cost, then preferences. Ctrl-C ends the search and writes the best
    plan found so far.
    """
    if not math.isfinite(time_limit):
        raise click.BadParameter("give a number of seconds", param_hint="--time-limit")
    if engine == "reference" and solver not in (None, "cp-sat"):
        raise click.BadParameter(
            f"the reference engine is solved by cp-sat, not by {solver}",
            param_hint="--solver",
        )
    if out is not None:
        refuse_others(out)
    loaded = load(scenario, what_ifs, changes)
    show_warnings(loaded.warnings)
    given = loaded.scenario
    out = out or Path("runs") / _run_name(given, what_ifs, changes)
    refuse_others(out)
    settings = SolveSettings(
        time_limit=time_limit,
        seed=seed,
        workers=workers,
        engine=engine,
        solver=solver or ("cp-sat" if engine == "reference" else "highs"),
    )
    if engine == "reference":
        _refuse_large(given)
    with progress(messages(), session.started) as watch:
        outcome = process.run(given, settings, watch, started=session.started)
    plan = PlanColumns(given, _plan_of(outcome))
    result = _verified(plan, outcome, settings, session, scenario)
    files = write_run(out, given, plan, result, table_format)
    print_summary(page(), given, plan, result, files, scenario, names_in(scenario))


def _refuse_large(scenario: Scenario) -> None:
    try:
        reference.possible(scenario)
    except reference.TooLargeError as too_large:
        raise click.BadParameter(str(too_large), param_hint="--engine") from None


def _run_name(
    scenario: Scenario, what_ifs: tuple[str, ...], changes: tuple[str, ...]
) -> str:
    names = "+".join([*what_ifs, *(["changed"] if changes else [])]) or "baseline"
    short_hash = scenario.content_hash[:8]
    return f"{scenario.spec.name}-{names[:_LONGEST_NAME]}-{short_hash}"


def _plan_of(outcome: Outcome) -> Plan:
    """Return the plan; without one, say why and end the command."""
    why = _ENDINGS.get(outcome.ending, "the search ended at its work limits")
    if outcome.status is SolveStatus.INFEASIBLE:
        tell("Infeasible: proven that no plan obeys all of these:")
        for item in outcome.conflict:
            tell(f"  {item}")
        tell("Change or remove at least one of them.")
        raise click.exceptions.Exit(ExitCode.INFEASIBLE)
    if outcome.plan is None:
        tell(f"No plan: {why} before one was found.")
        if outcome.ending is Ending.TIME_LIMIT:
            tell("Give it more time with --time-limit.")
        raise click.exceptions.Exit(ExitCode.NO_PLAN)
    if outcome.cut_short:
        tell(f"Note: {why}; this is the best plan found so far.")
    if outcome.fault:
        tell(f"Note: {outcome.fault}")
    return outcome.plan


def _verified(
    columns: PlanColumns,
    outcome: Outcome,
    settings: SolveSettings,
    session: Session,
    folder: Path,
) -> Result:
    """Return the result of a plan; refuse a plan that breaks a rule."""
    scenario = columns.scenario
    broken = rules.violations(scenario, columns)
    if len(broken):
        print_violations(messages(), broken)
        names = ", ".join(broken["rule"].unique())
        tell(
            f"The plan breaks rules ({names}) and was not written. This is a bug of the "
            "planner: please report it with the scenario."
        )
        raise click.exceptions.Exit(ExitCode.FAULT)
    return Result(
        status=outcome.status,
        stages=stages_of(objective_values(scenario, columns), outcome.stages),
        targets=target_figures(scenario, columns),
        cost=total_cost(scenario, columns),
        enrolments=len(columns.frame),
        scenario=ScenarioIdentity(
            name=scenario.spec.name,
            title=scenario.spec.title,
            content_hash=scenario.content_hash,
            overrides=scenario.overrides,
            synthetic=scenario.spec.synthetic,
            officials=len(scenario.roster),
            folder=folder.as_posix(),
        ),
        version=version(),
        engine=EngineIdentity(
            name=settings.engine,
            version=version(),
            solver=settings.solver,
            solver_version=solver_version(),
        ),
        settings=asdict(settings),
        cut_short=outcome.cut_short,
        conflict=outcome.conflict,
        seconds=round(time.monotonic() - session.started, 3),
        phases=outcome.phases,
    )
