"""What the points of a sweep came to, and better plans from where there is less.

A plan of a point with less of everything is a plan here too. Where it is better than the
plan found here, which searches that end early allow, it is taken over once every rule has
been checked in the scenario of this point. What was solved stays as it is; plans taken
over have folders of their own, made anew each time.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.result import Result
from planner.api.taking_over import taken_over
from planner.io.read_plan import read_plan
from planner.io.read_run import read_result
from planner.io.read_scenario import load
from planner.io.write_run import write_run
from planner.sweep.run import Planned, Request, has_plan, run_of
from planner.sweep.task import Answer


class ScenarioChangedError(Exception):
    """The scenario is not any more what it was when the sweep began."""


@dataclass(frozen=True)
class Reached:
    """A point and the best plan known for it."""

    planned: Planned
    answer: Answer
    """What became of its own search."""
    result: Result | None
    run: Path | None
    """Folder of the plan."""
    plan_of: str = ""
    """Key of the point whose plan was taken over."""

    @property
    def values(self) -> tuple[int, ...]:
        """Values of all objectives, where there is a plan."""
        assert self.result is not None
        return tuple(stage.incumbent or 0 for stage in self.result.stages)


def gather(
    request: Request, planned: Sequence[Planned], answers: dict[str, Answer]
) -> list[Reached]:
    """Return every point with the best plan known for it, in the order of the grid.

    Raises
    ------
    ScenarioChangedError
        If the scenario has changed meanwhile.
    """
    shutil.rmtree(_adopted(request), ignore_errors=True)
    reached: dict[tuple[int, ...], Reached] = {}
    for item in planned:  # neighbours with less come before
        own = _own(request, item, answers[item.key])
        below = [
            reached[near]
            for near in _with_less(request, item.point.at)
            if reached[near].result is not None
        ]
        reached[item.point.at] = _best(request, own, below)
    return list(reached.values())


def _own(request: Request, item: Planned, answer: Answer) -> Reached:
    if not has_plan({item.key: answer}, item.key):
        return Reached(item, answer, None, None)
    run = run_of(request.out, item.key)
    return Reached(item, answer, read_result(run), run)


def _with_less(request: Request, at: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the neighbours one step lower on an axis of factors."""
    return [
        (*at[:axis], place - 1, *at[axis + 1 :])
        for axis, place in enumerate(at)
        if place > 0 and request.axes[axis].ordered
    ]


def _best(request: Request, own: Reached, below: list[Reached]) -> Reached:
    best = own
    if own.answer.ending == "infeasible":
        return own  # proven: whatever is a plan elsewhere is none here
    for other in sorted(below, key=lambda entry: entry.values):
        if best.result is not None and other.values >= best.values:
            break
        taken = _taken_over(request, own, best, other)
        if taken is not None:
            best = taken
    return best


def _taken_over(
    request: Request, own: Reached, best: Reached, other: Reached
) -> Reached | None:
    """Return the plan of another point here; None if it is none or not better."""
    assert other.run is not None and other.result is not None
    point = own.planned.point
    loaded = load(request.folder, point.what_ifs, point.changes)
    if loaded.scenario.content_hash != own.planned.content_hash:
        raise ScenarioChangedError
    plan = read_plan(other.run, loaded.scenario)
    proven = own.result.stages if own.result is not None else ()
    taken = taken_over(loaded, request.folder, plan, other.result, proven)
    if taken is None:
        return None
    columns, result = taken
    result = result.model_copy(
        update={"settings": {**result.settings, "plan_of": other.planned.key}}
    )
    run = _adopted(request) / own.planned.key
    found = Reached(own.planned, own.answer, result, run, other.planned.key)
    if best.result is not None and found.values >= best.values:
        return None
    write_run(run, loaded.scenario, columns, result)
    return found


def _adopted(request: Request) -> Path:
    return request.out / "adopted"
