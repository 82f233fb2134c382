"""The command `planner`: one module per command, found by its name."""

import importlib
import keyword
import tempfile
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import click

from planner.api.version import version
from planner.cli.consoles import tell
from planner.cli.exit_codes import ExitCode
from planner.cli.help import in_language, language_option, tell_own_texts
from planner.cli.options import HIDES_PEOPLE
from planner.engine.child import Ready, collect_seldom
from planner.io.problems import InvalidInput, Problem
from planner.language import _

COMMANDS = (
    "new",
    "template",
    "import",
    "synthesize",
    "validate",
    "solve",
    "verify",
    "report",
    "compare",
    "runs",
    "sweep",
    "prices",
    "export",
)
"""Commands, in the order in which a planner meets them."""


@dataclass(frozen=True)
class Session:
    """What every command knows."""

    started: float
    """`time.monotonic()` at the start of the command [s]."""
    ready: Ready | None = None
    """Process that imports the engine meanwhile, for the command that searches first."""


class Planner(click.Group):
    """Loads a command when it is called, and turns faults into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        # Imported here and not above: solvers and tables take a second to load, which
        # `--version` need not wait for and the time limit has to count.
        ending = (
            "_" if keyword.iskeyword(cmd_name) else ""
        )  # no module is called import
        command: click.Command = importlib.import_module(
            f"{__name__}.{cmd_name}{ending}"
        ).command
        return in_language(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; a search is prepared while it is imported."""
        if args[0] == "solve" and not {*ctx.help_option_names} & {*args}:
            ctx.obj = replace(ctx.obj, ready=ctx.with_resource(Ready()))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the whole, in the language in use."""
        return click.Group.get_help(in_language(self), ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; no fault ends in a traceback on the screen."""
        ctx.obj = Session(started=time.monotonic())
        collect_seldom()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except InvalidInput as invalid:
            problems = invalid.problems
            if HIDES_PEOPLE in ctx.meta:
                # Loads tables, which commands are chosen without.
                from planner.io.pseudonyms import without_values

                problems = without_values(problems)
            _list_problems(problems)
            ctx.exit(ExitCode.INVALID)
        except Exception as fault:
            if HIDES_PEOPLE in ctx.meta:
                # What a fault says of itself may name people.
                fault = Exception(type(fault).__name__)
            _explain(fault, debug=ctx.params["debug"])
            ctx.exit(ExitCode.FAULT)


def _list_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        tell(str(problem))


def _explain(fault: Exception, *, debug: bool) -> None:
    tell(
        _("planner: unexpected fault: {kind}: {fault}").format(
            kind=type(fault).__name__, fault=fault
        )
    )
    if not debug:
        tell(
            _("`planner --debug ...` (or PLANNER_DEBUG=1) keeps the details in a file.")
        )
        return
    details = "".join(traceback.format_exception(fault))
    details += getattr(fault, "details", "")  # what a search process left behind
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="planner-fault-", suffix=".txt", delete=False
    ) as file:
        file.write(details)
    tell(_("The traceback was written to {file}").format(file=file.name))


@click.group(
    cls=Planner,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  planner solve scenarios/can-tho-2024-2030",
)
@click.version_option(version(), prog_name="planner")
@click.option(
    "--debug",
    is_flag=True,
    envvar="PLANNER_DEBUG",
    help="Write the traceback of an unexpected fault to a file.",
)
def main(debug: bool) -> None:
    """Plan the training of officials over several years.

    Exit codes: 0 a plan was written, the input is valid, or the plan obeys every rule; 1
    unexpected fault; 2 wrong usage or invalid input; 3 proven infeasible; 4 time ended
    without a plan; 5 verify found violations.
    """


main.params.append(language_option())
tell_own_texts()
