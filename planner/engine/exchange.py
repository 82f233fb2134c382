"""Exchange: place an absence that no unit can bear, without changing any total.

Two moves keep the size of every class, the money, the shortfalls and the preferences:

* *years*: whoever is left over takes a course in another year, and somebody who takes it
  then changes places with them;
* *seats*: whoever is left over hands a seat to somebody of another block for whom it counts
  as much.

Both people's paths are tested by every personal rule, and their units by their room.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.engine.units import Absence
from planner.formulation.constraints import PATH_RULES
from planner.formulation.paths import attains, away
from planner.formulation.read_solution import Path
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
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

    def __post_init__(self) -> None:
        unit = self.reduction.people.roster.unit
        self.there = {
            at: np.bincount(
                unit[self.reduction.blocks[at].members], minlength=len(self.left)
            )
            for at in range(len(self.reduction.blocks))
        }

    def settle(self, absence: Absence) -> bool:
        """Place one official of an absence who was left over; whether that was possible."""
        for path in [path for path, count in self.groups[absence].items() if count]:
            for item, start in enumerate(path):
                if start >= 0 and (
                    self._by_years(absence, path, item)
                    or self._by_seats(absence, path, item)
                ):
                    return True
        return False

    def _by_years(self, absence: Absence, path: Path, item: int) -> bool:
        block = self.reduction.blocks[absence[0]]
        course = block.catalogue.items[block.items[item]].course
        for other in range(block.catalogue.n_years):
            changed = _with(path, item, other)
            if other == path[item] or not self._serves(absence[0], path, changed):
                continue
            new = self._known[absence[0], changed][2]
            unit = self._first(self._free(absence[0]) > 0, new[1])
            if unit is None:
                continue
            self._send(new, unit, 1)
            for owner, theirs, at in self._takers(course, other):
                their_new = _with(theirs, at, path[item])
                same_pay = self.reduction.blocks[owner].pay[at] == block.pay[item]
                if (
                    same_pay
                    and self._serves(owner, theirs, their_new)
                    and self._move(owner, theirs, their_new)
                ):
                    self._rewrite(absence, path, new, changed)
                    return True
            self._send(new, unit, -1)
        return False

    def _by_seats(self, absence: Absence, path: Path, item: int) -> bool:
        block = self.reduction.blocks[absence[0]]
        catalogue = block.catalogue
        course, start = catalogue.items[block.items[item]].course, path[item]
        without = _with(path, item, -1)
        allowed, kept, new = self._facts(absence[0], without)
        if not allowed:
            return False
        given_up = self._facts(absence[0], path)[1] - kept
        unit = self._first(self._free(absence[0]) > 0, new[1]) if new[1] else -1
        if unit is None:
            return False
        if new[1]:
            self._send(new, unit, 1)
        for owner, other in enumerate(self.reduction.blocks):
            for at, taken in enumerate(other.items):
                fits = (
                    owner != absence[0]
                    and catalogue.items[taken].course == course
                    and other.masks[at] >> start & 1
                    and other.pay[at] == block.pay[item]
                    and other.priority == block.priority
                )
                if not fits:
                    continue
                for theirs in self._paths_of(owner):
                    their_new = _with(theirs, at, start)
                    if theirs[at] >= 0 or not self._facts(owner, their_new)[0]:
                        continue
                    before = self._facts(owner, theirs)[1]
                    if self._facts(owner, their_new)[1] - before != given_up:
                        continue
                    if self._move(owner, theirs, their_new):
                        self._rewrite(absence, path, new, without)
                        return True
        if new[1]:
            self._send(new, unit, -1)
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

    def _paths_of(self, owner: int) -> list[Path]:
        """Return the paths that somebody of a block takes, and that of taking nothing."""
        nothing = (-1,) * len(self.reduction.blocks[owner].items)
        return [nothing] + [
            path
            for (block, _), paths in self.groups.items()
            if block == owner
            for path, count in paths.items()
            if count
        ]

    def _move(self, owner: int, path: Path, changed: Path) -> bool:
        """Let one official who is sent (or free) change the path, in a unit with room."""
        old, new = self._facts(owner, path)[2], self._facts(owner, changed)[2]
        holders = self.sent[old] if old[1] else self._free(owner)
        newly = tuple(year for year in new[1] if year not in old[1])
        unit = self._first(holders > 0, newly)
        if unit is None or (not old[1] and any(start >= 0 for start in path)):
            # Who of a block takes a path without absence is not tied to units.
            return False
        if old[1]:
            self._send(old, unit, -1)
        if new[1]:
            self._send(new, unit, 1)
        self._rewrite(old, path, new, changed)
        return True

    def _rewrite(self, old: Absence, path: Path, new: Absence, changed: Path) -> None:
        if any(start >= 0 for start in path):
            self.groups[old][path] -= 1
        if any(start >= 0 for start in changed):
            paths = self.groups.setdefault(new, {})
            paths[changed] = paths.get(changed, 0) + 1

    def _send(self, absence: Absence, unit: int, count: int) -> None:
        if absence not in self.sent:
            self.sent[absence] = np.zeros(len(self.left), dtype=np.int64)
        self.sent[absence][unit] += count
        self.left[unit, list(absence[1])] -= count

    def _free(self, at: int) -> Ints:
        """Return by unit who of a block is not sent."""
        sent = [counts for (owner, _), counts in self.sent.items() if owner == at]
        free: Ints = self.there[at] - np.sum(sent, axis=0, dtype=np.int64)
        return free

    def _first(self, able: npt.NDArray[np.bool_], years: tuple[int, ...]) -> int | None:
        """Return the able unit with most room in some years, if one has any."""
        room = self.left[:, list(years)].min(axis=1, initial=np.iinfo(np.int64).max)
        room = np.where(able, room, 0)
        best = int(np.argmax(room))
        return best if room[best] > 0 else None

    def _serves(self, at: int, path: Path, changed: Path) -> bool:
        """Return whether a changed path is allowed and attains as much."""
        allowed, attained, _ = self._facts(at, changed)
        return allowed and not self._facts(at, path)[1] - attained

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
