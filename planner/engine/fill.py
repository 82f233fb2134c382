"""Fill: choose named officials for seats that only keep a class open.

Least loaded first, then the draw. Every personal rule is tested on the person, with all
that has been dealt so far.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.roster import BoolArray
from planner.formulation.fillers import FillerKey, candidates
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]
Taken = list[tuple[Ints, int, int, int]]
"""(officials, course, start, pay pattern)."""


class Filling:
    """The state of everybody while seats are filled."""

    def __init__(
        self, reduction: Reduction, taken: Taken, room: Ints | None, keys: Ints
    ) -> None:
        people = reduction.people
        self.reduction = reduction
        self.catalogue = reduction.catalogue
        self.keys = keys
        self.taken: Taken = []
        self.short: dict[FillerKey, int] = {}
        self.room = None if room is None else room.copy()
        self.load = people.background.load.copy(order="K")
        self.long = people.background.long.copy(order="K")
        self.has = np.zeros((people.size, len(self.catalogue.courses)), dtype=np.bool_)
        self.starts_in: dict[tuple[int, int], BoolArray] = {}
        for entry in taken:
            self._take(*entry)

    def _take(self, officials: Ints, course: int, start: int, pattern: int) -> None:
        catalogue = self.catalogue
        entry = catalogue.courses[course]
        self.taken.append((officials, course, start, pattern))
        self.has[officials, course] = True
        if entry.repeatable:
            busy = self.starts_in.setdefault(
                (course, start), np.zeros(len(self.has), dtype=np.bool_)
            )
            busy[officials] = True
        unit = self.reduction.people.roster.unit
        for study, weeks in enumerate(entry.weeks_tenths()):
            year = start + study
            self.load[officials, year] += weeks
            if catalogue.is_long[course]:
                if self.room is not None:
                    newly = officials[self.long[officials, year] == 0]
                    np.subtract.at(self.room[:, year], unit[newly], 1)
                self.long[officials, year] += 1

    def add(self, key: FillerKey, wanted: int) -> None:
        """Fill some seats of one kind, or note how many could be filled."""
        who = np.flatnonzero(self._possible(key))
        order = np.lexsort((self.keys[who], self.load[who].sum(axis=1)))
        who = who[order]
        if self.catalogue.is_long[key.course] and self.room is not None:
            who = self._within_units(who, key)
        if len(who) < wanted:
            self.short[key] = len(who)
        self._take(who[:wanted], key.course, key.start, key.pattern)

    def _possible(self, key: FillerKey) -> BoolArray:
        people = self.reduction.people
        catalogue = self.catalogue
        entry = catalogue.courses[key.course]
        able = candidates(self.reduction, key.course, key.start, narrow=True)
        possible = able[self.reduction.kinds.of]
        if self.reduction.there is not None:
            possible &= self.reduction.there
        possible &= people.pay_patterns[0][:, key.course] == key.pattern
        possible &= (people.priority == np.array(key.priority, dtype=np.bool_)).all(
            axis=1
        )
        if entry.repeatable:
            busy = self.starts_in.get((key.course, key.start))
            if busy is not None:
                possible &= ~busy
        else:
            possible &= ~self.has[:, key.course]
        # Whoever takes a course with a grant in common might make one redundant.
        for other in range(len(catalogue.courses)):
            if any(
                catalogue.grants_fact[fact, other]
                for fact in catalogue.granted[key.course]
            ) or any(
                catalogue.grants_fact[fact, key.course]
                for fact in catalogue.granted[other]
            ):
                possible &= ~self.has[:, other]
        background = people.background
        for study, weeks in enumerate(entry.weeks_tenths()):
            year = key.start + study
            if weeks:
                possible &= self.load[:, year] + weeks <= background.load_limit
            if catalogue.is_long[key.course]:
                possible &= self.long[:, year] < background.long_limit
        return possible

    def _within_units(self, who: Ints, key: FillerKey) -> Ints:
        """Keep, in order, as many of each unit as may still go away.

        Where unit cover has a tier, the others come after them.
        """
        assert self.room is not None
        unit = self.reduction.people.roster.unit[who]
        years = slice(key.start, key.start + int(self.catalogue.duration[key.course]))
        left = np.maximum(self.room[:, years].min(axis=1), 0)
        rank = pd.Series(unit).groupby(unit).cumcount().to_numpy()
        spared = rank < left[unit]
        kept: Ints = who[spared]
        if self.catalogue.scenario.spec.rules.soft_cover is not None:
            kept = np.concatenate([kept, who[~spared]])
        return kept
