"""`planner solve`: search for a plan, verify it, write it, tell what was proven."""

import math
from decimal import Decimal
from pathlib import Path
from typing import get_args

import click

from models.result import SolveStatus
from models.scenario import Scenario
from planner.api.progress import progress
from planner.api.searching import BrokenRules, NoPlan, find_plan, why_ended
from planner.cli import Session
from planner.cli.consoles import messages, page, show_warnings, tell, tell_sentence
from planner.cli.exit_codes import ExitCode
from planner.cli.goals import (
    Question,
    answer,
    check_question,
    goal_options,
    write_answer,
)
from planner.cli.options import (
    pseudonym_option,
    scenario_argument,
    seed_option,
    use_pseudonyms,
    what_if_options,
)
from planner.engine.earlier import Earlier
from planner.engine.process import Outcome
from planner.engine.settings import EngineName, SolverName, SolveSettings
from planner.goals.asking import Asker
from planner.goals.reply import Goal
from planner.io.overrides import names_in
from planner.io.read_scenario import folder_of, load
from planner.io.write_run import TableFormat, refuse_others, run_name, write_run
from planner.language import _
from planner.language.filter_words import sentence_words
from planner.language.sentences import Words, told
from planner.reports.summary import print_summary
from planner.reports.violations import print_violations

_DEFAULT_LIMIT = 300.0


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
@seed_option
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
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Start from the result folder of a similar scenario: much quicker after a small "
    "change of money, seats or targets.",
)
@goal_options
@pseudonym_option
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
    earlier: Path | None,
    goal: Goal,
    tiers: tuple[int, ...],
    lines: tuple[str, ...],
    target: str | None,
    precision: str,
    pseudonymise: bool,
) -> None:
    """Find the best plan for SCENARIO.

    It is written into a folder. The targets of tier 1 come first, then those of tier 2
    and so on, then cost, then preferences. Ctrl-C ends the search and writes the best
    plan found so far.
    """
    if not math.isfinite(time_limit):
        raise click.BadParameter(
            _("give a number of seconds"), param_hint="--time-limit"
        )
    if engine == "reference" and solver not in (None, "cp-sat"):
        raise click.BadParameter(
            _("the reference engine is solved by cp-sat, not by {solver}").format(
                solver=solver
            ),
            param_hint="--solver",
        )
    if earlier is not None and engine == "reference":
        raise click.BadParameter(
            _("the reference engine always starts from nothing"), param_hint="--from"
        )
    if out is not None:
        refuse_others(out)
    if pseudonymise:
        use_pseudonyms(folder_of(scenario))
    loaded = load(scenario, what_ifs, changes)
    show_warnings(loaded.warnings)
    given = loaded.scenario
    ending = "" if goal == "max-attainment" else f"-{goal}"
    out = out or Path("runs") / (run_name(given) + ending)
    refuse_others(out)
    settings = SolveSettings(
        time_limit=time_limit,
        seed=seed,
        workers=workers,
        engine=engine,
        solver=solver or ("cp-sat" if engine == "reference" else "highs"),
        earlier=None if earlier is None else _earlier_run(earlier, scenario),
    )
    if engine == "reference":
        _refuse_large(given)
    question = Question(goal, tiers, lines, target, Decimal(precision))
    check_question(question, given)
    try:
        with progress(messages(), session.started) as watch:
            if goal != "max-attainment":
                asker = Asker(
                    scenario,
                    what_ifs,
                    changes,
                    settings,
                    watch,
                    session.started,
                    session.ready,
                )
                reply = answer(question, asker)
            else:
                plan, result, outcome = find_plan(
                    loaded,
                    scenario,
                    settings,
                    watch,
                    session.started,
                    or_nobody=True,
                    ready=session.ready,
                )
    except NoPlan as none:
        _tell_why(none, sentence_words(given.spec))
        code = ExitCode.NO_PLAN
        if none.status is SolveStatus.INFEASIBLE:
            code = ExitCode.INFEASIBLE
        raise click.exceptions.Exit(code) from None
    except BrokenRules as broken:
        words = sentence_words(given.spec)
        print_violations(messages(), broken.violations, words=words)
        tell(
            _(
                "The plan breaks rules ({rules}) and was not written. This is a "
                "bug of the planner: please report it with the scenario."
            ).format(rules=broken.rules)
        )
        raise click.exceptions.Exit(ExitCode.FAULT) from None
    if goal != "max-attainment":
        if asker.cut_short:
            tell(
                _(
                    "Note: a search was ended before it was done; the proof is not "
                    "complete."
                )
            )
        write_answer(reply, out, table_format)
        return
    _tell_ending(outcome)
    files = write_run(out, given, plan, result, table_format)
    print_summary(page(), given, plan, result, files, scenario, names_in(scenario))


# The engine and its solvers take half a second to import. Only the process that searches
# needs them, and is importing them while this one reads: here they are imported late.


def _earlier_run(run: Path, scenario: Path) -> Earlier:
    from planner.api.start_from import earlier_run

    return earlier_run(run, scenario)


def _refuse_large(scenario: Scenario) -> None:
    from planner.engine import reference

    try:
        reference.possible(scenario)
    except reference.TooLargeError as too_large:
        raise click.BadParameter(str(too_large), param_hint="--engine") from None


def _tell_why(none: NoPlan, words: Words) -> None:
    """Say why there is no plan."""
    if none.status is SolveStatus.INFEASIBLE:
        tell(_("Infeasible: proven that no plan obeys all of these:"))
        for item in none.conflict:
            tell(f"  {told(item, words)}")
        tell(_("Change or remove at least one of them."))
        return
    tell_sentence(str(none))
    if none.timed_out:
        tell(_("Give it more time with --time-limit."))


def _tell_ending(outcome: Outcome) -> None:
    """Say what the plan should be read with."""
    if outcome.cut_short and not len(outcome.plan or ()):
        tell(
            _("Note: {why}; no plan that enrols anybody was found until then.").format(
                why=why_ended(outcome)
            )
        )
        tell(_("Give it more time with --time-limit."))
    elif outcome.cut_short:
        tell(
            _("Note: {why}; this is the best plan found so far.").format(
                why=why_ended(outcome)
            )
        )
    if outcome.fault:
        tell(_("Note: {what}").format(what=outcome.fault))
