"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

HIDES_PEOPLE = "planner.hides_people"
"""Key of `Context.meta`: nothing that is told may name an official."""

Command = TypeVar("Command", bound=Callable[..., Any])


def scenario_argument(command: Command) -> Command:
    """Add the scenario folder."""
    return click.argument("scenario", type=click.Path(path_type=Path))(command)


def change_option(command: Command) -> Command:
    """Add the single changes."""
    return click.option(
        "--set",
        "changes",
        multiple=True,
        metavar="PATH=VALUE",
        help="Change one value of scenario.yaml, for example budget.city.amount.2026=0, or "
        "scale it: budget.*.amount*=0.8. May be repeated.",
    )(command)


def what_if_options(command: Command) -> Command:
    """Add the named overrides and the single changes, applied in this order."""
    return click.option(
        "--what-if",
        "what_ifs",
        multiple=True,
        metavar="NAME",
        help="Apply the overrides of whatif/NAME.yaml. May be repeated.",
    )(change_option(command))


def pseudonym_option(command: Command) -> Command:
    """Add the choice of pseudonyms."""
    return click.option(
        "--pseudonymise",
        is_flag=True,
        help="Put codes in place of the ids and names of officials, everywhere; the secret "
        "behind them stays in the scenario folder.",
    )(command)


def use_pseudonyms(folder: Path) -> None:
    """Use the pseudonyms of a scenario folder until the command ends."""
    # Loads tables, which commands are chosen without.
    from planner.io.pseudonyms import pseudonyms_of

    context = click.get_current_context()
    context.meta[HIDES_PEOPLE] = True
    context.with_resource(pseudonyms_of(folder))


def seed_option(command: Command) -> Command:
    """Add the seed of the solvers."""
    return click.option(
        "--seed",
        type=click.IntRange(0, 2**31 - 1),
        default=0,
        show_default=True,
        help="Seed of the solvers.",
    )(command)
