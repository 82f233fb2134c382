"""The search in a process of its own, so that the clock and Ctrl-C always win.

A solver may stay in native code for minutes without looking at a clock or a signal. The
parent therefore only listens: it keeps the best plan that arrived, and ends the child when
the time is up, whatever the child is doing.
"""

import math
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from models import rules
from models.measures import objective_values
from models.plan import Plan
from models.result import SolveStatus, Stage
from models.scenario import Scenario
from planner.engine.candidate import BrokenPlanError, checked
from planner.engine.child import Broken, Child, Ready, interrupts
from planner.engine.messages import Bounds, Finished, Found, Message
from planner.engine.settings import SolveSettings
from planner.engine.stages import stages_of
from planner.language import _

if TYPE_CHECKING:
    from planner.engine.engines import Search

_TICK = 0.1  # how often the clock and Ctrl-C are looked at [s]
_LEAST_RESERVE = 1.0  # kept for verifying and writing even a tiny plan [s]
_RESERVE_PER_VERIFICATION = 3.0  # verify once more, compute figures, write files


class EngineFault(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """The search broke down before it found a plan.

    Parameters
    ----------
    message
        What is known, in one sentence.
    details
        Traceback of the search process, empty if it left none.
    """

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.details = details


class Ending(StrEnum):
    """What ended the search."""

    ITSELF = "itself"
    TIME_LIMIT = "time limit"
    INTERRUPT = "interrupt"
    FAULT = "fault"


@dataclass(frozen=True)
class Outcome:
    """What a search left behind."""

    plan: Plan | None
    """Best plan found."""
    stages: tuple[Stage, ...]
    """What was proven about it."""
    status: SolveStatus
    conflict: tuple[str, ...]
    """If infeasible: the named items that contradict each other."""
    limits_hit: tuple[str, ...]
    """Stages that stopped at a work limit instead of a proof."""
    ending: Ending
    seconds: float
    """Wall time since the start of the command [s]."""
    fault: str = ""
    """If the search broke down after a plan was found: what happened."""
    phases: dict[str, float] = field(default_factory=dict)
    """Phase -> wall time [s]; `first plan` is when the first plan arrived."""

    @property
    def cut_short(self) -> bool:
        """Whether something else than the search itself ended it."""
        return self.ending is not Ending.ITSELF


def run(
    scenario: Scenario,
    settings: SolveSettings,
    watch: Callable[[Message, float], None],
    *,
    search: "Search | None" = None,
    ready: Ready | None = None,
    started: float,
    or_nobody: bool = False,
) -> Outcome:
    """Search in a child process and return the best plan that arrived.

    The time limit counts from `started`. Part of it is kept for verifying and writing
    the plan: three times what one verification of it takes here, at least a second.
    Ctrl-C and SIGTERM end the search and keep its best plan.

    Parameters
    ----------
    watch
        Called with every message and the seconds since `started`.
    search
        A function that can be imported by name, as the child must import it; if not
        given, the search of the engine that the settings name.
    ready
        Process that waits for a scenario; one is started if not given.
    started
        `time.monotonic()` at the start of the command.
    or_nobody
        Where time ends without a plan, take the one that enrols nobody, if the rules
        allow it: who asked for a plan gets one. It says nothing of what can be attained.

    Raises
    ------
    EngineFault
        If the search broke down before it found a plan.
    """
    known = _Known(scenario, settings, started)
    ending = Ending.FAULT  # until something better explains the end

    def take(message: Message | Broken) -> None:
        known.take(message)
        if not isinstance(message, Broken):
            watch(message, time.monotonic() - started)

    with (
        interrupts() as signals,
        Child(ready or Ready(), search, scenario, settings) as child,
    ):
        while not child.silent and known.finished is None:
            if signals:
                ending = Ending.INTERRUPT
                break
            if time.monotonic() >= known.deadline:
                ending = Ending.TIME_LIMIT
                break
            try:
                take(child.inbox.get(timeout=_TICK))
            except queue.Empty:
                continue
        child.stop(at_once=ending is not Ending.FAULT)
        for message in child.left_over():
            take(message)
        if signals and ending is Ending.FAULT:
            # A signal to the whole process group ends the child before we look.
            ending = Ending.INTERRUPT
    if known.finished is not None:
        ending = Ending.ITSELF
    if or_nobody and ending is Ending.TIME_LIMIT and known.plan is None:
        known.enrol_nobody()
    return known.outcome(ending, child.exit_code)


class _Known:
    """What the messages so far have told."""

    def __init__(
        self, scenario: Scenario, settings: SolveSettings, started: float
    ) -> None:
        self.scenario = scenario
        self.started = started
        self.limit = math.inf if settings.time_limit is None else settings.time_limit
        self.reserve = _LEAST_RESERVE
        self.measured = -1  # enrolments of the plan that the reserve was measured on
        self.plan: Plan | None = None
        self.stages: tuple[Stage, ...] = ()
        self.finished: Finished | None = None
        self.broken: Broken | None = None
        self.phases = {"read": round(time.monotonic() - started, 3)}

    @property
    def deadline(self) -> float:
        return self.started + self.limit - self.reserve

    def take(self, message: Message | Broken) -> None:
        if isinstance(message, (Found, Finished)):
            self.phases.update(message.spent)
        if isinstance(message, Found):
            self.plan, self.stages = message.plan, message.stages
            now = round(time.monotonic() - self.started, 3)
            self.phases.setdefault("first plan", now)
            self._measure_reserve(message.plan)
        elif isinstance(message, Bounds):
            self.stages = message.stages
        elif isinstance(message, Finished):
            self.finished = message
        elif isinstance(message, Broken):
            self.broken = message

    def _measure_reserve(self, plan: Plan) -> None:
        # Time to verify follows the number of enrolments; plans of similar size need
        # no second measurement, which would take a core from the search.
        if self.limit == math.inf or len(plan) <= 2 * self.measured:
            return
        begun = time.monotonic()
        rules.violations(self.scenario, plan)
        taken = time.monotonic() - begun
        self.reserve = max(_LEAST_RESERVE, _RESERVE_PER_VERIFICATION * taken)
        self.measured = len(plan)

    def outcome(self, ending: Ending, exit_code: int | None) -> Outcome:
        fault = ""
        if ending is Ending.FAULT:
            fault = self._what_happened(exit_code)
            if self.plan is None:
                details = self.broken.details if self.broken else ""
                raise EngineFault(
                    _("{fault} No plan had been found.").format(fault=fault), details
                )
        if self.finished is not None:
            status = self.finished.status
        else:
            # A plan that sends nobody is a plan too, though its length is 0.
            found = self.plan is not None
            status = SolveStatus.FEASIBLE if found else SolveStatus.NO_SOLUTION
        return Outcome(
            plan=self.plan,
            stages=self.stages,
            status=status,
            conflict=self.finished.conflict if self.finished else (),
            limits_hit=self.finished.limits_hit if self.finished else (),
            ending=ending,
            seconds=time.monotonic() - self.started,
            fault=fault,
            phases=self.phases,
        )

    def enrol_nobody(self) -> None:
        """Take the plan that enrols nobody, where decisions and recruitment allow it."""
        try:
            found = checked(self.scenario, Plan.empty())
        except BrokenPlanError:
            return
        names = objective_values(self.scenario, found.plan)
        nothing = [None] * len(names)
        self.plan = found.plan
        self.stages = stages_of(names, found.values, nothing, [0.0] * len(names))

    def _what_happened(self, exit_code: int | None) -> str:
        if self.broken is not None:
            return _("The search broke down: {summary}.").format(
                summary=self.broken.summary
            )
        if exit_code is not None and exit_code < 0:
            return _(
                "The search process was killed (signal {exit_code}); most often "
                "the machine ran out of memory."
            ).format(exit_code=-exit_code)
        return _(
            "The search process ended without a word (exit code {exit_code})."
        ).format(exit_code=exit_code)
