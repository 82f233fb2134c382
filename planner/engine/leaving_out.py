"""Leaving out: where units cannot bear everybody, what is worth least is given up.

Somebody who is left over takes fewer courses, or somebody of a unit that could send them
otherwise does. Who gives up a course gives up nothing else: what is lost is declared
shortfall, in the latest tier that will do. Considered: only those who are left over
themselves; of a million officials three of the second tier were lost that way, none this.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from planner.engine.exchange import Exchange, Intake
from planner.engine.placing import Ints
from planner.formulation.paths import Absence
from planner.formulation.read_solution import Path


@dataclass(frozen=True, order=True)
class Drop:
    """Courses that one official of an absence gives up."""

    lost: tuple[int, ...]
    """What they weigh, tier by tier."""
    absence: Absence
    path: Path
    changed: Path
    new: Absence
    intakes: tuple[Intake, ...]
    """Whose seats they are."""


@dataclass
class LeavingOut:
    """Leaves officials out one by one.

    Parameters
    ----------
    spare
        Seats of each intake that its classes can do without.
    may_lose
        What may be lost of each tier.
    """

    exchange: Exchange
    spare: Counter[Intake]
    may_lose: Sequence[float]

    def leave_out(self, absence: Absence) -> bool:
        """Make do without one official who was left over; whether that was possible."""
        able = np.flatnonzero(self.exchange.free[absence[0]])
        for drop in self._drops:
            if (
                self.exchange.groups[drop.absence][drop.path] > 0
                and min(self.spare[intake] for intake in drop.intakes) > 0
                and all(
                    less <= most
                    for less, most in zip(drop.lost, self.may_lose, strict=True)
                )
                and self._dropped(drop, absence, able)
            ):
                self.spare.subtract(drop.intakes)
                self.may_lose = [
                    most - less
                    for less, most in zip(drop.lost, self.may_lose, strict=True)
                ]
                return True
        return False

    def _dropped(self, drop: Drop, absence: Absence, able: Ints) -> bool:
        """Let the one who is left over, or another, give courses up, if that helps.

        Parameters
        ----------
        able
            Units that have somebody to send.
        """
        exchange = self.exchange
        if drop.absence == absence:
            if drop.new[1]:
                unit = exchange.most_room((absence[0], ()), drop.new[1])
                if unit is None:
                    return False
                exchange.send(drop.new, unit, 1)
        else:
            unit = self._unit_for(drop, absence, able)
            if unit is None:
                return False
            exchange.send(drop.absence, unit, -1)
            exchange.send(drop.new, unit, 1)
            exchange.send(absence, unit, 1)
        exchange.rewrite(drop.absence, drop.path, drop.new, drop.changed)
        return True

    def _unit_for(self, drop: Drop, absence: Absence, able: Ints) -> int | None:
        """Return a unit where somebody can be sent once another gives courses up."""
        exchange = self.exchange
        years = absence[1]
        relieved = set(drop.absence[1]).difference(drop.new[1])
        if relieved.isdisjoint(years):
            return None
        units = able[exchange.sent[drop.absence][able] > 0]
        for year in years:
            units = units[exchange.left[units, year] + (year in relieved) > 0]
        return int(units[0]) if len(units) else None

    @cached_property
    def _drops(self) -> list[Drop]:
        """What can be given up, those first that are worth least."""
        exchange = self.exchange
        found = []
        for absence, paths in exchange.groups.items():
            if not absence[1]:
                continue
            for path in [path for path, count in paths.items() if count]:
                for changed in self._shorter(absence[0], path):
                    after = exchange.facts(absence[0], changed)
                    lost = exchange.facts(absence[0], path).attained - after.attained
                    intakes = self._intakes(absence[0], path, changed)
                    found.append(
                        Drop(
                            self._worth(lost),
                            absence,
                            path,
                            changed,
                            after.absence,
                            intakes,
                        )
                    )
        return sorted(found)

    def _shorter(self, at: int, path: Path) -> Iterator[Path]:
        """Yield the allowed paths without some of the long courses, and that of nothing."""
        block = self.exchange.reduction.blocks[at]
        catalogue = block.catalogue
        long = [
            item
            for item, start in enumerate(path)
            if start >= 0
            and catalogue.is_long[catalogue.items[block.items[item]].course]
        ]
        shorter = {(-1,) * len(path)}
        for count in range(1, len(long) + 1):
            for dropped in combinations(long, count):
                shorter.add(
                    tuple(
                        -1 if item in dropped else start
                        for item, start in enumerate(path)
                    )
                )
        yield from (
            new for new in sorted(shorter) if self.exchange.facts(at, new).allowed
        )

    def _intakes(self, at: int, path: Path, changed: Path) -> tuple[Intake, ...]:
        """Return the intakes that a shorter path leaves."""
        block = self.exchange.reduction.blocks[at]
        return tuple(
            (block.catalogue.items[block.items[item]].course, start)
            for item, start in enumerate(path)
            if start != changed[item]
        )

    def _worth(self, measurements: frozenset[int]) -> tuple[int, ...]:
        """Return what some measurements weigh, tier by tier."""
        known = self.exchange.reduction.catalogue.measurements
        return tuple(
            sum(known[at].weight for at in measurements if known[at].tier == tier)
            for tier in self.exchange.reduction.catalogue.tiers
        )
