"""Whole numbers for a table of officials: every count exact, the rest near its likelihood.

A row of the table is a profile (officials alike in everything decided so far, of known
number), a column is a combination of the values to decide. Cells that belong to the same
counts are treated as one class. Iterative proportional fitting gives each class its
expected number; an integer programme finds the whole numbers nearest to it that meet every
row and every count; each class is then dealt out to its cells in proportion.

The integer programme is what makes the fit exact for any family of counts: rounding rules
and quasi-random integer sampling (humanleague) keep only margins of a grid, whereas counts
here are arbitrary filters. It has a few hundred variables for any number of officials.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

BoolArray = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SWEEPS = 2_000
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
class _Classes:
    """Cells grouped by profile, counts, bans and whether they can occur at all."""

    of_cell: Ints
    profile: Ints
    possible: BoolArray
    counted: BoolArray
    """Class x margin."""
    banned: BoolArray
    """Class x ban."""


def fit(
    likelihood: Floats,
    totals: Ints,
    margins: Sequence[Margin],
    bans: Sequence[Ban],
    rng: np.random.Generator,
) -> Ints:
    """Return the officials in each cell (profile x combination) [officials].

    Parameters
    ----------
    likelihood
        Relative likelihood of each combination within its profile; 0 means that it cannot
        occur [-].
    totals
        Officials of each profile [officials].
    margins
        Counts, met exactly.
    bans
        Cells left empty.
    rng
        Decides between equally near tables.

    Raises
    ------
    ValueError
        If no table of whole numbers meets all counts; the message names a smallest set of
        counts and assumptions that contradict one another.
    """
    classes = _group(likelihood, margins, bans)
    likely = np.bincount(classes.of_cell, likelihood.ravel()).astype(np.float64)
    likely[classes.banned.any(axis=1)] = 0.0
    expected = _scaled(likely, classes, totals, margins)
    noise = rng.integers(_SCALE, _SCALE + _SCALE // 10, len(likely))
    for reach in (0, 2, None):
        whole = _nearest(classes, totals, margins, expected, reach, noise)
        if whole is not None:
            return _dealt(likelihood, classes, whole, rng)
    raise ValueError(_contradiction(classes, totals, margins, bans))


def _group(
    likelihood: Floats, margins: Sequence[Margin], bans: Sequence[Ban]
) -> _Classes:
    profiles, combinations = likelihood.shape
    keys = [np.repeat(np.arange(profiles), combinations), likelihood.ravel() > 0]
    keys += [margin.cells.ravel() for margin in margins]
    keys += [ban.cells.ravel() for ban in bans]
    table, of_cell = np.unique(
        np.column_stack(keys).astype(np.int64), axis=0, return_inverse=True
    )
    at = 2 + len(margins)
    return _Classes(
        of_cell=of_cell.reshape(-1),
        profile=table[:, 0],
        possible=table[:, 1] > 0,
        counted=table[:, 2:at] > 0,
        banned=table[:, at:] > 0,
    )


def _scaled(
    likely: Floats, classes: _Classes, totals: Ints, margins: Sequence[Margin]
) -> Floats:
    """Scale likelihoods in turn to every row and count until they agree.

    Counts that contradict one another do not converge; the integer programme says so.
    """
    everybody = float(totals.sum())
    expected = likely
    for _ in range(_SWEEPS):
        before = expected
        rows = np.bincount(classes.profile, expected, minlength=len(totals))
        factor = np.divide(totals, rows, out=np.zeros_like(rows), where=rows > 0)
        expected = expected * factor[classes.profile]
        for at, margin in enumerate(margins):
            inside = classes.counted[:, at]
            here = float(expected[inside].sum())
            rest = float(expected[~inside].sum())
            # Both sides are scaled, as the number of officials is known as well.
            if here > 0 and rest > 0:
                expected = np.where(
                    inside,
                    expected * (margin.count / here),
                    expected * (max(everybody - margin.count, 0.0) / rest),
                )
        if np.abs(expected - before).max(initial=0.0) < 1e-9 * max(everybody, 1.0):
            break
    return expected


def _nearest(
    classes: _Classes,
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
    classes: _Classes,
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
    raise RuntimeError("the fit of the counts was neither found nor refuted in time")


def _contradiction(
    classes: _Classes, totals: Ints, margins: Sequence[Margin], bans: Sequence[Ban]
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
    text = f"of {int(totals.sum())} officials, these counts contradict one another: "
    text += ", ".join(told) if told else "none, but some officials have no value left"
    if banned:
        text += "; together with the assumptions: "
        text += "; ".join(bans[at].name for at in banned)
    return text


def _dealt(
    likelihood: Floats, classes: _Classes, whole: Ints, rng: np.random.Generator
) -> Ints:
    """Deal each class out to its cells: systematic rounding from a random start."""
    weight = likelihood.ravel()
    order = np.argsort(classes.of_cell, kind="stable")
    label = classes.of_cell[order]
    start = rng.random(len(whole)) * 0.999  # so that rounding cannot add one at the end
    running = np.cumsum(weight[order])
    last = np.flatnonzero(np.append(label[1:] != label[:-1], True))
    before = np.append(0.0, running[last[:-1]])
    size = running[last] - before
    share = np.divide(
        running - before[label],
        size[label],
        out=np.ones_like(running),
        where=size[label] > 0,
    )
    share[last] = 1.0  # exactly, so that each class keeps its number
    steps = np.floor(share * whole[label] + start[label]).astype(np.int64)
    previous = np.append(0, steps[:-1])
    first = np.append(0, last[:-1] + 1)
    previous[first] = 0
    result = np.zeros(len(weight), dtype=np.int64)
    result[order] = steps - previous
    return result.reshape(likelihood.shape)
