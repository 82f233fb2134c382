"""The integer programme: whole numbers that meet every row and every count of a table.

It is what makes the fit exact for any family of counts: rounding rules and quasi-random
integer sampling (humanleague) keep only margins of a grid, whereas counts here are any
filters. It has a few hundred variables for any number of officials.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

from planner.language import _

BoolArray = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SCALE = 1_000
_EFFORT = 20.0  # deterministic seconds, so that the load of the machine changes nothing


@dataclass(frozen=True)
class Margin:
    """A count that the table must meet."""

    name: str
    cells: BoolArray
    """Cells counted (profile x combination)."""
    count: int


@dataclass(frozen=True)
class Ban:
    """Cells that nobody may be in, by an assumption."""

    name: str
    cells: BoolArray


@dataclass(frozen=True)
class Classes:
    """Cells grouped by profile, counts, bans and whether they can occur at all."""

    of_cell: Ints
    profile: Ints
    possible: BoolArray
    counted: BoolArray
    """Class x margin."""
    banned: BoolArray
    """Class x ban."""


def nearest(
    classes: Classes,
    totals: Ints,
    margins: Sequence[Margin],
    expected: Floats,
    reach: int | None,
    noise: Ints,
) -> Ints | None:
    """Return the whole numbers nearest to those expected, None if there are none.

    `reach` is how far a number may lie from the expected one, both rounded outwards.
    """
    cp = cp_model.CpModel()
    numbers = []
    away = []
    closed = ~classes.possible | classes.banned.any(axis=1)
    for at, goal in enumerate(expected.tolist()):
        most = 0 if closed[at] else int(totals[classes.profile[at]])
        low, high = 0, most
        if reach is not None:
            low = min(max(int(np.floor(goal)) - reach, 0), most)
            high = min(int(np.ceil(goal)) + reach, most)
        number = cp.new_int_var(low, high, "")
        numbers.append(number)
        if low < high:
            aim = round(_SCALE * goal)
            distance = cp.new_int_var(0, _SCALE * (most + 1) + aim, "")
            cp.add(distance >= _SCALE * number - aim)
            cp.add(distance >= aim - _SCALE * number)
            away.append(int(noise[at]) * distance)
    _require(cp, numbers, classes, totals, margins, range(len(margins)))
    cp.minimize(sum(away))
    return _solved(cp, numbers)


def _require(
    cp: cp_model.CpModel,
    numbers: list[cp_model.IntVar],
    classes: Classes,
    totals: Ints,
    margins: Sequence[Margin],
    active: Sequence[int],
) -> None:
    for profile, total in enumerate(totals.tolist()):
        members = np.flatnonzero(classes.profile == profile)
        cp.add(sum(numbers[at] for at in members) == total)
    for margin in active:
        members = np.flatnonzero(classes.counted[:, margin])
        cp.add(sum(numbers[at] for at in members) == margins[margin].count)


def _solved(cp: cp_model.CpModel, numbers: list[cp_model.IntVar]) -> Ints | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = _EFFORT
    status = solver.solve(cp)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.array([solver.value(number) for number in numbers], dtype=np.int64)
    if status == cp_model.INFEASIBLE:
        return None
    raise RuntimeError(_("the fit of the counts was neither found nor refuted in time"))


def contradiction(
    classes: Classes, totals: Ints, margins: Sequence[Margin], bans: Sequence[Ban]
) -> str:
    """Name a smallest set of counts and bans that no table meets: each one is needed."""
    counts = list(range(len(margins)))
    banned = list(range(len(bans)))

    def possible(counts: list[int], banned: list[int]) -> bool:
        cp = cp_model.CpModel()
        closed = ~classes.possible | classes.banned[:, banned].any(axis=1)
        most = np.where(closed, 0, totals[classes.profile])
        numbers = [cp.new_int_var(0, int(high), "") for high in most]
        _require(cp, numbers, classes, totals, margins, counts)
        return _solved(cp, numbers) is not None

    for at in list(banned):
        fewer = [ban for ban in banned if ban != at]
        if not possible(counts, fewer):
            banned = fewer
    for at in list(counts):
        fewer = [count for count in counts if count != at]
        if not possible(fewer, banned):
            counts = fewer
    told = [f"{margins[at].name} ({margins[at].count})" for at in counts]
    text = _("of {sum} officials, these counts contradict one another: ").format(
        sum=int(totals.sum())
    )
    text += (
        ", ".join(told) if told else _("none, but some officials have no value left")
    )
    if banned:
        text += _("; together with the assumptions: ")
        text += "; ".join(bans[at].name for at in banned)
    return text
