"""For every official and every possible enrolment, the first test that fails."""

import numpy as np
import numpy.typing as npt

from models.enrolments import held_after, with_running
from models.plan import PlanColumns
from planner.reports.missing.personal import Personal
from planner.reports.missing.reasons import RANK, Obstacle, Reason
from planner.reports.missing.shared import Shared

Codes = npt.NDArray[np.int16]


class Obstacles:
    """Obstacles as numbers, so that a million officials are tested at once."""

    def __init__(self, columns: PlanColumns) -> None:
        self.columns = columns
        self.scenario = columns.scenario
        self.known: list[Obstacle] = []
        """Every obstacle met so far; a code is a position in this list."""
        self._personal = Personal(columns)
        self._shared = Shared(columns)
        self._code: dict[Obstacle, int] = {}
        self._table: dict[tuple[str, int], Codes] = {}

    def code(self, obstacle: Obstacle) -> int:
        """Return the code of an obstacle."""
        if obstacle not in self._code:
            self._code[obstacle] = len(self.known)
            self.known.append(obstacle)
        return self._code[obstacle]

    def ranks(self, codes: Codes) -> Codes:
        """Return how far codes are in the order of tests."""
        table = np.array([RANK[item.reason] for item in self.known], dtype=np.int16)
        ranks: Codes = table[codes]
        return ranks

    def of(self, course: str, start: int) -> Codes:
        """Return for each official the obstacle to starting a course in a year."""
        if (course, start) not in self._table:
            self._start_in(start)
        return self._table[course, start]

    def _start_in(self, start: int) -> None:
        """Test every course that may start in a year; holdings are worked out once."""
        everyone = np.arange(len(self.scenario.roster))
        held = held_after(with_running(self.columns), start - 1, everyone)
        for course in self.scenario.course_ids:
            if start > self.scenario.spec.last_start(course):
                continue
            free = self.code(Obstacle(Reason.NOT_CHOSEN, course))
            codes = np.full(len(everyone), free, dtype=np.int16)
            undecided = np.ones(len(everyone), dtype=np.bool_)
            for tests in (
                self._personal.tests(course, start, held),
                self._shared.tests(course, start),
            ):
                for fails, reason, detail in tests:
                    first = undecided & fails
                    if first.any():
                        codes[first] = self.code(Obstacle(reason, course, detail))
                        undecided &= ~first
            self._table[course, start] = codes
