"""Placing: who takes which path and is sent from which unit, while that is being mended.

Changes are one official each and can be taken back. Room is asked for far more often than
it changes: it is kept for every question that was asked, and brought up to date in those
units alone that have changed since.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import numpy.typing as npt

from planner.formulation.constraints import PATH_RULES
from planner.formulation.paths import Absence, Years, attains, years_away
from planner.formulation.read_solution import Path
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Groups = dict[Absence, dict[Path, int]]
"""Absence -> path -> officials."""
Changes = tuple[tuple[int, int], ...]
"""(measurement, officials more who attain it), where that changes."""
_ROOM = np.int32
"""Room is kept for thousands of questions: half the memory of a million officials."""
_ANY = np.iinfo(_ROOM).max
"""Room in no year at all."""


@dataclass(frozen=True)
class Facts:
    """What is known of a path of a block."""

    allowed: bool
    """Whether every personal rule allows it."""
    attained: frozenset[int]
    """Measurements."""
    absence: Absence


@dataclass
class _Room:
    """Room of units that have somebody to send."""

    by_unit: npt.NDArray[np.int32]
    most: int
    """The unit with most room."""
    seen: int
    """Changes that are taken into account."""

    def update(self, units: Ints, room: npt.NDArray[np.int32], seen: int) -> None:
        """Set the room of some units."""
        self.by_unit[units] = room
        self.seen = seen
        # Looking through all units is needed only if the first of the best may be another.
        if self.most in units or room.max() >= max(1, self.by_unit[self.most]):
            self.most = int(self.by_unit.argmax())


def settled_one_by_one(
    over: Mapping[Absence, int], settle: Callable[[Absence], bool]
) -> dict[Absence, int]:
    """Return how many of each absence are left over once nobody more of it is settled.

    Parameters
    ----------
    settle
        Settles one official of an absence; whether that was possible.
    """
    still = {}
    for absence, count in over.items():
        while count and settle(absence):
            count -= 1
        if count:
            still[absence] = count
    return still


@dataclass
class Placing:
    """Paths and units of everybody, with the changes that can be taken back."""

    reduction: Reduction
    groups: Groups
    sent: dict[Absence, Ints]
    """Absence -> officials by unit."""
    left: Ints
    """(unit, year): room left."""
    missing: Counter[int] = field(default_factory=Counter)
    """Measurement -> officials missing; below zero more attain it than at first."""
    _facts: dict[tuple[int, Path], Facts] = field(default_factory=dict)
    _looked_around: set[tuple[int, Path]] = field(default_factory=set)
    _rooms: dict[tuple[Absence, Years], _Room] = field(default_factory=dict)
    _absences: dict[int, dict[Absence, None]] = field(default_factory=dict)
    """Unit -> absences on which it may send somebody, once it was asked for."""
    _touched: list[int] = field(default_factory=list)
    """Units, one for each change of who is sent."""
    _log: list[tuple[Absence, int, int] | tuple[Absence, Path, Absence, Path]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        blocks = range(len(self.reduction.blocks))
        self.sizes = [block.size for block in self.reduction.blocks]
        """Block -> officials."""
        self.free = [self.reduction.by_unit(at) for at in blocks]
        """Block -> officials by unit who are not sent."""
        for (at, _), counts in self.sent.items():
            self.free[at] -= counts
        self.taking = [0 for _ in blocks]
        """Block -> officials who take anything."""
        self.taken: list[tuple[int, Path]] = []
        """(block, path) of all that somebody took then, in order of first use."""
        for (at, _), paths in self.groups.items():
            self.taking[at] += sum(paths.values())
            self.taken.extend((at, path) for path in paths)
        self.lacking = frozenset(at for at, count in self.missing.items() if count > 0)
        """Measurements of which somebody was missing at first."""

    def roomiest(self, absence: Absence, most: int) -> Ints:
        """Return units that have somebody for an absence, those with room first."""
        block, years = absence
        return self.least_lacking((block, ()), years, most)

    def least_lacking(
        self, holders: Absence, years: Years, most: int, besides: int = -1
    ) -> Ints:
        """Return the units that lack least room in some years; holders as `most_room`.

        Parameters
        ----------
        most
            Units returned at most.
        besides
            A unit that does not count.
        """
        able = np.flatnonzero(self.holding(holders) > 0)
        able = able[able != besides]
        lacking = np.maximum(1 - self.left[able][:, list(years)], 0).sum(axis=1)
        units: Ints = able[np.argsort(lacking, kind="stable")[:most]]
        return units

    def most_room(
        self, holders: Absence, years: Years, besides: int | None = None
    ) -> int | None:
        """Return the unit with most room in some years; None if none has any.

        Parameters
        ----------
        holders
            Units count that have sent somebody on this absence; if it is of no year, those
            that have somebody of the block who is not sent.
        besides
            A unit that does not count.
        """
        key = holders, years
        now = len(self._touched)
        room = self._rooms.get(key)
        if room is None:
            by_unit = self._room(holders, years, np.arange(len(self.left)))
            room = self._rooms[key] = _Room(by_unit, int(by_unit.argmax()), now)
        elif room.seen < now:
            changed = np.array(self._touched[room.seen :])
            room.update(changed, self._room(holders, years, changed), now)
        unit, most = room.most, room.by_unit[room.most]
        if unit == besides and most > 0:
            room.by_unit[unit] = 0
            unit = int(room.by_unit.argmax())
            room.by_unit[besides], most = most, room.by_unit[unit]
        return unit if most > 0 and unit != besides else None

    def holding(self, holders: Absence) -> Ints:
        """Return by unit who is sent on an absence; if of no year, who is not sent."""
        return self.sent[holders] if holders[1] else self.free[holders[0]]

    def absences_of(self, unit: int) -> list[Absence]:
        """Return the absences on which a unit sends somebody."""
        if unit not in self._absences:
            self._absences[unit] = dict.fromkeys(self.sent)
        found = [at for at in self._absences[unit] if self.sent[at][unit] > 0]
        self._absences[unit] = dict.fromkeys(found)
        return found

    def _room(
        self, holders: Absence, years: Years, units: Ints
    ) -> npt.NDArray[np.int32]:
        there = self.holding(holders)
        room = np.where(there[units] > 0, _ANY, 0).astype(_ROOM)
        for year in years:
            np.minimum(room, self.left[units, year], out=room)
        return room

    def costs(self, changes: Changes, *, ever: bool = False) -> bool:
        """Return whether the shortfall of any tier grows.

        Parameters
        ----------
        ever
            Whatever is placed before: where somebody was missing at first, many may be.
        """
        known = self.reduction.catalogue.measurements
        lost: Counter[int] = Counter()
        for at, more in changes:
            missing = self.missing[at]
            if ever:
                missing = abs(more) if at in self.lacking else 0
            grows = max(0, missing - more) - max(0, missing)
            lost[known[at].tier] += known[at].weight * grows
        return any(weight > 0 for weight in lost.values())

    def over(self, unit: int) -> int:
        """Return by how many officials a unit is over its room, over all years."""
        return int(-self.left[unit].clip(max=0).sum())

    def facts(self, at: int, path: Path) -> Facts:
        """Return what is known of a path of a block."""
        if (at, path) not in self._facts:
            self._look_at(at, [path])
        return self._facts[at, path]

    def look_around(self, at: int, path: Path) -> None:
        """Look at a path and all that differ in one course at once.

        One by one they took two thirds of the time of exchanges among a million.
        """
        if (at, path) in self._looked_around:
            return
        self._looked_around.add((at, path))
        block = self.reduction.blocks[at]
        around = (
            with_start(path, item, start)
            for item, mask in enumerate(block.masks)
            for start in range(-1, block.catalogue.n_years)
            if start != path[item] and (start < 0 or mask >> start & 1)
        )
        listed = [path, *around]
        self._look_at(at, [new for new in listed if (at, new) not in self._facts])

    def _look_at(self, at: int, paths: list[Path]) -> None:
        """Find out about paths of a block."""
        if not paths:
            return
        block = self.reduction.blocks[at]
        rows = np.array(paths, dtype=np.int8).reshape(len(paths), len(block.items))
        masks = np.array(block.masks, dtype=np.int64)
        open_starts = (rows < 0) | (masks >> np.maximum(rows, 0) & 1 > 0)
        rules = [rule(block, rows) for rule in PATH_RULES.values()]
        allowed = np.all([open_starts.all(axis=1), *rules], axis=0)
        attained = attains(block, rows)
        gone = years_away(block, rows)
        measurements = [need.measurement for need in block.needs]
        for row, path in enumerate(paths):
            self._facts[at, path] = Facts(
                bool(allowed[row]),
                frozenset(compress(measurements, attained[row].tolist())),
                (at, gone[row]),
            )

    def rewrite(self, old: Absence, path: Path, new: Absence, changed: Path) -> None:
        """Let one official take another path."""
        self._log.append((old, path, new, changed))
        self.take(old, path, -1)
        self.take(new, changed, 1)

    def take(self, absence: Absence, path: Path, count: int) -> None:
        """Let so many more take a path, or fewer; not logged."""
        if any(start >= 0 for start in path):
            paths = self.groups.setdefault(absence, {})
            if path not in paths:
                self.taken.append((absence[0], path))
            paths[path] = paths.get(path, 0) + count
            self.taking[absence[0]] += count
            for measurement in self.facts(absence[0], path).attained:
                self.missing[measurement] -= count

    def send(self, absence: Absence, unit: int, count: int) -> None:
        """Send so many more of a unit on an absence, or fewer."""
        if absence[1]:
            self._log.append((absence, unit, count))
            self._place(absence, unit, count)

    def _place(self, absence: Absence, unit: int, count: int) -> None:
        if absence not in self.sent:
            self.sent[absence] = np.zeros(len(self.left), dtype=np.int64)
        self.sent[absence][unit] += count
        self.free[absence[0]][unit] -= count
        self.left[unit, list(absence[1])] -= count
        self._touched.append(unit)
        if unit in self._absences:
            self._absences[unit][absence] = None

    def mark(self) -> int:
        """Return a place in the log, for `undo`."""
        return len(self._log)

    def undo(self, mark: int) -> None:
        """Take back all that was done after a place in the log."""
        while len(self._log) > mark:
            done = self._log.pop()
            if len(done) == 3:
                absence, unit, count = done
                self._place(absence, unit, -count)
            else:
                old, path, new, changed = done
                self.take(new, changed, -1)
                self.take(old, path, 1)


def with_start(path: Path, item: int, start: int) -> Path:
    """Return a path with another start of one item."""
    return (*path[:item], start, *path[item + 1 :])
