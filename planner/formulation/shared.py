"""Shared: what the columns use together — seats, classes, money and units.

The shared constraints read these tables and add their rows; keys are positions in the
catalogue and in the horizon.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.prices import charged, class_payer, class_price, seat_price
from models.scenario import Scenario
from planner.formulation.background import Background
from planner.formulation.catalogue import Catalogue
from planner.formulation.hiring import Hiring

Terms = list[tuple[int, float]]


@dataclass
class Shared:
    """Uses of shared things, collected while columns are added."""

    background: Background
    patterns: list[npt.NDArray[np.int64]]
    """Pay patterns: (start year, budget line) -> rule of the line, -1 if none pays."""
    attendable: dict[tuple[int, int], int]
    """(course, start) -> officials who could ever join that intake."""
    unit_of: dict[int, int] = field(default_factory=dict)
    """Unit of each block that is split by units."""
    seats: dict[tuple[int, int, int], Terms] = field(
        default_factory=lambda: defaultdict(list)
    )
    """(course, start, pay pattern) -> enrolments."""
    classes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(course, start) -> column of the number of classes, where it matters."""
    free_classes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(course, start) -> most classes, where they open freely and have no column."""
    charges: dict[tuple[int, int], Terms] = field(
        default_factory=lambda: defaultdict(list)
    )
    """(budget line, year) -> money charged [thousand dong]."""
    budget_rows: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(budget line, year) -> its row, and what the row was divided by."""
    away: dict[tuple[int, int], Terms] = field(
        default_factory=lambda: defaultdict(list)
    )
    """(block, year) -> officials in long courses, where a unit limits them."""

    over: dict[int, int] = field(default_factory=dict)
    """Year -> column of officials away beyond unit cover, where that has a tier."""

    hiring: Hiring | None = None
    """Types of vacancies; None if nobody is recruited."""
    recruits: dict[int, int] = field(default_factory=dict)
    """Group of potential recruits -> column of how many of them are recruited."""
    split: dict[tuple[int, int, int], dict[int, int]] = field(default_factory=dict)
    """(course, start, pay pattern) -> column of each line, where several may pay."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the scenario."""
        return self.background.catalogue

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.background.scenario

    def intakes(self) -> list[tuple[int, int]]:
        """Return (course, start) of all intakes that somebody could join."""
        return sorted({(course, start) for course, start, _ in self.seats})

    def enrolments(self, course: int, start: int) -> Terms:
        """Return the enrolments of an intake, over all pay patterns."""
        return [
            term
            for pattern in range(len(self.patterns))
            for term in self.seats.get((course, start, pattern), ())
        ]

    def year(self, start: int) -> int:
        """Return the calendar year of a position in the horizon."""
        return self.catalogue.first + start

    def course_name(self, course: int) -> str:
        """Return the id of a course."""
        return self.catalogue.course_name(course)

    def intake_name(self, course: int, start: int) -> str:
        """Return the stable name of an intake."""
        return f"{self.catalogue.course_name(course)}@{self.year(start)}"

    def seat_charges(self, course: int, start: int, line: int, rule: int) -> list[int]:
        """Return what a line pays for a seat in each year of study [thousand dong]."""
        scenario = self.scenario
        name = self.catalogue.course_name(course)
        prices = seat_price(scenario, name, self.year(start))
        return charged(scenario, scenario.line_ids[line], rule, prices)

    def opens_freely(self, course: int, start: int) -> bool:
        """Return whether a class of an intake costs nothing and opens for one official."""
        if self.catalogue.courses[course].class_size.min > 1:
            return False
        charges = self.class_charges(course, start)
        return charges is None or not any(charges[1])

    def class_charges(self, course: int, start: int) -> tuple[int, list[int]] | None:
        """Return the line that pays for a class, and what it pays by year of study."""
        scenario = self.scenario
        name = self.catalogue.course_name(course)
        payer = class_payer(scenario, name)
        if payer is None:
            return None
        line, rule = payer
        prices = class_price(scenario, name, self.year(start))
        return scenario.line_ids.index(line), charged(scenario, line, rule, prices)
