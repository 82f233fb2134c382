"""`planner solve --goal`: reverse questions, their options and their answers."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from models.scenario import Scenario
from planner.cli.consoles import page, tell
from planner.goals.asking import Asker, of_tiers
from planner.goals.deadline import NoDeadlineError, earliest_year
from planner.goals.money import min_budget, min_cost
from planner.goals.reply import Goal, Reply
from planner.goals.slack import max_slack
from planner.io.write_file import write_whole
from planner.io.write_run import TableFormat, write_run
from planner.language import _
from planner.reports.goal_page import print_goal

Command = TypeVar("Command", bound=Callable[..., Any])

_ABOUT_MONEY = ("min-budget", "max-slack")


@dataclass(frozen=True)
class Question:
    """A reverse question."""

    goal: Goal
    tiers: tuple[int, ...]
    """Tiers whose targets are asked about; empty means all."""
    lines: tuple[str, ...]
    """Budget lines; empty means all."""
    target: str | None
    precision: Decimal
    """Step of `max-slack` [%]."""


def goal_options(command: Command) -> Command:
    """Add the options of reverse questions."""
    options = (
        click.option(
            "--goal",
            type=click.Choice(get_args(Goal)),
            default="max-attainment",
            show_default=True,
            help="What is looked for: the best plan, or what it takes to meet targets.",
        ),
        click.option(
            "--tiers",
            callback=_numbers,
            metavar="N,N",
            help="Tiers whose targets a goal is about.  [default: all]",
        ),
        click.option(
            "--lines",
            callback=_names,
            metavar="LINE,LINE",
            help="Budget lines that min-budget and max-slack are about.  [default: all]",
        ),
        click.option("--target", help="Target that earliest-year is about."),
        click.option(
            "--precision",
            type=click.Choice(["5", "2", "1", "0.5", "0.2", "0.1"]),
            default="1",
            show_default=True,
            help="Step in which max-slack is found [%].",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def check_question(question: Question, scenario: Scenario) -> None:
    """Refuse a question that the scenario has no answer to.

    Raises
    ------
    click.UsageError
        If a tier, line or target is unknown, missing or of no use to the goal.
    """
    spec = scenario.spec
    if (question.goal == "earliest-year") != (question.target is not None):
        raise click.UsageError(_("--goal earliest-year and --target NAME go together"))
    if question.lines and question.goal not in _ABOUT_MONEY:
        raise click.UsageError(_("--lines is for min-budget and max-slack"))
    if question.tiers and question.goal in ("max-attainment", "earliest-year"):
        raise click.UsageError(
            _("--tiers is of no use to {goal}").format(goal=question.goal)
        )
    if question.goal not in ("max-attainment", "earliest-year") and not spec.budget:
        raise click.UsageError(_("the scenario has no budget lines to ask about"))
    unknown = [name for name in question.lines if name not in spec.budget]
    if unknown:
        known = ", ".join(spec.budget)
        raise click.BadParameter(
            _("{names}; budget lines are: {known}").format(
                names=", ".join(unknown), known=known
            ),
            param_hint="--lines",
        )
    empty = [tier for tier in question.tiers if not of_tiers(scenario, (tier,))]
    if empty:
        raise click.BadParameter(
            _("no target is in tier {tiers}").format(tiers=", ".join(map(str, empty))),
            param_hint="--tiers",
        )


def answer(question: Question, asker: Asker) -> Reply:
    """Return the answer to a question.

    Raises
    ------
    click.BadParameter
        If the target has no deadline.
    """
    if question.goal == "min-cost":
        return min_cost(asker, question.tiers)
    if question.goal == "min-budget":
        return min_budget(asker, question.tiers, question.lines)
    if question.goal == "max-slack":
        return max_slack(asker, question.tiers, question.lines, question.precision)
    assert question.target is not None
    try:
        return earliest_year(asker, question.target)
    except NoDeadlineError as error:
        raise click.BadParameter(str(error), param_hint="--target") from None


def write_answer(reply: Reply, out: Path, table_format: TableFormat | None) -> None:
    """Write the plan that shows an answer with the answer beside it, and print it."""
    data = reply.as_data()
    files = list(
        write_run(
            out, reply.solved.scenario, reply.solved.columns, reply.solved.result,
            table_format,
        )
    )  # fmt: skip
    path = out / "goal.json"
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    write_whole(path, text.encode())
    print_goal(page(), data)
    for file in (*files, path):
        click.echo(file)
    overrides = reply.solved.scenario.overrides
    if overrides:
        tell(_("The plan was made with these overrides:"))
    for item in overrides:
        tell(f"  {item}")


def _numbers(
    context: click.Context, option: click.Parameter, text: str | None
) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",")) if text else ()
    except ValueError:
        raise click.BadParameter(_("give numbers, for example 1,2")) from None


def _names(
    context: click.Context, option: click.Parameter, text: str | None
) -> tuple[str, ...]:
    return tuple(re.split(r"\s*,\s*", text.strip())) if text else ()
