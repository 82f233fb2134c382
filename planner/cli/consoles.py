"""Where things are printed: results on stdout, everything else on stderr."""

from collections.abc import Iterable

import click
from rich.console import Console

from planner.io.problems import Problem
from planner.reports.text import printable

_PLAIN_WIDTH = 120  # of tables when stdout is a file or a pipe [characters]


def page() -> Console:
    """Return the console for results."""
    console = Console(markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


def messages() -> Console:
    """Return the console for progress and messages."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False)


def tell(text: str) -> None:
    """Print a message on stderr, without what could steer a terminal."""
    for line in text.splitlines():
        click.echo(printable(line), err=True)


def tell_sentence(text: str) -> None:
    """Print a message that begins and ends like a sentence; ids in it stay as they are."""
    tell(f"{text[:1].upper()}{text[1:]}.")


def show_warnings(warnings: Iterable[Problem]) -> None:
    """Show what is doubtful about the input."""
    for warning in warnings:
        tell(str(warning))
