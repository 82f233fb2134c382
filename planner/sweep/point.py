"""One point in a process of its own: reads a task, writes a run folder, tells the ending.

Usage: python -m planner.sweep.point, with the task as the first line of its input. The
input stays open; when it ends, whoever asked is gone, and so is this process.
"""

import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from models.result import SolveStatus
from planner.api.searching import BrokenRules, NoPlan, find_plan
from planner.api.start_from import earlier_run
from planner.engine.messages import Message
from planner.engine.process import EngineFault
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from planner.io.write_run import write_run
from planner.language import _
from planner.sweep.task import Answer, Task


def solve(task: Task, started: float) -> Answer:
    """Solve a task and write its run folder; return what became of it."""
    loaded = load(Path(task.folder), task.what_ifs, task.changes)
    if loaded.scenario.content_hash != task.content_hash:
        return Answer("fault", _("the scenario has changed since the sweep began"))
    settings = task.effort.settings()
    if task.start:
        earlier = earlier_run(Path(task.start), Path(task.folder))
        settings = replace(settings, earlier=earlier)
    try:
        columns, result, __ = find_plan(
            loaded, Path(task.named), settings, _unwatched, started
        )
    except NoPlan as none:
        proven = none.status is SolveStatus.INFEASIBLE
        return Answer("infeasible" if proven else "no-solution", str(none))
    write_run(Path(task.out), loaded.scenario, columns, result)
    return Answer("plan")


def _unwatched(message: Message, elapsed: float) -> None:
    """Tell nobody what is found on the way."""


def _end_with_input() -> None:
    def wait() -> None:
        # The buffered reader keeps its lock while waiting, which the end of the
        # interpreter would then wait for.
        while os.read(sys.stdin.fileno(), 1):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _first_line() -> str:
    """Return the first line of the input, read without taking more than it."""
    line = bytearray()
    while (byte := os.read(sys.stdin.fileno(), 1)) not in (b"", b"\n"):
        line += byte
    return line.decode()


def main() -> None:
    """Solve the task on the input and print its answer."""
    started = time.monotonic()
    task = Task.from_text(_first_line())
    _end_with_input()
    try:
        answer = solve(task, started)
    except (InvalidInput, BrokenRules, EngineFault, OSError) as fault:
        answer = Answer("fault", f"{type(fault).__name__}: {fault}")
    answer = replace(answer, seconds=round(time.monotonic() - started, 3))
    sys.stdout.write(answer.to_text() + "\n")


if __name__ == "__main__":
    main()
