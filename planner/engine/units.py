"""Units: which unit's officials take which long courses, so that no unit is emptied.

Officials of a block differ in their unit only. In small scenarios a transport programme
decides how many of each unit go away in which years. In larger ones they are spread in
proportion to the size of units, or, where room is scarce, by flows; the same programme over
some hundred units then mends what did not fit. What still cannot be placed is told; the
search plans around it.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.engine.flow import flow
from planner.engine.transport import transport
from planner.formulation.paths import Absence, Years
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
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
    n_units = len(room)
    table = _Table(
        {
            block: reduction.by_unit(block)
            for block in sorted({block for block, _ in demand})
        }
    )
    columns = sum(int((table.there[block] > 0).sum()) for block, _ in demand)
    if columns <= _MANY:
        unit = reduction.people.roster.unit
        sizes = np.bincount(unit, minlength=n_units) if even else None
        return transport(table.there, demand, room, np.arange(n_units), sizes)
    left = _spread(table, demand, room.copy(), seed)
    short = left_over(demand, table.sent)
    if sum(short.values()) > _MANY_SHORT:
        left = _year_by_year(table, demand, room.copy(), seed)
        short = left_over(demand, table.sent)
    if short:
        _mend(table, short, left)
    return table.sent


def _spread(table: _Table, demand: dict[Absence, int], left: Ints, seed: int) -> Ints:
    """Spread each absence in proportion over units with room; return the room left."""
    noise = np.random.Generator(np.random.PCG64(seed))
    free = {block: counts.copy() for block, counts in table.there.items()}
    expected = np.zeros(left.shape)
    # Most blocks have officials in a few units only.
    able = {block: np.flatnonzero(counts) for block, counts in table.there.items()}
    for (block, years), count in demand.items():
        units = able[block]
        own = table.there[block][units]
        for year in years:
            expected[units, year] += own * (count / own.sum())
    for absence, count in sorted(
        demand.items(), key=lambda entry: (-len(entry[0][1]), entry[0])
    ):
        block, years = absence
        units, counted = able[block], np.array(years)
        own = table.there[block][units]
        share = own * (count / own.sum())
        room = left[np.ix_(units, counted)]
        fits = np.minimum(free[block][units], room.min(axis=1))
        slack = (room - expected[np.ix_(units, counted)]).min(axis=1)
        given = np.minimum(np.floor(share).astype(np.int64), fits)
        # One more where the largest parts were cut off, rather where room is left.
        drawn = noise.random(len(left))[units]
        order = np.lexsort((drawn, np.floor(share) - share, np.maximum(-slack, 0.0)))
        while given.sum() < count:
            more = order[(fits > given)[order]][: count - int(given.sum())]
            if not len(more):
                break
            given[more] += 1
        table.sent[absence] = np.zeros(len(left), dtype=np.int64)
        table.sent[absence][units] = given
        free[block][units] -= given
        for year in counted:
            left[units, year] -= given
            expected[units, year] -= share
    return left


def left_over(
    demand: dict[Absence, int], sent: dict[Absence, Ints]
) -> dict[Absence, int]:
    """Return how many are missing from absences, where any are."""
    missing = {
        absence: count - int(sent[absence].sum()) for absence, count in demand.items()
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
        at, unit = np.nonzero(counts)
        found = flow(supply, at, unit, counts[at, unit], left[drawn, year])
        allotted[at, drawn[unit]] = found.carried
        for absence, count in sorted(now.items(), key=lambda entry: -len(entry[0][1])):
            block, years = absence
            mine = allotted[blocks.index(block)]
            given = _given(count, np.minimum(mine, _least(left, years)), drawn)
            table.sent[absence] = given
            mine -= given
            free[block] -= given
            left[:, list(years)] -= given[:, None]
    for (block, years), count in sorted(left_over(demand, table.sent).items()):
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
    able = np.flatnonzero(fits > 0)
    order = able[np.lexsort((drawn[able], -fits[able]))]
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
    found = transport(table.there, wanted, room, units, None)
    placed = sum(int(counts[units].sum()) for counts in table.sent.values())
    if sum(int(counts.sum()) for counts in found.values()) <= placed:
        # At its work limit the programme may end with less than there was.
        return
    for absence, counts in found.items():
        table.sent[absence][units] = counts[units]
