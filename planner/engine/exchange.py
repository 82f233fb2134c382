"""Exchange: place an absence that no unit can bear, without changing any total.

Three moves keep the size of every class, the money and the preferences, and no shortfall
grows:

* *place*: somebody of the same block is sent from another unit;
* *years*: somebody of an overfull unit takes a course in another year, and somebody of
  another unit who takes it then changes places with them;
* *seats*: somebody of an overfull unit hands a seat to somebody elsewhere for whom it
  counts as much.

Both people's paths are tested by every personal rule, and their units by their room.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from planner.engine.units import Absence
from planner.formulation.constraints import PATH_RULES
from planner.formulation.paths import attains, away
from planner.formulation.read_solution import Path
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
_UNITS = 300
"""Units tried for one official."""
_MOVES = 5
"""Changes tried in one unit."""
Intake = tuple[int, int]
"""(course, start)."""
Groups = dict[Absence, dict[Path, int]]
"""Absence -> path -> officials."""


@dataclass
class Exchange:
    """Who takes which path and is sent from which unit, while it is being mended."""

    reduction: Reduction
    groups: Groups
    sent: dict[Absence, Ints]
    """Absence -> officials by unit."""
    left: Ints
    """(unit, year): room left."""
    _known: dict[tuple[int, Path], tuple[bool, Counter[int], Absence]] = field(
        default_factory=dict
    )
    _log: list[tuple[Absence, int, int] | tuple[Absence, Path, Absence, Path]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        unit = self.reduction.people.roster.unit
        blocks = self.reduction.blocks
        self.free = [
            np.bincount(unit[block.members], minlength=len(self.left))
            for block in blocks
        ]
        """Block -> officials by unit who are not sent."""
        for (at, _), counts in self.sent.items():
            self.free[at] -= counts
        self.taking = [0] * len(blocks)
        """Block -> officials who take anything."""
        for (at, _), paths in self.groups.items():
            self.taking[at] += sum(paths.values())

    def settle(self, absence: Absence) -> bool:
        """Place one official of an absence who was left over; whether that was possible."""
        for unit in self.roomiest(absence)[:_UNITS].tolist():
            self._log.clear()
            self._send(absence, unit, 1)
            for _ in range(_MOVES):
                if self._over(unit) == 0 or not self._relieve(unit):
                    break
            if self._over(unit) == 0:
                return True
            self._undo(0)
        return False

    def roomiest(self, absence: Absence) -> Ints:
        """Return the units that have somebody for an absence, those with room first."""
        free = np.flatnonzero(self.free[absence[0]])
        room = self.left[np.ix_(free, np.array(absence[1]))]
        over = np.maximum(1 - room, 0).sum(axis=1)
        return free[np.argsort(over, kind="stable")]

    def leave_out(self, absence: Absence, spare: Counter[Intake]) -> bool:
        """Take courses from one official who was left over, those that cost least.

        Parameters
        ----------
        spare
            Seats of each intake that its classes can do without.
        """
        at = absence[0]
        choices = []
        for path in [path for path, count in self.groups[absence].items() if count]:
            for changed in self._shorter(at, path):
                intakes = self._intakes_of(at, path, changed)
                if min(spare[intake] for intake in intakes) > 0:
                    lost = self._facts(at, path)[1] - self._facts(at, changed)[1]
                    choices.append((self._worth(lost), path, changed, intakes))
        for _, path, changed, intakes in sorted(choices):
            new = self._facts(at, changed)[2]
            if new[1]:
                room = self.left[:, list(new[1])].min(axis=1)
                room = np.where(self.free[at] > 0, room, 0)
                if room.max() <= 0:
                    continue
                self._send(new, int(np.argmax(room)), 1)
            self._rewrite(absence, path, new, changed)
            spare.subtract(intakes)
            return True
        return False

    def _shorter(self, at: int, path: Path) -> Iterator[Path]:
        """Yield the allowed paths without some of the long courses, and that of nothing."""
        block = self.reduction.blocks[at]
        catalogue = block.catalogue
        long = [
            item
            for item, start in enumerate(path)
            if start >= 0
            and catalogue.is_long[catalogue.items[block.items[item]].course]
        ]
        shorter = {(-1,) * len(path)}
        for count in range(1, len(long) + 1):
            for items in combinations(long, count):
                shorter.add(
                    tuple(-1 if at in items else start for at, start in enumerate(path))
                )
        yield from (new for new in sorted(shorter) if self._facts(at, new)[0])

    def _intakes_of(self, at: int, path: Path, changed: Path) -> list[Intake]:
        """Return the intakes that a shorter path leaves."""
        block = self.reduction.blocks[at]
        return [
            (block.catalogue.items[block.items[item]].course, start)
            for item, start in enumerate(path)
            if start != changed[item]
        ]

    def _worth(self, measurements: Counter[int]) -> tuple[int, ...]:
        """Return what some measurements weigh, tier by tier."""
        known = self.reduction.catalogue.measurements
        return tuple(
            sum(
                known[at].weight * count
                for at, count in measurements.items()
                if known[at].tier == tier
            )
            for tier in sorted({measurement.tier for measurement in known})
        )

    def _over(self, unit: int) -> int:
        """Return by how many officials a unit is over its room, over all years."""
        return int(np.maximum(-self.left[unit], 0).sum())

    def _relieve(self, unit: int) -> bool:
        """Let somebody of an overfull unit be away in other years, or not at all."""
        over = self._over(unit)
        tight = set(np.flatnonzero(self.left[unit] < 0).tolist())
        here = [
            absence
            for absence, counts in self.sent.items()
            if counts[unit] > 0 and tight.intersection(absence[1])
        ]
        for absence in here:
            if self._relocate(absence, unit):
                return True
        for absence in here:
            paths = [path for path, count in self.groups[absence].items() if count]
            for path in paths:
                for changed in self._changes(absence[0], path):
                    mark = len(self._log)
                    new = self._facts(absence[0], changed)[2]
                    self._send(absence, unit, -1)
                    self._send(new, unit, 1)
                    self._rewrite(absence, path, new, changed)
                    if self._over(unit) < over and self._taken_over(
                        absence[0], path, changed, unit
                    ):
                        return True
                    self._undo(mark)
        return False

    def _relocate(self, absence: Absence, unit: int) -> bool:
        """Send somebody of the same block from a unit with room instead."""
        room = self.left[:, list(absence[1])].min(axis=1)
        room = np.where(self.free[absence[0]] > 0, room, 0)
        room[unit] = 0
        other = int(np.argmax(room))
        if room[other] <= 0:
            return False
        self._send(absence, unit, -1)
        self._send(absence, other, 1)
        return True

    def _changes(self, at: int, path: Path) -> Iterator[Path]:
        """Yield the allowed paths with one course in another year, or without it."""
        block = self.reduction.blocks[at]
        for item, start in enumerate(path):
            if start >= 0:
                for other in range(-1, block.catalogue.n_years):
                    changed = _with(path, item, other)
                    if other != start and self._facts(at, changed)[0]:
                        yield changed

    def _taken_over(self, at: int, path: Path, changed: Path, unit: int) -> bool:
        """Let somebody elsewhere make up for a changed path, so that no total changes."""
        block = self.reduction.blocks[at]
        catalogue = block.catalogue
        item = next(
            place for place, start in enumerate(path) if start != changed[place]
        )
        course = catalogue.items[block.items[item]].course
        lost = self._facts(at, path)[1] - self._facts(at, changed)[1]
        if changed[item] >= 0:
            candidates = self._takers(course, changed[item])
        else:
            candidates = self._others(course, block.priority)
        for owner, theirs, place in candidates:
            other = self.reduction.blocks[owner]
            if (
                other.pay[place] != block.pay[item]
                or not other.masks[place] >> path[item] & 1
            ):
                continue
            their_new = _with(theirs, place, path[item])
            allowed, attained, _ = self._facts(owner, their_new)
            before = self._facts(owner, theirs)[1]
            if (
                allowed
                and not lost - (attained - before)
                and not before - attained
                and self._move(owner, theirs, their_new, unit)
            ):
                return True
        return False

    def _takers(self, course: int, start: int) -> Iterator[tuple[int, Path, int]]:
        """Yield (block, path, item of the block) of those who start a course in a year."""
        for (owner, _), paths in list(self.groups.items()):
            items = self.reduction.blocks[owner].items
            for theirs, count in list(paths.items()):
                for at, taken in enumerate(items):
                    if (
                        count
                        and theirs[at] == start
                        and self.reduction.catalogue.items[taken].course == course
                    ):
                        yield owner, theirs, at

    def _others(
        self, course: int, priority: tuple[bool, ...]
    ) -> Iterator[tuple[int, Path, int]]:
        """Yield (block, path, item of the block) of those who could take a course more."""
        for owner, block in enumerate(self.reduction.blocks):
            if block.priority != priority:
                continue
            paths = [(-1,) * len(block.items)] + [
                path
                for (other, years), paths in self.groups.items()
                if other == owner and years
                for path, count in paths.items()
                if count
            ]
            for place, taken in enumerate(block.items):
                if block.catalogue.items[taken].course == course:
                    for path in paths:
                        if path[place] < 0:
                            yield owner, path, place

    def _move(self, owner: int, path: Path, changed: Path, besides: int) -> bool:
        """Let one official change the path, in a unit with room besides one."""
        old, new = self._facts(owner, path)[2], self._facts(owner, changed)[2]
        if not old[1] and any(start >= 0 for start in path):
            # Who of a block takes a path without absence is not tied to units.
            return False
        if not old[1] and self.taking[owner] >= self.reduction.blocks[owner].size:
            return False
        holders = self.sent[old] if old[1] else self.free[owner]
        newly = [year for year in new[1] if year not in old[1]]
        room = self.left[:, newly].min(axis=1, initial=np.iinfo(np.int64).max)
        room = np.where(holders > 0, room, 0)
        room[besides] = 0
        unit = int(np.argmax(room))
        if room[unit] <= 0:
            return False
        self._send(old, unit, -1)
        self._send(new, unit, 1)
        self._rewrite(old, path, new, changed)
        return True

    def _rewrite(self, old: Absence, path: Path, new: Absence, changed: Path) -> None:
        self._log.append((old, path, new, changed))
        self._count(old, path, -1)
        self._count(new, changed, 1)

    def _count(self, absence: Absence, path: Path, count: int) -> None:
        if any(start >= 0 for start in path):
            paths = self.groups.setdefault(absence, {})
            paths[path] = paths.get(path, 0) + count
            self.taking[absence[0]] += count

    def _send(self, absence: Absence, unit: int, count: int) -> None:
        if absence[1]:
            self._log.append((absence, unit, count))
            self._place(absence, unit, count)

    def _place(self, absence: Absence, unit: int, count: int) -> None:
        if absence not in self.sent:
            self.sent[absence] = np.zeros(len(self.left), dtype=np.int64)
        self.sent[absence][unit] += count
        self.free[absence[0]][unit] -= count
        self.left[unit, list(absence[1])] -= count

    def _undo(self, mark: int) -> None:
        """Take back all that was done after a place in the log."""
        while len(self._log) > mark:
            done = self._log.pop()
            if len(done) == 3:
                absence, unit, count = done
                self._place(absence, unit, -count)
            else:
                old, path, new, changed = done
                self._count(new, changed, -1)
                self._count(old, path, 1)

    def _facts(self, at: int, path: Path) -> tuple[bool, Counter[int], Absence]:
        """Return whether a path is allowed, what it attains, and its absence."""
        if (at, path) not in self._known:
            block = self.reduction.blocks[at]
            row = np.array([path], dtype=np.int8)
            open_starts = all(
                start < 0 or mask >> start & 1
                for start, mask in zip(path, block.masks, strict=True)
            )
            allowed = open_starts and all(
                bool(rule(block, row)[0]) for rule in PATH_RULES.values()
            )
            attained = Counter(
                block.needs[need].measurement
                for need in np.flatnonzero(attains(block, row)[0])
            )
            years = tuple(int(year) for year in np.flatnonzero(away(block, row)[0]))
            self._known[at, path] = allowed, attained, (at, years)
        return self._known[at, path]


def _with(path: Path, item: int, start: int) -> Path:
    """Return a path with another start of one item."""
    return (*path[:item], start, *path[item + 1 :])
