"""Catalogue: the scenario as small arrays over items, facts and measurements.

An *item* is what one official can take at most once: a course, or a repeatable course in
one given year. A *fact* is something that can be held or done and that somebody asks about:
a ladder level, some value of a set, attendance of a kind of course in a window. A
*measurement* is one target in one measured year; where a target is a share of a part of
its group, another measurement counts who is in that part.

Years are positions in the horizon (0 is its first year); a set of possible start years is a
bit mask (bit 0 is the first year).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.scenario import Scenario
from models.target import Holding, Monitored, OnceInWindow, RecruitmentComposition

NEVER = 120
"""Year position that never comes."""

Masks = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Item:
    """What one official can take at most once."""

    course: int
    """Position in the catalogue."""
    only: int
    """Only start year (position) of a repeatable course; -1 if any."""


@dataclass(frozen=True)
class Fact:
    """Something that officials hold or do."""

    attribute: str
    """Ladder, set, or the kind of course attended."""
    level: int = -1
    """Ladder: held from this level on."""
    bits: int = 0
    """Set: held if any of these bits is held."""
    first: int = -1
    """Attendance: first calendar year that counts."""
    last: int = -1
    """Attendance: last calendar year that counts."""


@dataclass(frozen=True)
class Measurement:
    """One target in one measured year."""

    target: str
    year: int
    """Calendar year of its figure."""
    ends: int
    """Calendar year on whose 31 December it is counted."""
    tier: int
    weight: int
    among: int | None = None
    """Measurement that counts the part of the group that it is a share of; None if it is
    a share of the whole group."""
    counts_part: bool = False
    """It counts such a part, and nobody is ever missing from it."""

    @property
    def name(self) -> str:
        """Stable readable name."""
        kind = "among" if self.counts_part else "target"
        return f"{kind}:{self.target}@{self.year}"


class Catalogue:
    """Items, facts and measurements of a scenario, and how they relate."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        spec = scenario.spec
        self.first = spec.horizon.first
        self.n_years = len(spec.horizon)
        self.courses = [spec.courses[name] for name in scenario.course_ids]
        self.weeks = [course.weeks_tenths() for course in self.courses]
        """Weeks away of each course in each year of study [tenths of a week]."""
        self.duration = np.array([course.duration for course in self.courses])
        self.is_long = np.array([spec.is_long(name) for name in scenario.course_ids])
        self.items: list[Item] = []
        for at, course in enumerate(self.courses):
            if course.repeatable:
                self.items += [Item(at, year) for year in range(self.n_years)]
            else:
                self.items.append(Item(at, -1))
        self._facts: dict[Fact, int] = {}
        self.measurements: list[Measurement] = []
        self.need_columns: list[tuple[int, Condition | int]] = []
        """(measurement, condition or fact) of each column of the need table."""
        self._add_measurements()
        self.requirement_columns: list[tuple[int, Condition]] = [
            (at, condition)
            for at, course in enumerate(self.courses)
            for condition in course.requires
            if self.is_dynamic(condition)
        ]
        """(course, condition) of each column of the requirement table."""
        for _, condition in self.requirement_columns:
            self.condition_facts(condition)
        self.granted: list[tuple[int, ...]] = [
            self._grant_facts(at) for at in range(len(self.courses))
        ]
        """Facts that each course grants, one per level and per single value."""

    @property
    def tiers(self) -> list[int]:
        """Tiers in use, ascending: those of targets, and that of unit cover."""
        found = {measurement.tier for measurement in self.measurements}
        cover = self.scenario.spec.rules.soft_cover
        if cover is not None:
            found.add(cover.tier)
        return sorted(found)

    def _add_measurements(self) -> None:
        for name, target in self.scenario.spec.targets.items():
            if isinstance(target.measure, Monitored):
                continue
            for year in target.years():
                ends = target.measuring_year(year)
                whole = Measurement(name, year, ends, target.tier, target.weight)
                if isinstance(target.measure, Holding) and target.measure.among:
                    part = replace(whole, weight=0, counts_part=True)
                    whole = replace(whole, among=self._add(part))
                self._add(whole)

    def _add(self, measurement: Measurement) -> int:
        """Add a measurement with its need columns and return its position."""
        at = len(self.measurements)
        self.measurements.append(measurement)
        for part in self._dynamic_parts(measurement):
            self.need_columns.append((at, part))
        return at

    def conditions(self, measurement: Measurement) -> tuple[Condition, ...]:
        """Return what is to be held; nothing where participation is measured."""
        measure = self.scenario.spec.targets[measurement.target].measure
        if not isinstance(measure, Holding):
            return ()
        if measurement.counts_part:
            return measure.among
        return (*measure.among, *measure.conditions)

    def _dynamic_parts(self, measurement: Measurement) -> list[Condition | int]:
        measure = self.scenario.spec.targets[measurement.target].measure
        year = measurement.year
        if isinstance(measure, Holding):
            parts = [
                part for part in self.conditions(measurement) if self.is_dynamic(part)
            ]
            for part in parts:
                self.condition_facts(part)
            return list(parts)
        if isinstance(measure, RecruitmentComposition):
            return []
        assert not isinstance(measure, Monitored)
        first = measure.first if isinstance(measure, OnceInWindow) else year
        return [self._fact(Fact(measure.course_kind, first=first, last=year))]

    def is_dynamic(self, condition: Condition) -> bool:
        """Return whether courses can change what the condition reads."""
        attribute = self.scenario.spec.attributes[condition.attribute]
        return isinstance(attribute, Ladder | SetOf)

    def _fact(self, fact: Fact) -> int:
        return self._facts.setdefault(fact, len(self._facts))

    def condition_facts(self, condition: Condition) -> tuple[int, ...]:
        """Return the facts a dynamic condition asks for.

        One fact, or for a condition by fitting values one for each value of the category
        in declared order.
        """
        roster = self.scenario.roster
        name = condition.attribute
        attribute = self.scenario.spec.attributes[name]
        if isinstance(attribute, Ladder):
            level = attribute.levels.index(str(condition.at_least))
            return (self._fact(Fact(name, level=level)),)
        if condition.any_of is not None:
            return (
                self._fact(Fact(name, bits=roster.mask_of(name, condition.any_of))),
            )
        assert condition.fits is not None and condition.fitting is not None
        category = self.scenario.spec.attributes[condition.fits]
        assert not isinstance(category, Ladder)
        return tuple(
            self._fact(
                Fact(name, bits=roster.mask_of(name, condition.fitting.get(value, ())))
            )
            for value in getattr(category, "values", ())
        )

    def _grant_facts(self, course: int) -> tuple[int, ...]:
        roster = self.scenario.roster
        facts: list[int] = []
        for grant in self.courses[course].grants:
            if grant.level is not None:
                level = int(roster.code(grant.attribute, grant.level))
                facts.append(self._fact(Fact(grant.attribute, level=level)))
            for value in grant.add or ():
                bits = roster.mask_of(grant.attribute, (value,))
                facts.append(self._fact(Fact(grant.attribute, bits=bits)))
        return tuple(facts)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts that requirements, targets or grants speak of."""
        return tuple(self._facts)

    @cached_property
    def grants_fact(self) -> npt.NDArray[np.bool_]:
        """(fact, course): completing the course makes the fact true."""
        roster = self.scenario.roster
        table = np.zeros((len(self.facts), len(self.courses)), dtype=np.bool_)
        for k, fact in enumerate(self.facts):
            for c, course in enumerate(self.courses):
                for grant in course.grants:
                    if grant.attribute != fact.attribute:
                        continue
                    if grant.level is not None:
                        level = int(roster.code(grant.attribute, grant.level))
                        table[k, c] |= 0 <= fact.level <= level
                    else:
                        bits = roster.mask_of(grant.attribute, grant.add or ())
                        table[k, c] |= bool(bits & fact.bits)
        return table

    @cached_property
    def implies(self) -> npt.NDArray[np.bool_]:
        """(fact, fact): whoever holds the first holds the second."""
        size = len(self.facts)
        table = np.eye(size, dtype=np.bool_)
        for a, one in enumerate(self.facts):
            for b, other in enumerate(self.facts):
                if one.attribute != other.attribute or one.first >= 0:
                    continue
                if one.level >= 0 and other.level >= 0:
                    table[a, b] = one.level >= other.level
                elif one.bits and other.bits:
                    # Some of few values held means some of more values held.
                    table[a, b] = one.bits & ~other.bits == 0
        return table

    def attended(self, course: int, fact: Fact) -> int:
        """Return the start years (one mask) whose running years meet the window."""
        mask = 0
        if fact.attribute in self.courses[course].kinds:
            for start in range(self.n_years):
                begin = self.first + start
                end = begin + int(self.duration[course]) - 1
                if begin <= fact.last and end >= fact.first:
                    mask |= 1 << start
        return mask

    @cached_property
    def credit_masks(self) -> list[Masks]:
        """Per need column (fact, item): starts that make the fact count in time."""
        tables = []
        for at, _ in self.need_columns:
            deadline = self.measurements[at].ends - self.first
            table = np.zeros((len(self.facts), len(self.items)), dtype=np.uint32)
            for i, item in enumerate(self.items):
                last = deadline - int(self.duration[item.course]) + 1
                in_time = (1 << (last + 1)) - 1 if last >= 0 else 0
                for k, fact in enumerate(self.facts):
                    if fact.first >= 0:
                        table[k, i] = self.attended(item.course, fact)
                    elif self.grants_fact[k, item.course]:
                        table[k, i] = in_time
            tables.append(table)
        return tables

    @cached_property
    def items_of_course(self) -> dict[int, list[int]]:
        """Items of each course."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, item in enumerate(self.items):
            found[item.course].append(i)
        return found

    def course_name(self, course: int) -> str:
        """Return the id of a course."""
        return self.scenario.course_ids[course]
