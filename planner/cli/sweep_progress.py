"""How far a sweep is, and how long it will take."""

import time

from rich.console import Console
from rich.text import Text

from planner.reports.numbers import duration
from planner.reports.text import printable
from planner.sweep.axes import Point
from planner.sweep.run import Count, Watch
from planner.sweep.task import Answer


def shown(console: Console, started: float) -> Watch:
    """Return what shows a line for each run that ends.

    Parameters
    ----------
    started
        `time.monotonic()` at the start of the command.
    """

    def watch(point: Point, answer: Answer, count: Count) -> None:
        if answer.cached:
            return
        if count.done == 1 and count.cached:
            _print(console, f"{count.cached} of {count.points} runs were there already")
        why = f" ({answer.text})" if answer.text else ""
        left = "" if count.left is None else f"; about {duration(count.left)} left"
        _print(
            console,
            f"{duration(time.monotonic() - started)}  {count.cached + count.done} of "
            f"{count.points}: {point.name}: {answer.ending} after "
            f"{duration(answer.seconds)}{why}{left}",
        )

    return watch


def _print(console: Console, text: str) -> None:
    console.print(Text(printable(text)), soft_wrap=True, highlight=False)
