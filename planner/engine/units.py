"""Units: which unit's officials take which long courses, so that no unit is emptied.

Officials of a block differ in their unit only. In small scenarios a transport programme
decides how many of each unit go away in which years. In larger ones they are spread in
proportion to the size of units, or, where room is scarce, by flows; the same programme over
some hundred units then mends what did not fit. What still cannot be placed is told; the
search plans around it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.engine.flow import flow
from planner.engine.solver import minimise
from planner.formulation.matrix import Matrix
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Years = tuple[int, ...]
Absence = tuple[int, Years]
"""(block, years in which it is away, but for those in which it is away already)."""

_MANY = 20_000
"""Most columns of a transport programme over all units."""
_MANY_SHORT = 200
"""From so many on who did not fit, the absences are placed anew by flows."""
_MENDED = 1000
"""Units with somebody to send, and as many with room, that take part in mending."""


@dataclass
class _Table:
    """How many of each unit there are, and how many take which absence."""

    there: dict[int, Ints]
    """Block -> officials by unit."""
    sent: dict[Absence, Ints] = field(default_factory=dict)
    """Absence -> officials by unit."""

    def free(self, block: int) -> Ints:
        """Return by unit who of a block is not sent."""
        sent = [counts for (owner, _), counts in self.sent.items() if owner == block]
        return self.there[block] - np.sum(sent, axis=0, dtype=np.int64)


def place(
    reduction: Reduction,
    demand: dict[Absence, int],
    room: Ints,
    *,
    even: bool,
    seed: int = 0,
) -> dict[Absence, Ints]:
    """Return by unit how many take each absence: all that are wanted, or as many as fit.

    Parameters
    ----------
    demand
        Officials wanted for each absence.
    room
        (unit, year): officials who may still go away.
    even
        Spread the absences in proportion to the size of units, where few.
    """
    unit = reduction.people.roster.unit
    n_units = len(room)
    table = _Table(
        {
            block: np.bincount(unit[reduction.blocks[block].members], minlength=n_units)
            for block in sorted({block for block, _ in demand})
        }
    )
    columns = sum(int((table.there[block] > 0).sum()) for block, _ in demand)
    if columns <= _MANY:
        sizes = np.bincount(unit, minlength=n_units) if even else None
        return _transport(table, demand, room, np.arange(n_units), sizes)
    left = _spread(table, demand, room.copy(), seed)
    short = _short(table, demand)
    if sum(short.values()) > _MANY_SHORT:
        left = _year_by_year(table, demand, room.copy(), seed)
        short = _short(table, demand)
    if short:
        _mend(table, short, left)
    return table.sent


def _spread(table: _Table, demand: dict[Absence, int], left: Ints, seed: int) -> Ints:
    """Spread each absence in proportion over units with room; return the room left."""
    noise = np.random.Generator(np.random.PCG64(seed))
    free = {block: counts.copy() for block, counts in table.there.items()}
    expected = np.zeros(left.shape)
    for (block, years), count in demand.items():
        share = table.there[block] * (count / table.there[block].sum())
        for year in years:
            expected[:, year] += share
    for absence, count in sorted(
        demand.items(), key=lambda entry: (-len(entry[0][1]), entry[0])
    ):
        block, years = absence
        counted = list(absence[1])
        there = free[block]
        share = table.there[block] * (count / table.there[block].sum())
        fits = there.copy()
        slack = np.full(len(left), np.inf)
        if counted:
            fits = np.minimum(there, left[:, counted].min(axis=1))
            slack = (left[:, counted] - expected[:, counted]).min(axis=1)
        given = np.minimum(np.floor(share).astype(np.int64), fits)
        # One more where the largest parts were cut off, rather where room is left.
        order = np.lexsort(
            (noise.random(len(left)), np.floor(share) - share, np.maximum(-slack, 0.0))
        )
        while given.sum() < count:
            open_units = order[(fits > given)[order]][: count - int(given.sum())]
            if not len(open_units):
                break
            given[open_units] += 1
        table.sent[absence] = given
        free[block] = there - given
        for year in counted:
            left[:, year] -= given
            expected[:, year] -= share
    return left


def _short(table: _Table, demand: dict[Absence, int]) -> dict[Absence, int]:
    """Return how many are missing from absences."""
    missing = {
        absence: count - int(table.sent[absence].sum())
        for absence, count in demand.items()
    }
    return {absence: count for absence, count in missing.items() if count}


def _year_by_year(
    table: _Table, demand: dict[Absence, int], left: Ints, seed: int
) -> Ints:
    """Place absences by a flow for each year, the scarcest first; return the room left.

    Where hardly any room is to spare, only a flow finds which blocks a unit has to send.
    Units come in a seeded order, so that which of them send is a draw.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = generator.permutation(len(left))
    free = {block: counts.copy() for block, counts in table.there.items()}
    table.sent.clear()
    open_years = set(range(left.shape[1]))
    waiting = dict(demand)
    while waiting:
        wanted = {
            year: sum(count for (_, years), count in waiting.items() if year in years)
            for year in open_years
        }
        year = max(open_years, key=lambda y: (wanted[y] / max(1, left[:, y].sum()), -y))
        open_years.remove(year)
        now = {absence: n for absence, n in waiting.items() if year in absence[1]}
        waiting = {absence: n for absence, n in waiting.items() if absence not in now}
        if not now:
            continue
        blocks = sorted({block for block, _ in now})
        counts = np.array(
            [
                np.minimum(
                    free[block],
                    np.max([_least(left, ys) for at, ys in now if at == block], axis=0),
                )[drawn]
                for block in blocks
            ]
        )
        supply = np.array(
            [sum(n for (at, _), n in now.items() if at == block) for block in blocks]
        )
        allotted = np.zeros_like(counts)
        allotted[:, drawn] = flow(supply, counts, left[drawn, year]).carried
        for absence, count in sorted(now.items(), key=lambda entry: -len(entry[0][1])):
            block, years = absence
            mine = allotted[blocks.index(block)]
            given = _given(count, np.minimum(mine, _least(left, years)), drawn)
            table.sent[absence] = given
            mine -= given
            free[block] -= given
            left[:, list(years)] -= given[:, None]
    for (block, years), count in sorted(_short(table, demand).items()):
        given = _given(count, np.minimum(free[block], _least(left, years)), drawn)
        table.sent[block, years] += given
        free[block] -= given
        left[:, list(years)] -= given[:, None]
    return left


