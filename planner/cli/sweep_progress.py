"""How far a sweep is, and how long it will take."""

import time

from rich.console import Console
from rich.text import Text

from planner.language import _, marked
from planner.reports.numbers import duration
from planner.reports.text import printable
from planner.sweep.axes import Point
from planner.sweep.run import Count, Watch
from planner.sweep.task import Answer

_ENDINGS = {
    "plan": marked("plan"),
    "infeasible": marked("infeasible"),
    "no-solution": marked("no plan in time"),
    "fault": marked("fault"),
}


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
            _print(
                console,
                _("{number} of {points} runs were there already").format(
                    number=count.cached, points=count.points
                ),
            )
        why = f" ({answer.text})" if answer.text else ""
        left = (
            ""
            if count.left is None
            else _("; about {time} left").format(time=duration(count.left))
        )
        _print(
            console,
            _(
                "{time}  {done} of {points}: {name}: {ending} after "
                "{seconds}{why}{left}"
            ).format(
                time=duration(time.monotonic() - started),
                done=count.cached + count.done,
                points=count.points,
                name=point.name,
                ending=_(_ENDINGS[answer.ending]),
                seconds=duration(answer.seconds),
                why=why,
                left=left,
            ),
        )

    return watch


def _print(console: Console, text: str) -> None:
    console.print(Text(printable(text)), soft_wrap=True, highlight=False)
