"""Scenario: everything one solve needs — the specification and its tables.

The specification (`ScenarioSpec`) is what is small: pydantic records read from
`scenario.yaml`. The tables are what is long: columns of officials, pins and courses in
progress. Both are frozen; a what-if is another scenario.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from pydantic import Field, model_validator

from models.attribute import FIXED_NAMES, Attribute
from models.base import Record
from models.budget import BudgetLine
from models.course import Course
from models.expression import ExpressionText
from models.forms import Forms
from models.horizon import Horizon
from models.law import Law, Terms, terms_of
from models.limits import Limits
from models.preference import Preference
from models.recruitment import Recruitment
from models.roster import BoolArray, Roster
from models.tables import Appointments, InProgress, Pins
from models.target import Target
from models.units import Identifier, Text, Word
from models.vacancies import Vacancies, vacancies_of, with_potential_recruits


class TableFiles(Record):
    """Where the long tables are, relative to the scenario folder."""

    officials: Text = "tables/officials.csv"
    """One row per official (CSV, Parquet or Excel)."""
    pins: Text | None = None
    """Decisions already made: official, course, start_year, decision."""
    in_progress: Text | None = None
    """Courses running at the baseline date: official, course, start_year, budget_line."""
    absences: Text | None = None
    """Years in which an official cannot study: official, year."""
    appointments: Text | None = None
    """Appointments planned: official, year, post."""


class ScenarioSpec(Record):
    """The part of a scenario that is written in `scenario.yaml`."""

    name: Identifier
    """Short name; also part of the names of result folders."""
    title: Text
    """Name shown to planners."""
    description: Text = ""
    """What the scenario is about, which readings of the sources it takes."""
    synthetic: bool
    """True if the roster is synthetic; every report says so."""
    horizon: Horizon
    """Years planned."""
    attributes: dict[Word, Attribute]
    """Attributes of officials."""
    groups: dict[Word, ExpressionText] = {}
    """Named filters, used in other filters as `@name`."""
    courses: dict[Identifier, Course] = Field(min_length=1)
    """Course catalogue."""
    law: Law = Law()
    """Rules of law that courses follow, and as of which day."""
    budget: dict[Identifier, BudgetLine] = {}
    """Budget lines; none means that money is not limited."""
    targets: dict[Identifier, Target] = Field(min_length=1)
    """Targets."""
    rules: Limits = Limits()
    """Limits for officials and units."""
    recruitment: Recruitment | None = None
    """How the posts of those who leave are filled again; not given means that nobody is
    recruited."""
    preferences: tuple[Preference, ...] = ()
    """Preferences in order, after tiers and cost."""
    forms: Forms = Field(default=Forms(), exclude=True)
    """What printed lists and official forms need. It changes no plan, so it is left out
    where specifications are compared or hashed."""
    tables: TableFiles = TableFiles()
    """Files of the long tables."""
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    """Seed of the draw among equals."""

    @model_validator(mode="after")
    def _names_are_free(self) -> "ScenarioSpec":
        taken = sorted((set(self.attributes) | set(self.groups)) & set(FIXED_NAMES))
        if taken:
            raise ValueError(f"reserved names used: {', '.join(taken)}")
        return self

    def is_long(self, course: str) -> bool:
        """Return whether a course counts as long."""
        declared = self.courses[course].long
        if declared is not None:
            return declared
        return max(self.courses[course].weeks) >= self.rules.long_course_weeks

    def terms(self, course: str, start: int) -> Terms:
        """Return what course and law ask of those who start the course in a year."""
        return terms_of(self.courses[course], self.law, start)

    def last_start(self, course: str) -> int:
        """Return the last year in which the course can start and still end in time."""
        return self.horizon.last - self.courses[course].duration + 1


@dataclass(frozen=True)
class Scenario:
    """A specification with its tables: the input of one solve."""

    spec: ScenarioSpec
    roster: Roster
    """Named officials, and behind them the potential recruits, which are always made anew
    from the specification."""
    pins: Pins
    in_progress: InProgress
    content_hash: str = ""
    """SHA-256 over specification and tables; empty for scenarios made in memory."""
    overrides: tuple[str, ...] = ()
    """What-ifs and single changes applied, in order."""
    appointments: Appointments = field(default_factory=Appointments)
    vacancies: Vacancies = field(init=False, repr=False)
    """Posts that are filled by recruitment."""

    def __post_init__(self) -> None:
        """Add the potential recruits to the roster."""
        spec, roster = self.spec, self.roster.without_potential()
        vacancies = Vacancies()
        if spec.recruitment is not None:
            vacancies = vacancies_of(
                spec.recruitment, roster, spec.horizon, spec.groups, spec.seed
            )
            roster = with_potential_recruits(
                spec.recruitment, roster, vacancies, spec.horizon
            )
        # The way in which a frozen dataclass sets its own fields.
        object.__setattr__(self, "vacancies", vacancies)
        object.__setattr__(self, "roster", roster)

    @cached_property
    def stream_ids(self) -> tuple[str, ...]:
        """Streams of recruits in declared order; none without recruitment."""
        recruitment = self.spec.recruitment
        return () if recruitment is None else tuple(recruitment.streams)

    @cached_property
    def certain(self) -> BoolArray:
        """One row of the roster for everybody, whoever is recruited.

        Named officials, and of each vacancy one of its potential recruits: all of them
        serve alike.
        """
        mask = np.ones(len(self.roster), dtype=np.bool_)
        behind = np.arange(self.roster.potential)
        mask[self.roster.named :] = behind % max(1, len(self.stream_ids)) == 0
        return mask

    @cached_property
    def course_ids(self) -> tuple[str, ...]:
        """Course ids in declared order; arrays over courses follow it."""
        return tuple(self.spec.courses)

    @cached_property
    def line_ids(self) -> tuple[str, ...]:
        """Budget line ids in declared order."""
        return tuple(self.spec.budget)

    def members(self, expression: str, year_end: int) -> "object":
        """Return who passes a filter on 31 December of a year (bool array)."""
        return self.roster.members(expression, self.spec.groups, f"{year_end}-12-31")
