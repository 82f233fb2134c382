"""Tables of a sweep: every point and stage, and the frontier of budget and attainment."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from models.result import Result, SolveStatus, Stage
from models.units import millions
from planner.sweep.axes import Axis
from planner.sweep.gather import Reached

_BUDGET = "budget."


@dataclass(frozen=True)
class Frontier:
    """Points that differ in money only, from least to most of it."""

    group: dict[str, str]
    """Axis -> label of every other axis."""
    points: tuple[Reached, ...]
    on: tuple[bool, ...]
    """Whether no point with less money is as good."""
    knee: int | None
    """Position of the point after which money buys least; None where there is none."""


def is_money(axis: Axis) -> bool:
    """Return whether an axis varies money."""
    return axis.name.startswith(_BUDGET)


def sweep_table(axes: Sequence[Axis], reached: Sequence[Reached]) -> pd.DataFrame:
    """Return one row for each point and stage; one without a stage for points without plan.

    Columns: point (key), run (folder), plan_of (key), ending, cut_short, a column for each
    axis, budget and cost [million dong], stage, unit, incumbent, bound, gap [-], status.
    """
    rows = []
    for item in reached:
        known = {
            "point": item.planned.key,
            "run": "" if item.run is None else item.run.as_posix(),
            "plan_of": item.plan_of,
            "ending": item.answer.ending,
            "cut_short": item.result is not None and item.result.cut_short,
            **_labels(axes, item),
            "budget": float(millions(item.planned.budget)),
        }
        if item.result is None:
            rows.append(known)
            continue
        known["cost"] = float(millions(item.result.cost))
        rows += [known | _stage(stage) for stage in item.result.stages]
    stage_names = ("cost", "stage", "unit", "incumbent", "bound", "gap", "status")
    table = pd.DataFrame(rows)
    return table.reindex(
        columns=[*(name for name in table if name not in stage_names), *stage_names]
    )


def frontiers(axes: Sequence[Axis], reached: Sequence[Reached]) -> list[Frontier]:
    """Return a frontier for each combination of what does not vary money."""
    groups: dict[tuple[str, ...], list[Reached]] = {}
    names = [axis.name for axis in axes if not is_money(axis)]
    if len(names) == len(axes):
        return []
    for item in reached:
        if item.result is not None:
            labels = _labels(axes, item)
            groups.setdefault(tuple(labels[name] for name in names), []).append(item)
    return [
        _frontier(dict(zip(names, labels, strict=True)), items)
        for labels, items in groups.items()
    ]


def frontier_table(axes: Sequence[Axis], lines: Sequence[Frontier]) -> pd.DataFrame:
    """Return one row for each point of each frontier.

    Columns: a column for each axis, budget and cost [million dong], required and attained
    [officials], percent (attained ÷ required, cut off), shortfall and bound of every tier,
    proven (all tiers), frontier (no point with less money is as good), knee, point, run.
    """
    rows = []
    for line in lines:
        for at, item in enumerate(line.points):
            assert item.result is not None and item.run is not None
            attained, required = attainment(item.result)
            tiers = _tiers(item.result)
            rows.append(
                {
                    **_labels(axes, item),
                    "budget": float(millions(item.planned.budget)),
                    "cost": float(millions(item.result.cost)),
                    "required": required,
                    "attained": attained,
                    "percent": attained * 10_000 // required / 100
                    if required
                    else 100.0,
                    **{
                        name: value
                        for stage in tiers
                        for name, value in (
                            (stage.name, stage.incumbent),
                            (f"{stage.name}_bound", stage.bound),
                        )
                    },
                    "proven": "yes" if is_proven(item.result) else "no",
                    "frontier": "yes" if line.on[at] else "no",
                    "knee": "yes" if at == line.knee else "no",
                    "point": item.planned.key,
                    "run": item.run.as_posix(),
                }
            )
    return pd.DataFrame(rows)


def attainment(result: Result) -> tuple[int, int]:
    """Return attained, at most what is required, and required [officials].

    Summed over every target that is optimised and every year measured.
    """
    figures = [
        figure
        for figure in result.targets
        if figure.tier is not None and figure.attained is not None
    ]
    attained = sum(min(figure.attained or 0, figure.required) for figure in figures)
    return attained, sum(figure.required for figure in figures)


def is_proven(result: Result) -> bool:
    """Return whether the shortfall of every tier is proven to be the least."""
    return all(stage.status is SolveStatus.OPTIMAL for stage in _tiers(result))


def _frontier(group: dict[str, str], items: list[Reached]) -> Frontier:
    points = sorted(items, key=lambda item: (item.planned.budget, _missing(item)))
    on, best = [], None
    for item in points:
        missing = _missing(item)
        on.append(best is None or missing < best)
        best = missing if best is None else min(best, missing)
    return Frontier(group, tuple(points), tuple(on), _knee(points, on))


def _knee(points: Sequence[Reached], on: Sequence[bool]) -> int | None:
    """Return the point of a frontier farthest above the line from its first to its last.

    With money and attained headcount both measured from 0 to 1 along that line.
    """
    places = [at for at, is_on in enumerate(on) if is_on]
    money = [points[at].planned.budget for at in places]
    gained = [attainment(_result(points[at]))[0] for at in places]
    if len(places) < 3 or gained[-1] <= gained[0]:
        return None
    heights = [
        (gain - gained[0]) * (money[-1] - money[0])
        - (amount - money[0]) * (gained[-1] - gained[0])
        for gain, amount in zip(gained, money, strict=True)
    ]
    highest = max(heights)
    return places[heights.index(highest)] if highest > 0 else None


def _missing(item: Reached) -> tuple[int, ...]:
    return tuple(stage.incumbent or 0 for stage in _tiers(_result(item)))


def _result(item: Reached) -> Result:
    assert item.result is not None
    return item.result


def _tiers(result: Result) -> list[Stage]:
    return [stage for stage in result.stages if stage.name.startswith("tier-")]


def _labels(axes: Sequence[Axis], item: Reached) -> dict[str, str]:
    names = [axis.name for axis in axes]
    return dict(zip(names, item.planned.point.labels, strict=True))


def _stage(stage: Stage) -> dict[str, object]:
    content = stage.model_dump(mode="json", exclude={"name", "seconds"})
    if stage.unit == "thousand dong":
        content["unit"] = "million dong"
        for name in ("incumbent", "bound"):
            if content[name] is not None:
                content[name] = content[name] / 1000
    return {"stage": stage.name, **content}
