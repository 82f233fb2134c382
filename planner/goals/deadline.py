"""The earliest year in which a target can be met.

Each year is tried from the first on, with the targets of more important tiers kept as well
as they can be and all others left aside. Whether a target can be met need not grow with the
year, since groups change; so no year is skipped.
"""

from planner.goals.asking import Asker, Solved, is_proven, without_others
from planner.goals.reply import Reply, Step
from planner.language import _

_YEAR = {"level_by_deadline": "year", "once_in_window": "last"}
"""Measure -> key of the year in which it is measured."""


class NoDeadlineError(Exception):
    """The target has no deadline that could be moved; says which have."""


def earliest_year(asker: Asker, name: str) -> Reply:
    """Return the earliest year of the horizon in which a target can be met.

    Parameters
    ----------
    name
        Name of the target.

    Raises
    ------
    NoDeadlineError
        If there is no such target, or it is not measured once.
    """
    spec = asker.given().scenario.spec
    movable = {
        target: key
        for target, entry in spec.targets.items()
        if (key := _YEAR.get(entry.measure.kind))
    }
    if name not in movable:
        raise NoDeadlineError(
            _("{name} has no deadline; targets that have one: {movable}").format(
                name=name, movable=", ".join(movable)
            )
        )
    tier = spec.targets[name].tier
    before = tuple(each for each, entry in spec.targets.items() if entry.tier < tier)
    changes = without_others(asker.given().scenario, (*before, name))
    first = getattr(spec.targets[name].measure, "first", spec.horizon.first)
    steps: list[Step] = []
    solved: Solved | None = None
    for year in range(max(first, spec.horizon.first), spec.horizon.last + 1):
        moved = f"targets.{name}.measure.{movable[name]}={year}"
        solved = asker.solve((*changes, moved), tiers_only=True, earlier=solved)
        own = solved.tiers[-1]  # the target is alone in the last tier
        met = True if own.incumbent == 0 else False if own.bound else None
        bounds = tuple(stage.bound for stage in solved.tiers)
        steps.append(Step(year, solved.missing, bounds, met))
        if met:
            break
    assert solved is not None  # a window begins within the horizon
    possible = [step.at for step in steps if step.met is not False]
    return Reply(
        goal="earliest-year",
        unit="year",
        incumbent=steps[-1].at if steps[-1].met else None,
        bound=possible[0] if possible else None,
        targets=(name,),
        missing=solved.missing,
        missing_proven=is_proven(solved.tiers),
        solved=solved,
        steps=tuple(steps),
    )
