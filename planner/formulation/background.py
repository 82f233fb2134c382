"""Background: what courses in progress mean for each official during the horizon."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.roster import BoolArray
from models.scenario import Scenario
from planner.formulation.catalogue import NEVER, Catalogue

Int8s = npt.NDArray[np.int8]
Int32s = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]


class Background:
    """Loads, holdings and courses that are settled before anything is planned.

    Tables are kept column by column, as they are filled and compared.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.scenario: Scenario = catalogue.scenario
        self.roster = self.scenario.roster
        self.size = len(self.roster)
        self.running = self.scenario.in_progress
        durations = catalogue.duration[self.running.course]
        self.running_end = self.running.start_year + durations - 1 - catalogue.first
        """Position of the last year of each course in progress."""

    @cached_property
    def load(self) -> Int32s:
        """(official, year): weeks away in courses in progress [tenths of a week]."""
        shape = self.size, self.catalogue.n_years
        table = np.zeros(shape, dtype=np.int32, order="F")

        def add(official: Ints, year: int, study: int, course: int) -> None:
            weeks = self.catalogue.weeks[course][study]
            np.add.at(table[:, year], official, weeks)

        self._over_running_years(add)
        return table

    @cached_property
    def long(self) -> Int8s:
        """(official, year): long courses in progress."""
        shape = self.size, self.catalogue.n_years
        table = np.zeros(shape, dtype=np.int8, order="F")

        def count(official: Ints, year: int, study: int, course: int) -> None:
            if self.catalogue.is_long[course]:
                np.add.at(table[:, year], official, 1)

        self._over_running_years(count)
        return table

    def _over_running_years(
        self, use: Callable[[npt.NDArray[np.int64], int, int, int], None]
    ) -> None:
        """Call ``use(officials, year, year of study, course)`` for all that runs."""
        running = self.running
        for course in np.unique(running.course):
            for begin in np.unique(running.start_year[running.course == course]):
                rows = (running.course == course) & (running.start_year == begin)
                for study in range(int(self.catalogue.duration[course])):
                    year = int(begin) + study - self.catalogue.first
                    if 0 <= year < self.catalogue.n_years:
                        use(running.official[rows], year, study, int(course))

    @cached_property
    def load_limit(self) -> Int32s:
        """Most weeks away in one year [tenths of a week]."""
        declared = self.scenario.spec.rules.yearly_load
        general = 10_000 if declared is None else int(declared * 10)
        limit = np.full(self.size, general, dtype=np.int32)
        if self.roster.yearly_load is not None:
            own = self.roster.yearly_load
            limit = np.where(own >= 0, own, limit).astype(np.int32)
        return limit

    @cached_property
    def long_limit(self) -> Int8s:
        """Most long courses at once."""
        declared = self.scenario.spec.rules.long_courses_at_once
        general = 100 if declared is None else declared
        limit = np.full(self.size, general, dtype=np.int8)
        if self.roster.long_courses is not None:
            own = self.roster.long_courses
            limit = np.where(own >= 0, own, limit).astype(np.int8)
        return limit

    @cached_property
    def held_from(self) -> Int8s:
        """(official, fact): first start year (position) for which the fact is held.

        0 if held on the baseline; one more than its last year if a course in progress
        grants it; NEVER if only new courses can. For attendance: NEVER.
        """
        catalogue = self.catalogue
        shape = self.size, len(catalogue.facts)
        table = np.full(shape, NEVER, dtype=np.int8, order="F")
        for k, fact in enumerate(catalogue.facts):
            if fact.first >= 0:
                continue
            column = self.roster.columns[fact.attribute]
            if fact.level >= 0:
                table[column >= fact.level, k] = 0
            else:
                table[(column & np.uint64(fact.bits)) != 0, k] = 0
            granting = catalogue.grants_fact[k][self.running.course]
            ends = np.clip(self.running_end[granting] + 1, 0, NEVER).astype(np.int8)
            np.minimum.at(table[:, k], self.running.official[granting], ends)
        return table

    def attends(self, course_kind: str, first: int, last: int) -> BoolArray:
        """Return who attends the kind between two years through courses in progress."""
        mask = np.zeros(self.size, dtype=np.bool_)
        of_kind = np.array(
            [course_kind in course.kinds for course in self.catalogue.courses]
        )
        running = self.running
        end = self.running_end + self.catalogue.first
        meets = of_kind[running.course] & (running.start_year <= last) & (end >= first)
        mask[running.official[meets]] = True
        return mask

    def is_running(self, course: int) -> BoolArray:
        """Return who is in the course already."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.running.official[self.running.course == course]] = True
        return mask
