"""Live progress: a moving line on a terminal or below a cell, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from models.result import SolveStatus, Stage, gap_of
from models.units import millions
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.language import _, marked
from planner.language.numbers import number, shortest
from planner.reports.labels import STATUSES
from planner.reports.numbers import duration

Watch = Callable[[Message, float], None]

_STEPS = {"prepare": marked("prepare"), "first plan": marked("first plan")}
_LEAST_PAUSE = 1.0  # between two plain lines about the same stage [s]


@contextmanager
def progress(console: Console, started: float) -> Iterator[Watch]:
    """Show the messages of a search; yields the function that takes them."""
    if not console.is_terminal and not console.is_jupyter:
        yield _Lines(console)
        return
    if console.is_jupyter:
        yield _Cell()
        return
    line = _MovingLine(started)
    with Live(line, console=console, refresh_per_second=5, transient=True):
        yield line


def in_words(message: Message) -> str:
    """Return what a message says, in words."""
    match message:
        case Progress(stage, doing, incumbent, bound):
            figures = _figures(stage, incumbent, bound)
            return f"{_(_STEPS.get(stage, stage))}: {_(doing)}{figures}"
        case Found(plan, stages):
            return _("plan with {number} enrolments: {stages}").format(
                number=number(len(plan)), stages=_all(stages)
            )
        case Bounds(stages):
            return _("proven so far: {stages}").format(stages=_all(stages))
        case Finished(status):
            return _("search ended: {status}").format(status=_(STATUSES[status.value]))


def _all(stages: tuple[Stage, ...]) -> str:
    if not stages:
        return _("nothing yet")
    return ", ".join(_one(stage) for stage in stages)


def _one(stage: Stage) -> str:
    value = "–" if stage.incumbent is None else _amount(stage.name, stage.incumbent)
    proven = _(" (proven)") if stage.status is SolveStatus.OPTIMAL else ""
    return f"{stage.name} {value}{proven}"


def _amount(stage: str, value: int) -> str:
    if stage == "cost":
        return _("{amount} million dong").format(amount=shortest(millions(value), 3))
    return number(value)


def _figures(stage: str, incumbent: int | None, bound: int | None) -> str:
    known = []
    if incumbent is not None:
        known.append(_("best {amount}").format(amount=_amount(stage, incumbent)))
    if bound is not None:
        known.append(_("at least {amount}").format(amount=_amount(stage, bound)))
    gap = gap_of(incumbent, bound)
    if gap is not None:
        known.append(_("gap {percent}%").format(percent=number(100 * gap, 1)))
    return f" ({', '.join(known)})" if known else ""


class _Lines:
    """One line for each change, so that a log stays readable."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""
        self._text = ""
        self._result = ""
        self._written = -_LEAST_PAUSE

    def __call__(self, message: Message, elapsed: float) -> None:
        text = in_words(message)
        if isinstance(message, Progress):
            same_stage = message.stage == self._stage
            self._stage = message.stage
            soon = elapsed - self._written < _LEAST_PAUSE
            if text == self._text or (same_stage and soon):
                return
        else:
            if text == self._result:
                return
            self._result = text
        self._text, self._written = text, elapsed
        self._console.print(
            Text(f"{duration(elapsed)}  {text}"), soft_wrap=True, highlight=False
        )


class _Cell:
    """Below the cell of a notebook: what is done now and the best plan so far."""

    def __init__(self) -> None:
        # Only notebooks have it, and only they come here.
        from IPython.display import display

        self._shown = display({"text/plain": _("starting")}, raw=True, display_id=True)
        self._doing, self._best = _("starting"), ""
        self._written = -_LEAST_PAUSE

    def __call__(self, message: Message, elapsed: float) -> None:
        soon = elapsed - self._written < _LEAST_PAUSE
        if isinstance(message, Progress):
            self._doing = in_words(message)
            if soon:
                return
        elif isinstance(message, Finished):
            self._doing = in_words(message)
        else:
            self._best = in_words(message)
        self._written = elapsed
        text = f"{duration(elapsed)}  {self._doing}\n{self._best}".rstrip()
        self._shown.update({"text/plain": text}, raw=True)


class _MovingLine:
    """What is done now and the best plan so far, with the time running."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._spinner = Spinner("dots")
        self._doing = _("starting")
        self._best = ""

    def __call__(self, message: Message, elapsed: float) -> None:
        if isinstance(message, Progress):
            self._doing = in_words(message)
        else:
            self._best = in_words(message)

    def __rich__(self) -> Spinner:
        elapsed = duration(time.monotonic() - self._started)
        text = Text(f"{elapsed}  {self._doing}")
        if self._best:
            text.append(f"\n{self._best}", style="dim")
        self._spinner.update(text=text)
        return self._spinner
