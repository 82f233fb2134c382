"""Exchange: place an absence that no unit can bear, without changing any total.

Three moves keep the size of every class, the money and the preferences, and no shortfall
grows:

* *place*: somebody of the same block is sent from another unit;
* *years*: somebody of an overfull unit takes a course in another year, and somebody of
  another unit who takes it then changes places with them;
* *seats*: somebody of an overfull unit hands a seat to somebody elsewhere for whom it
  counts as much: for the same targets, or for others of the same tier of which somebody is
  missing.

Both people's paths are tested by every personal rule, and their units by their room.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from planner.engine.placing import Changes, Placing, with_start
from planner.formulation.paths import Absence, Years
from planner.formulation.read_solution import Path

_UNITS = 300
"""Units tried for one official."""
_MOVES = 5
"""Changes tried in one unit."""
Intake = tuple[int, int]
"""(course, start)."""
_Holder = tuple[int, Path, int]
"""(block, path, item of the block)."""


@dataclass(frozen=True)
class Change:
    """Another path of one official."""

    path: Path
    changed: Path
    old: Absence
    new: Absence


@dataclass(frozen=True)
class Partner(Change):
    """What somebody elsewhere changes to make up for a change."""

    more: Changes
    """What both together attain more, or less."""
    idle: bool
    """Whether somebody who takes nothing would take up the path."""

    @property
    def loses(self) -> bool:
        """Whether less of some measurement is attained, and more of another."""
        return any(count < 0 for _, count in self.more)

    @property
    def sought(self) -> tuple[Absence, Years]:
        """What the unit of a partner sends, and when it needs room."""
        return self.old, tuple(year for year in self.new[1] if year not in self.old[1])


_Sought = tuple[Absence, Years]


class _Seat(NamedTuple):
    """A seat that somebody leaves for another year of the course, or for nothing."""

    course: int
    start: int
    other: int
    """Start year instead; -1 if none."""
    pay: int
    """Who may pay, as a pattern."""
    priority: tuple[bool, ...]
    """Whom preferences look at."""


@dataclass
class _Partners:
    """Who could make up for a change, as far as was looked, by what is sought."""

    keeping: dict[_Sought, list[Partner]] = field(default_factory=dict)
    """Those who leave every measurement as it is, or better."""
    losing: dict[_Sought, list[Partner]] = field(default_factory=dict)
    looked_at: int = 0
    """Those looked at of all who hold the seat wanted, or who lack it."""

    def add(self, partner: Partner) -> None:
        """Add somebody."""
        alike = self.losing if partner.loses else self.keeping
        alike.setdefault(partner.sought, []).append(partner)


@dataclass
class Exchange(Placing):
    """Settles those left over one by one."""

    _changed: dict[tuple[int, Path], list[tuple[Path, Absence]]] = field(
        default_factory=dict
    )
    _partners: dict[tuple[_Seat, Changes], _Partners] = field(
        default_factory=lambda: defaultdict(_Partners)
    )
    _holding: dict[Intake, list[_Holder]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Those who start a course in a year."""
    _lacking: dict[tuple[int, tuple[bool, ...]], list[_Holder]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """(course, whom preferences look at) -> those who could take the course more."""
    _mores: dict[tuple[int, Path, Path], Changes] = field(default_factory=dict)
    _sums: dict[tuple[Changes, Changes], Changes | None] = field(default_factory=dict)
    _listed: int = -1
    """Paths that somebody took when they were listed by course; -1 if never."""

    def settle(
        self,
        absence: Absence,
        units: int = _UNITS,
        relieve: Callable[[int], bool] | None = None,
    ) -> bool:
        """Place one official of an absence who was left over; whether that was possible.

        Parameters
        ----------
        units
            Units that are tried.
        relieve
            How an overfull unit is relieved, if not by `relieve`.
        """
        relieve = relieve or self.relieve
        for unit in self.roomiest(absence, units).tolist():
            mark = self.mark()
            self.send(absence, unit, 1)
            for _ in range(_MOVES):
                if self.over(unit) == 0 or not relieve(unit):
                    break
            if self.over(unit) == 0:
                return True
            self.undo(mark)
        return False

    def relieve(self, unit: int) -> bool:
        """Let somebody of an overfull unit be away in other years, or not at all."""
        for absence in self._too_many(unit):
            other = self.most_room((absence[0], ()), absence[1], besides=unit)
            if other is not None:
                # Somebody of the same block is sent from there instead.
                self.send(absence, unit, -1)
                self.send(absence, other, 1)
                return True
        full: set[_Sought] = set()
        for change, sought, partners in self.reliefs(unit):
            partner = None if sought in full else self.able(partners)
            if partner is None:
                continue
            # Of those who are never away anybody may be the one who takes the path.
            other = self.most_room(*sought, besides=unit)
            if other is not None:
                self.swap(change, unit, partner, other)
                return True
            full.add(sought)
        return False

    def _too_many(self, unit: int) -> list[Absence]:
        """Return absences of those of a unit who are away when it has too little room."""
        tight = set(np.flatnonzero(self.left[unit] < 0).tolist())
        return [
            absence
            for absence in self.absences_of(unit)
            if not tight.isdisjoint(absence[1])
        ]

    def reliefs(self, unit: int) -> Iterator[tuple[Change, _Sought, list[Partner]]]:
        """Yield what would relieve an overfull unit, and who might make up for it."""
        room = self.left[unit].tolist()
        for old in self._too_many(unit):
            for path in [path for path, n in self.groups[old].items() if n]:
                for changed, new in self._changes(old[0], path):
                    if _relieved(room, old, new):
                        change = Change(path, changed, old, new)
                        for sought, partners in self._partners_of(change):
                            yield change, sought, partners

    def able(self, partners: list[Partner]) -> Partner | None:
        """Return the first partner whom there is, and who costs nothing."""
        for partner in partners:
            block = partner.old[0]
            if partner.idle:
                there = self._is_left(block)
            else:
                there = self.groups[partner.old][partner.path] > 0
            if there and not (partner.loses and self.costs(partner.more)):
                return partner
        return None

    def _is_left(self, block: int) -> bool:
        """Return whether somebody of a block takes nothing."""
        return self.taking[block] < self.sizes[block]

    def swap(self, change: Change, unit: int, partner: Partner, other: int) -> None:
        """Let somebody of a unit and a partner in another change their paths."""
        for own, at in ((change, unit), (partner, other)):
            self.send(own.old, at, -1)
            self.send(own.new, at, 1)
            self.rewrite(own.old, own.path, own.new, own.changed)

    def _changes(self, at: int, path: Path) -> list[tuple[Path, Absence]]:
        """Return the allowed paths with one course in another year, or without it."""
        if (at, path) not in self._changed:
            self.look_around(at, path)
            changed = [
                with_start(path, item, other)
                for item, start in enumerate(path)
                if start >= 0
                for other in range(-1, self.reduction.catalogue.n_years)
                if other != start
            ]
            self._changed[at, path] = [
                (new, self.facts(at, new).absence)
                for new in changed
                if self.facts(at, new).allowed
            ]
        return self._changed[at, path]

    def _partners_of(self, change: Change) -> list[tuple[_Sought, list[Partner]]]:
        """Return who could make up for a changed path, so that no total changes.

        Those first who leave every measurement as it is.
        """
        self._list_paths()
        at, path, changed = change.old[0], change.path, change.changed
        block = self.reduction.blocks[at]
        item = next(
            place for place, start in enumerate(path) if start != changed[place]
        )
        seat = _Seat(
            block.catalogue.items[block.items[item]].course,
            path[item],
            changed[item],
            block.pay[item],
            block.priority,
        )
        if seat.other >= 0:
            others = self._holding[seat.course, seat.other]
        else:
            others = self._lacking[seat.course, seat.priority]
        ours = self._more(at, path, changed)
        found = self._partners[seat, ours]
        for partner in self._find_partners(seat, ours, others[found.looked_at :]):
            found.add(partner)
        found.looked_at = len(others)
        # Mostly whoever takes nothing; where all take something, nobody need be asked.
        return [
            (sought, partners)
            for alike in (found.keeping, found.losing)
            for sought, partners in alike.items()
            if len(partners) > 1
            or not partners[0].idle
            or self._is_left(partners[0].old[0])
        ]

    def _find_partners(
        self, seat: _Seat, ours: Changes, others: list[_Holder]
    ) -> Iterator[Partner]:
        for owner, theirs, place in others:
            block = self.reduction.blocks[owner]
            if block.pay[place] != seat.pay or not block.masks[place] >> seat.start & 1:
                continue
            self.look_around(owner, theirs)
            their_new = with_start(theirs, place, seat.start)
            new = self.facts(owner, their_new)
            if not new.allowed:
                continue
            both = self._both(ours, self._more(owner, theirs, their_new))
            if both is not None:
                old, idle = self.facts(owner, theirs), max(theirs) < 0
                yield Partner(theirs, their_new, old.absence, new.absence, both, idle)

    def _list_paths(self) -> None:
        """List by course the paths that nobody took before, and that of nothing."""
        if self._listed < 0:
            for at, block in enumerate(self.reduction.blocks):
                self._list_path(at, (-1,) * len(block.items))
            self._listed = 0
        for at, path in self.taken[self._listed :]:
            if max(path) >= 0:
                self._list_path(at, path)
        self._listed = len(self.taken)

    def _list_path(self, at: int, path: Path) -> None:
        block = self.reduction.blocks[at]
        for place, start in enumerate(path):
            course = block.catalogue.items[block.items[place]].course
            if start >= 0:
                self._holding[course, start].append((at, path, place))
            else:
                self._lacking[course, block.priority].append((at, path, place))

    def _more(self, at: int, path: Path, changed: Path) -> Changes:
        """Return what an official attains more, or less, with another path."""
        key = at, path, changed
        if key not in self._mores:
            before = self.facts(at, path).attained
            after = self.facts(at, changed).attained
            won = [(measurement, 1) for measurement in after - before]
            lost = [(measurement, -1) for measurement in before - after]
            self._mores[key] = tuple(sorted(won + lost))
        return self._mores[key]

    def _both(self, ours: Changes, theirs: Changes) -> Changes | None:
        """Return two changes together; None if the shortfall of a tier has to grow."""
        key = ours, theirs
        if key not in self._sums:
            both = Counter(dict(ours))
            both.update(dict(theirs))
            more = tuple(sorted((at, count) for at, count in both.items() if count))
            self._sums[key] = None if self.costs(more, ever=True) else more
        return self._sums[key]


def _relieved(room: list[int], old: Absence, new: Absence) -> bool:
    """Return whether a unit is less over its room with another absence."""
    before = sum(room[year] < 0 for year in old[1] if year not in new[1])
    after = sum(room[year] <= 0 for year in new[1] if year not in old[1])
    return after < before