def _least(left: Ints, years: Years) -> Ints:
    """Return by unit the least room over some years."""
    least: Ints = left[:, list(years)].min(axis=1)
    return np.maximum(least, 0)


def _given(count: int, fits: Ints, drawn: Ints) -> Ints:
    """Return who of those that fit are sent: first units with most that fit, then drawn."""
    order = np.lexsort((drawn, -fits))
    before = np.cumsum(fits[order]) - fits[order]
    given = np.zeros_like(fits)
    given[order] = np.clip(count - before, 0, fits[order])
    return given


def _mend(table: _Table, short: dict[Absence, int], left: Ints) -> None:
    """Place what did not fit by exchange with others, among a part of the units."""
    senders: set[int] = set()
    for block, _ in short:
        able = np.flatnonzero(table.free(block))
        roomy = np.argsort(-left[able].sum(axis=1), kind="stable")
        senders.update(able[roomy[: max(1, _MENDED // len(short))]].tolist())
    helpers = np.argsort(-left.min(axis=1), kind="stable")[:_MENDED]
    units = np.array(sorted(senders | set(helpers.tolist())), dtype=np.int64)
    wanted = {
        absence: int(counts[units].sum()) + short.get(absence, 0)
        for absence, counts in table.sent.items()
    }
    room = left.copy()
    for absence, counts in table.sent.items():
        for year in absence[1]:
            room[:, year] += counts
    found = _transport(table, wanted, room, units, None)
    for absence, counts in found.items():
        table.sent[absence][units] = counts[units]


def _transport(
    table: _Table,
    demand: dict[Absence, int],
    room: Ints,
    units: Ints,
    sizes: Ints | None,
) -> dict[Absence, Ints]:
    """Return how many of some units take each absence, with the least left out.

    Parameters
    ----------
    sizes
        Officials of each unit, if the absences are to be spread evenly.
    """
    matrix = Matrix()
    columns: dict[tuple[Absence, int], int] = {}
    away: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    by_unit: dict[int, list[tuple[int, float]]] = defaultdict(list)
    members: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    left_out = []
    for absence, count in sorted(demand.items()):
        there = table.there[absence[0]]
        terms = []
        for unit in units[there[units] > 0].tolist():
            column = matrix.column(
                f"x[{absence},{unit}]", 0, min(int(there[unit]), count)
            )
            columns[absence, unit] = column
            terms.append((column, 1.0))
            by_unit[unit].append((column, 1.0))
            members[absence[0], unit].append((column, 1.0))
            for year in absence[1]:
                away[unit, year].append((column, 1.0))
        over = matrix.column(f"out[{absence}]", 0, count)
        left_out.append((over, 1000.0))
        matrix.row(f"demand[{absence}]", [*terms, (over, 1.0)], count, count)
    for (block, unit), terms in members.items():
        if len(terms) > 1:
            upper = int(table.there[block][unit])
            matrix.row(f"members[{block},{unit}]", terms, upper=upper)
    for (unit, year), terms in sorted(away.items()):
        if sum(matrix.upper[column] for column, _ in terms) > room[unit, year]:
            matrix.row(f"room[{unit},{year}]", terms, upper=int(room[unit, year]))
    objective = list(left_out)
    if sizes is not None:
        objective += _evenness(matrix, sizes, by_unit, sum(demand.values()))
    answer = minimise(
        matrix, objective, whole=sizes is None, relative_gap=1e-3, nodes=500
    )
    assert answer.values is not None, "leaving everybody out is always possible"
    result = {
        absence: np.zeros(len(room), dtype=np.int64) for absence in sorted(demand)
    }
    for (absence, unit), column in columns.items():
        result[absence][unit] = round(answer.values[column])
    return result


def _evenness(
    matrix: Matrix,
    sizes: Ints,
    by_unit: dict[int, list[tuple[int, float]]],
    total: int,
) -> list[tuple[int, float]]:
    """Add a column for what each unit gets beyond its proportional part."""
    terms = []
    for unit, columns in sorted(by_unit.items()):
        part = total * int(sizes[unit]) / max(1, int(sizes.sum()))
        beyond = matrix.column(f"beyond[{unit}]", integer=False)
        matrix.row(f"even[{unit}]", [*columns, (beyond, -1.0)], upper=part)
        terms.append((beyond, 1.0))
    return terms
