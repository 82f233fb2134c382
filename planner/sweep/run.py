"""Running a sweep: what is there already, what is to be solved, and solving it."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from models.measures.money import granted
from models.scenario import Scenario
from planner.io.problems import InvalidInput, Problem
from planner.io.read_run import read_result
from planner.io.read_scenario import load
from planner.io.write_file import write_whole
from planner.sweep.axes import Axis, Point, grid
from planner.sweep.task import Answer, Effort, Task, key_of


class Workers(Protocol):
    """Whoever solves tasks."""

    jobs: int

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Yield every task with what became of it, in any order."""


@dataclass(frozen=True)
class Request:
    """What a sweep is to solve."""

    folder: Path
    """Scenario folder."""
    axes: tuple[Axis, ...]
    changes: tuple[str, ...]
    """Single changes made at every point."""
    effort: Effort
    out: Path
    """Folder of the sweep."""


@dataclass(frozen=True)
class Planned:
    """A point with what decides its result."""

    point: Point
    key: str
    """Name of its run folder; points with equal scenarios share one."""
    content_hash: str
    """Hash of its scenario."""
    budget: int
    """Amount of all budget lines over the horizon [thousand dong]."""
    tables: tuple[str, ...]
    """Files of its tables."""


@dataclass
class Count:
    """How far a sweep is."""

    points: int
    """Runs to be made, those that were there before included."""
    cached: int
    jobs: int
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    """Runs made now."""

    @property
    def left(self) -> float | None:
        """Estimate of the time until the last run ends [s]; None if nothing is known."""
        if self.done == 0:
            return None
        waiting = self.points - self.cached - self.done
        return (time.monotonic() - self.began) / self.done * waiting


Watch = Callable[[Point, Answer, Count], None]
"""Told of every run that has ended."""


def plan(request: Request) -> tuple[Planned, list[Planned]]:
    """Return the point that the others start from, and all points of the grid.

    Every search starts from what was found without any step of an axis. So results do not
    depend on the order in which points end.

    Raises
    ------
    InvalidInput
        With every problem of every point.
    """
    start = Point((), (), (), request.changes)
    first = _planned(start, _loaded(request, start), request.effort, "")
    planned, problems = [], dict[str, Problem]()
    for point in grid(request.axes, request.changes):
        try:
            scenario = _loaded(request, point)
        except InvalidInput as invalid:
            problems |= {str(item): item for item in invalid.problems}
            continue
        planned.append(_planned(point, scenario, request.effort, first.key))
    if problems:
        raise InvalidInput(list(problems.values()))
    return first, planned


def solve(
    request: Request,
    first: Planned,
    planned: Sequence[Planned],
    workers: Workers,
    watch: Watch,
) -> dict[str, Answer]:
    """Solve what is not there yet and return what became of each key.

    Every run is written as soon as it ends, whole or not at all; whenever the process dies,
    the next call goes on from there.
    """
    by_key = {item.key: item for item in (first, *planned)}
    there = {key: _there(request, key) for key in by_key}
    answers = {key: answer for key, answer in there.items() if answer is not None}
    waiting = [key for key in by_key if key not in answers]
    tables = tuple(sorted({name for item in by_key.values() for name in item.tables}))
    count = Count(len(by_key), len(answers), workers.jobs)
    for key, answer in answers.items():
        watch(by_key[key].point, answer, count)
    # The first alone, because the others start from it.
    for keys in ([key for key in waiting if key == first.key], waiting):
        start = run_of(request.out, first.key) if has_plan(answers, first.key) else None
        tasks = [
            _task(request, by_key[key], tables, start if key != first.key else None)
            for key in keys
            if key not in answers
        ]
        for task, answer in workers.run(tasks):
            if answer.ending == "infeasible":
                write_whole(_verdict(request, task.key), answer.to_text().encode())
            answers[task.key] = answer
            count.done += 1
            watch(by_key[task.key].point, answer, count)
    return answers


def has_plan(answers: dict[str, Answer], key: str) -> bool:
    """Return whether there is a run with a plan."""
    return key in answers and answers[key].ending == "plan"


def run_of(out: Path, key: str) -> Path:
    """Return the run folder of a key."""
    return out / "points" / key


def _loaded(request: Request, point: Point) -> Scenario:
    return load(request.folder, point.what_ifs, point.changes).scenario


def _planned(point: Point, scenario: Scenario, effort: Effort, start: str) -> Planned:
    key = key_of(scenario.content_hash, effort, "")
    if start not in ("", key):  # else it is the run that the others start from
        key = key_of(scenario.content_hash, effort, start)
    budget = int(granted(scenario).sum())
    files = scenario.spec.tables.model_dump().values()
    tables = tuple(name for name in files if name is not None)
    return Planned(point, key, scenario.content_hash, budget, tables)


def _task(
    request: Request, item: Planned, tables: tuple[str, ...], start: Path | None
) -> Task:
    return Task(
        key=item.key,
        content_hash=item.content_hash,
        folder=str(request.folder.resolve()),
        named=str(request.folder),
        what_ifs=item.point.what_ifs,
        changes=item.point.changes,
        effort=request.effort,
        out=str(run_of(request.out, item.key).resolve()),
        start="" if start is None else str(start.resolve()),
        tables=tables,
    )


def _there(request: Request, key: str) -> Answer | None:
    """Return what became of a key in an earlier sweep, None if it is to be solved."""
    verdict = _verdict(request, key)
    if verdict.exists():
        return Answer(
            "infeasible", Answer.from_text(verdict.read_text()).text, cached=True
        )
    run = run_of(request.out, key)
    if not run.exists():
        return None
    result = read_result(run)
    if result.cut_short and not _is_enough(
        result.settings["time_limit"], request.effort
    ):
        return None  # there is more time now than then
    return Answer("plan", seconds=result.seconds, cached=True)


def _is_enough(had: float | None, effort: Effort) -> bool:
    return had is None or (effort.time_limit is not None and effort.time_limit <= had)


def _verdict(request: Request, key: str) -> Path:
    return request.out / "points" / f"{key}.json"
