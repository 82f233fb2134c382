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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

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
class Partner:
    """What somebody elsewhere changes to make up for a change."""

    path: Path
    changed: Path
    old: Absence
    new: Absence
    more: Changes
    """What both together attain more, or less."""

    @cached_property
    def loses(self) -> bool:
        """Whether less of some measurement is attained, and more of another."""
        return any(count < 0 for _, count in self.more)

    @cached_property
    def newly(self) -> Years:
        """Years that are away only after the change."""
        return tuple(year for year in self.new[1] if year not in self.old[1])


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
    """Who could make up for a change, as far as was looked."""

    keeping: list[Partner] = field(default_factory=list)
    """Those who leave every measurement as it is, or better."""
    losing: list[Partner] = field(default_factory=list)
    looked_at: int = 0
    """Those looked at of all who hold the seat wanted, or who lack it."""


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

    def settle(self, absence: Absence) -> bool:
        """Place one official of an absence who was left over; whether that was possible."""
        for unit in self.roomiest(absence, _UNITS).tolist():
            mark = self.mark()
            self.send(absence, unit, 1)
            for _ in range(_MOVES):
                if self.over(unit) == 0 or not self._relieve(unit):
                    break
            if self.over(unit) == 0:
                return True
            self.undo(mark)
        return False

    def _relieve(self, unit: int) -> bool:
        """Let somebody of an overfull unit be away in other years, or not at all."""
        room = self.left[unit].tolist()
        tight = {year for year, left in enumerate(room) if left < 0}
        here = [
            absence
            for absence, counts in self.sent.items()
            if not tight.isdisjoint(absence[1]) and counts[unit] > 0
        ]
        for absence in here:
            other = self.most_room((absence[0], ()), absence[1], besides=unit)
            if other is not None:
                # Somebody of the same block is sent from there instead.
                self.send(absence, unit, -1)
                self.send(absence, other, 1)
                return True
        for absence in here:
            for path in [path for path, n in self.groups[absence].items() if n]:
                for changed, new in self._changes(absence[0], path):
                    if _relieved(room, absence, new) and self._swapped(
                        absence, path, new, changed, unit
                    ):
                        return True
        return False

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

    def _swapped(
        self, old: Absence, path: Path, new: Absence, changed: Path, unit: int
    ) -> bool:
        """Change a path in a unit, if somebody elsewhere can make up for it."""
        for partner in self._partners_of(old[0], path, changed):
            if partner.loses and self.costs(partner.more):
                continue
            other = self._unit_of(partner, besides=unit)
            if other is not None:
                self.send(old, unit, -1)
                self.send(new, unit, 1)
                self.rewrite(old, path, new, changed)
                self.send(partner.old, other, -1)
                self.send(partner.new, other, 1)
                self.rewrite(partner.old, partner.path, partner.new, partner.changed)
                return True
        return False

    def _unit_of(self, partner: Partner, besides: int) -> int | None:
        """Return a unit with room that has such a partner, if there is any."""
        block = partner.old[0]
        if max(partner.path) >= 0:
            if not self.groups[partner.old][partner.path]:
                return None
        elif self.taking[block] >= self.reduction.blocks[block].size:
            return None
        # Of those who are never away anybody may be the one who takes the path.
        return self.most_room(partner.old, partner.newly, besides)

    def _partners_of(self, at: int, path: Path, changed: Path) -> Iterator[Partner]:
        """Return who could make up for a changed path, so that no total changes.

        Those first who leave every measurement as it is.
        """
        self._list_paths()
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
            (found.losing if partner.loses else found.keeping).append(partner)
        found.looked_at = len(others)
        return chain(found.keeping, found.losing)

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
                old = self.facts(owner, theirs)
                yield Partner(theirs, their_new, old.absence, new.absence, both)

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
