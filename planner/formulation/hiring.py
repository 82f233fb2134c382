"""Hiring: vacancies that are alike, and how many of each go to which stream.

Two vacancies are of one type if, whichever stream fills them, the recruits have the same
columns and count alike in every measurement. The formulation only counts how many vacancies
of a type each stream fills; which of them is a draw.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.scenario import Scenario
from planner.formulation.distinct import distinct_rows

Ints = npt.NDArray[np.int64]
RecruitCounts = dict[int, int]
"""Group of potential recruits -> how many of them are recruited."""


@dataclass(frozen=True)
class Hiring:
    """Types of vacancies; a group is one type filled by one stream."""

    scenario: Scenario
    type_of: Ints
    """Type of each vacancy."""
    first: Ints
    """A vacancy of each type."""
    sizes: Ints
    """Vacancies of each type."""

    @property
    def width(self) -> int:
        """Number of streams."""
        return len(self.scenario.stream_ids)

    @property
    def of(self) -> Ints:
        """Group of each potential recruit, in roster order."""
        streams = np.arange(self.width)
        groups: Ints = (self.type_of[:, None] * self.width + streams).ravel()
        return groups

    @property
    def groups(self) -> range:
        """All groups."""
        return range(len(self.sizes) * self.width)

    def stream(self, group: int) -> str:
        """Return the stream of a group."""
        return self.scenario.stream_ids[group % self.width]

    def year(self, group: int) -> int:
        """Return the calendar year in which a group joins."""
        return int(self.scenario.vacancies.year[self.first[group // self.width]])

    def example(self, group: int) -> int:
        """Return one potential recruit of a group, counted behind the named officials."""
        return int(self.first[group // self.width]) * self.width + group % self.width

    def recruited(self, counts: RecruitCounts, keys: Ints) -> npt.NDArray[np.bool_]:
        """Return who of the roster is there, with so many recruited of each group.

        Parameters
        ----------
        keys
            Place of each row of the roster in the draw.
        """
        named = self.scenario.roster.named
        there = np.arange(len(self.scenario.roster)) < named
        place = keys[named :: self.width]
        order = np.lexsort((place, self.type_of))
        streams = np.repeat(
            np.tile(np.arange(self.width), len(self.sizes)),
            [counts.get(group, 0) for group in self.groups],
        )
        there[named + order * self.width + streams] = True
        return there


def hiring_of(scenario: Scenario, kind: Ints, standing: npt.NDArray[np.int8]) -> Hiring:
    """Return the types of the vacancies of a scenario.

    Parameters
    ----------
    kind
        Kind of each row of the roster.
    standing
        (potential recruit, measurement): how each counts in measurements.
    """
    vacancies, width = scenario.vacancies, len(scenario.stream_ids)
    first, type_of = distinct_rows(
        [
            vacancies.year[:, None],
            kind[scenario.roster.named :].reshape(-1, width),
            standing.reshape(len(vacancies), -1),
        ]
    )
    sizes = np.bincount(type_of, minlength=len(first))
    return Hiring(scenario, type_of, first, sizes)
