"""Replan: places the last few whom no unit can bear, by changing paths and units at once.

Exchange changes one official after the other. Where every unit that could send somebody is
full of officials who all have to go in some year, only several changes together make room:
in a programme over some units, absences move between them while a few officials of any
block take another path. The seats of every intake, what each budget line pays and what is
attained stay. Considered: more units and more moves for each exchange (settled nobody
more), the transport programme of `units` once more (nobody), all units at once (everybody,
but 3 s for 5,000 units instead of 1 s for 1,000), larger surroundings (33 s at a million
with generous money, where 12 s place as many).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from planner.engine.exchange import Exchange
from planner.engine.placing import Ints, with_start
from planner.engine.solver import minimise
from planner.formulation.blocks import Block
from planner.formulation.matrix import INFINITY, Matrix
from planner.formulation.paths import Absence, attains
from planner.formulation.read_solution import Path
from planner.formulation.shared import Terms

_AROUND = 400
_HELPERS = 30
"""Units that can help one another, and those looked for to help one block, about."""
_CROWDED = 1000
"""Units with least room that are planned anew with them after the first attempt."""
_ATTEMPTS = 8
_FAILURES = 2
"""How often some are planned anew, and how often in vain."""
_CHANGED = 5
"""Most officials who leave a path, or take it up."""
_FULL = 10
"""Units looked at for each absence, whose officials may change a year."""
_PARTNERS = 3
"""Paths of other blocks that may take a course in another year, for each two years."""
_NODES = 100
"""Work limit of the tree search [nodes]."""


def replan(exchange: Exchange, short: dict[Absence, int]) -> dict[Absence, int]:
    """Place those left over as far as possible; return who still is.

    Parameters
    ----------
    exchange
        Who takes what, and is sent from where; changed in place.
    short
        Absence -> officials left over.
    """
    failed = 0
    for attempt in range(_ATTEMPTS):
        full = _full_units(exchange, short)
        units = _around(exchange, full)
        if attempt:
            units = np.union1d(units, _crowded(exchange, attempt - 1))
        before, short = short, _replanned(exchange, short, full, units)
        failed = failed + 1 if short == before else 0
        if not short or failed == _FAILURES:
            break
    return short


def _replanned(
    exchange: Exchange, short: dict[Absence, int], full: Ints, units: Ints
) -> dict[Absence, int]:
    """Plan some units anew, those without room among them; return who is left over."""
    for at, path in _further_paths(exchange, short, full):
        absence = exchange.facts(at, path).absence
        exchange.take(absence, path, 0)
        exchange.send(absence, 0, 0)
    programme = _Programme(exchange, short, units)
    answer = minimise(programme.matrix, programme.left_over, nodes=_NODES)
    if answer.values is None:
        return short
    values = np.rint(answer.values).astype(np.int64)
    for (absence, path), column in programme.changes.items():
        exchange.take(absence, path, int(values[column]))
    for absence, (able, columns) in programme.sent.items():
        more = values[columns] - exchange.sent[absence][able]
        for row in np.flatnonzero(more).tolist():
            exchange.send(absence, int(able[row]), int(more[row]))
    still = {absence: int(values[column]) for absence, column in programme.out.items()}
    return {absence: count for absence, count in still.items() if count}


def _full_units(exchange: Exchange, short: dict[Absence, int]) -> Ints:
    """Return units that have somebody for an absence, and no room."""
    found = [exchange.roomiest(absence, _FULL) for absence in short]
    return np.unique(np.concatenate(found))


def _around(exchange: Exchange, full: Ints) -> Ints:
    """Return some units, those that can help them, those that can help these, and so on.

    A unit helps if somebody of it can be sent instead of somebody of the same block: those
    with full years last.
    """
    n_full = (exchange.left <= 0).sum(axis=1)
    sent = {
        block: exchange.reduction.by_unit(block) - exchange.free[block]
        for block, _ in exchange.sent
    }
    chosen = np.zeros(len(n_full), dtype=np.bool_)
    chosen[full] = True
    latest = full
    while len(latest) and chosen.sum() < _AROUND:
        blocks = [block for block, counts in sent.items() if counts[latest].any()]
        found = [np.zeros(0, dtype=np.int64)]
        for block in blocks:
            del sent[block]
            able = np.flatnonzero((exchange.free[block] > 0) & ~chosen)
            able = able[np.argsort(n_full[able], kind="stable")][:_HELPERS]
            chosen[able] = True
            found.append(able)
        latest = np.concatenate(found)
    return np.flatnonzero(chosen)


def _crowded(exchange: Exchange, turn: int) -> Ints:
    """Return units with least room, others with each turn.

    Where most are away already, most can be moved.
    """
    order = np.argsort(exchange.left.sum(axis=1), kind="stable")
    return order[turn * _CROWDED : (turn + 1) * _CROWDED]


def _further_paths(
    exchange: Exchange, short: dict[Absence, int], full: Ints
) -> Iterator[tuple[int, Path]]:
    """Yield paths with one course in another year, for those in whose units room lacks.

    And some of other blocks that make up for that.
    """
    blocks = {
        absence[0] for absence, counts in exchange.sent.items() if counts[full].any()
    } | {at for at, _ in short}
    used = sorted(
        (
            (-count, at, path)
            for (at, _), paths in exchange.groups.items()
            for path, count in paths.items()
            if count
        ),
    )
    found: Counter[tuple[object, ...]] = Counter()
    for _, at, path in used:
        block = exchange.reduction.blocks[at]
        attained = exchange.facts(at, path).attained
        for item, start in enumerate(path):
            if start < 0:
                continue
            course = block.catalogue.items[block.items[item]].course
            for other in range(block.catalogue.n_years):
                move = course, start, other, block.pay[item], block.priority
                if other == start or (at not in blocks and found[move] >= _PARTNERS):
                    continue
                changed = with_start(path, item, other)
                facts = exchange.facts(at, changed)
                if facts.allowed and attained <= facts.attained:
                    found[move] += 1
                    yield at, changed


class _Programme:
    """Officials by absence and unit, and changes of paths."""

    def __init__(
        self, exchange: Exchange, short: dict[Absence, int], units: Ints
    ) -> None:
        self.matrix = Matrix()
        self.changes: dict[tuple[Absence, Path], int] = {}
        self.sent: dict[Absence, tuple[Ints, Ints]] = {}
        """Absence -> units that take part, and their columns."""
        self.out: dict[Absence, int] = {}
        self.left_over: Terms = []
        self._of_absence: dict[Absence, Terms] = defaultdict(list)
        self._add_changes(exchange)
        self._add_units(exchange, short, units)

    def _add_changes(self, exchange: Exchange) -> None:
        """Add how many more take each path; seats and what is attained stay."""
        same: dict[tuple[object, ...], Terms] = defaultdict(list)
        attained: dict[int, Terms] = defaultdict(list)
        by_block: dict[int, list[tuple[Absence, Path, int]]] = defaultdict(list)
        for absence, paths in exchange.groups.items():
            for path, count in paths.items():
                by_block[absence[0]].append((absence, path, count))
        for at, taken in by_block.items():
            block = exchange.reduction.blocks[at]
            columns = [self._change(*entry) for entry in taken]
            idle = exchange.facts(at, (-1,) * len(block.items)).allowed
            self.matrix.row(
                f"officials[{at}]",
                [(column, 1.0) for column in columns],
                lower=-INFINITY if idle else 0,
                upper=block.size - exchange.taking[at],
            )
            listed = [path for _, path, _ in taken]
            for column, path in zip(columns, listed, strict=True):
                for key in _seats(block, path):
                    same[key].append((column, 1.0))
            credited = attains(block, np.array(listed, dtype=np.int8))
            for row, need in np.argwhere(credited).tolist():
                attained[block.needs[need].measurement].append((columns[row], 1.0))
        for key, terms in same.items():
            self.matrix.row(f"seats[{key}]", terms, 0, 0)
        self._add_attained(exchange, attained)

    def _add_attained(self, exchange: Exchange, attained: dict[int, Terms]) -> None:
        """Keep what each tier attains: more of what lacks makes up for less of others."""
        known = exchange.reduction.catalogue.measurements
        tiers: dict[int, Terms] = defaultdict(list)
        for at, terms in attained.items():
            weight, missing = known[at].weight, max(0, exchange.missing[at])
            less = self.matrix.column(f"less[{at}]", 0, INFINITY)
            more = self.matrix.column(f"more[{at}]", 0, missing)
            tiers[known[at].tier] += [(less, weight), (more, -weight)]
            terms = [*terms, (less, 1.0), (more, -1.0)]
            self.matrix.row(f"attained[{at}]", terms, lower=0)
        for tier, terms in tiers.items():
            self.matrix.row(f"tier[{tier}]", terms, upper=0)

    def _change(self, absence: Absence, path: Path, count: int) -> int:
        column = self.matrix.column(
            f"change[{absence},{path}]", -min(count, _CHANGED), _CHANGED
        )
        self.changes[absence, path] = column
        if absence[1]:
            self._of_absence[absence].append((column, -1.0))
        return column

    def _add_units(
        self, exchange: Exchange, short: dict[Absence, int], units: Ints
    ) -> None:
        """Add who is sent from which unit; who is not is left over, and counted."""
        matrix = self.matrix
        room = exchange.left[units]
        there = {
            block: exchange.reduction.by_unit(block)[units]
            for block in {block for block, _ in exchange.sent}
        }
        members: dict[tuple[int, int], Terms] = defaultdict(list)
        away: dict[tuple[int, int], Terms] = defaultdict(list)
        for absence, counts in exchange.sent.items():
            block, years = absence
            now = counts[units]
            room[:, list(years)] += now[:, None]
            able = np.flatnonzero(there[block] > 0)
            columns = [
                matrix.column(f"sent[{absence},{row}]", 0, int(there[block][row]))
                for row in able.tolist()
            ]
            self.sent[absence] = units[able], np.array(columns, dtype=np.int64)
            for row, column in zip(able.tolist(), columns, strict=True):
                members[block, row].append((column, 1.0))
                for year in years:
                    away[row, year].append((column, 1.0))
            terms = [*((column, 1.0) for column in columns), *self._of_absence[absence]]
            wanted = int(now.sum()) + short.get(absence, 0)
            if absence in short:
                over = matrix.column(f"over[{absence}]", 0, short[absence])
                self.out[absence] = over
                self.left_over.append((over, 1.0))
                terms.append((over, 1.0))
            matrix.row(f"absence[{absence}]", terms, wanted, wanted)
        for (block, row), terms in members.items():
            if len(terms) > 1:
                most = int(there[block][row])
                matrix.row(f"members[{block},{row}]", terms, upper=most)
        for (row, year), terms in away.items():
            if sum(matrix.upper[column] for column, _ in terms) > room[row, year]:
                matrix.row(f"room[{row},{year}]", terms, upper=int(room[row, year]))


def _seats(block: Block, path: Path) -> list[tuple[object, ...]]:
    """Return the seats of a path, which have to stay: by who pays and who is preferred."""
    catalogue = block.catalogue
    return [
        (
            catalogue.items[block.items[item]].course,
            start,
            block.pay[item],
            block.priority,
        )
        for item, start in enumerate(path)
        if start >= 0
    ]
