"""People: what each official may do and still needs, as columns over the roster."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.condition import Condition
from models.holdings import satisfied
from models.measures import group_on
from models.measures.recruits import wanted_recruits
from models.preference import PriorityGroup
from models.prices import paying_rule
from models.roster import BoolArray
from models.target import RecruitmentComposition
from planner.formulation.background import Background
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints import START_RULES
from planner.formulation.counts import ATTAINS, COUNTS, MeasurementCount, count
from planner.formulation.distinct import distinct_rows

Int8s = npt.NDArray[np.int8]
Int16s = npt.NDArray[np.int16]
Masks = npt.NDArray[np.uint32]


class People:
    """Start years, needs and requirements of every official.

    Tables are kept column by column, as they are filled and compared.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.scenario = catalogue.scenario
        self.roster = self.scenario.roster
        self.background = Background(catalogue)
        self.size = len(self.roster)

    @cached_property
    def starts(self) -> Masks:
        """(official, item): start years that each rule alone allows."""
        shape = self.size, len(self.catalogue.items)
        table = np.zeros(shape, dtype=np.uint32, order="F")
        for course, items in self.catalogue.items_of_course.items():
            for start in range(self.catalogue.n_years):
                allowed = np.ones(self.size, dtype=np.bool_)
                for allows_start in START_RULES.values():
                    allowed &= allows_start(self.background, course, start)
                    if not allowed.any():
                        break
                for item in items:
                    only = self.catalogue.items[item].only
                    if only in (-1, start):
                        table[:, item] |= allowed.astype(np.uint32) << np.uint32(start)
        return table

    def fact_column(self, condition: Condition) -> Int16s:
        """Return for each official the fact that a dynamic condition asks of them."""
        facts = np.array(self.catalogue.condition_facts(condition), dtype=np.int16)
        if condition.fits is None:
            return np.full(self.size, facts[0], dtype=np.int16)
        chosen: Int16s = facts[self.roster.columns[condition.fits]]
        return chosen

    @cached_property
    def requirements(self) -> Int16s:
        """(official, requirement column): fact required, -1 if held on the baseline."""
        shape = self.size, len(self.catalogue.requirement_columns)
        table = np.full(shape, -1, dtype=np.int16, order="F")
        rows = np.arange(self.size)
        for at, (_, condition) in enumerate(self.catalogue.requirement_columns):
            facts = self.fact_column(condition)
            unmet = self.background.held_from[rows, facts] > 0
            table[unmet, at] = facts[unmet]
        return table

    @cached_property
    def _measured(self) -> tuple[Int16s, tuple[MeasurementCount, ...], Int8s]:
        catalogue = self.catalogue
        shape = self.roster.potential, len(catalogue.measurements)
        standing = np.zeros(shape, dtype=np.int8)
        held: list[BoolArray] = []
        n_needs = len(catalogue.need_columns)
        needs = np.full((self.size, n_needs), -1, dtype=np.int16, order="F")
        rows = np.arange(self.size)
        counts = []
        columns_of: dict[int, list[int]] = {}
        for column, (at, _) in enumerate(catalogue.need_columns):
            columns_of.setdefault(at, []).append(column)
        for at, measurement in enumerate(catalogue.measurements):
            target = self.scenario.spec.targets[measurement.target]
            members = group_on(self.scenario, target, measurement.year)
            possible = members.copy()
            if isinstance(target.measure, RecruitmentComposition):
                possible &= wanted_recruits(self.scenario, target.measure)
            for condition in catalogue.conditions(measurement):
                if not catalogue.is_dynamic(condition):
                    possible &= satisfied(
                        self.roster.columns, self.roster, condition, rows
                    )
            attained = possible.copy()
            for column in columns_of.get(at, []):
                _, part = catalogue.need_columns[column]
                if isinstance(part, Condition):
                    facts = self.fact_column(part)
                    deadline = measurement.ends - catalogue.first
                    # Held for starts of the year after means completed by 31 December.
                    done = self.background.held_from[rows, facts] <= deadline + 1
                else:
                    facts = np.full(self.size, part, dtype=np.int16)
                    fact = catalogue.facts[part]
                    done = self.background.attends(
                        fact.attribute, fact.first, fact.last
                    )
                attained &= done
                missing = possible & ~done
                needs[missing, column] = facts[missing]
            held.append(attained)
            if measurement.counts_part:
                found, own = count(self.scenario, target, attained, attained, attained)
                now = found.attained
                counts.append(MeasurementCount(now, 0, now, 0, 0))
                own &= ATTAINS
            else:
                # Who is in the part is counted by its own measurement.
                among = measurement.among
                there = members if among is None else held[among]
                found, own = count(self.scenario, target, there, attained, members)
                counts.append(found)
                own &= ATTAINS if among is not None else ATTAINS | COUNTS
            standing[:, at] = own
        return needs, tuple(counts), standing

    @property
    def needs(self) -> Int16s:
        """(official, need column): fact still missing, -1 if none or not a member."""
        return self._measured[0]

    @property
    def counts(self) -> tuple[MeasurementCount, ...]:
        """Counts of each measurement before any new enrolment."""
        return self._measured[1]

    @property
    def standing(self) -> Int8s:
        """(potential recruit, measurement): what recruiting adds, where streams differ."""
        return self._measured[2]

    @cached_property
    def pay_patterns(self) -> tuple[Int16s, list[npt.NDArray[np.int64]]]:
        """Who may pay: (official, course) -> pattern, and the patterns.

        A pattern is an array (start year, budget line): the rule of the line that pays,
        -1 if the line may not pay.
        """
        catalogue = self.catalogue
        lines = self.scenario.line_ids
        shape = self.size, len(catalogue.courses)
        table = np.zeros(shape, dtype=np.int16, order="F")
        patterns: dict[bytes, int] = {}
        arrays: list[npt.NDArray[np.int64]] = []
        for course in range(len(catalogue.courses)):
            flat = np.empty(
                (self.size, catalogue.n_years * len(lines)), dtype=np.int8, order="F"
            )
            for start in range(catalogue.n_years):
                for at, line in enumerate(lines):
                    flat[:, start * len(lines) + at] = paying_rule(
                        self.scenario,
                        line,
                        catalogue.course_name(course),
                        catalogue.first + start,
                    )
            first, inverse = distinct_rows([flat])
            values = flat[first]
            numbers = np.zeros(len(values), dtype=np.int16)
            for at, value in enumerate(values):
                key = value.tobytes()
                if key not in patterns:
                    patterns[key] = len(arrays)
                    arrays.append(
                        value.astype(np.int64).reshape(catalogue.n_years, len(lines))
                    )
                numbers[at] = patterns[key]
            table[:, course] = numbers[inverse]
        return table, arrays

    @cached_property
    def priority(self) -> BoolArray:
        """(official, priority group): membership on the baseline date."""
        groups = [
            preference
            for preference in self.scenario.spec.preferences
            if isinstance(preference, PriorityGroup)
        ]
        table = np.zeros((self.size, len(groups)), dtype=np.bool_)
        day = f"{self.catalogue.first - 1}-12-31"
        for at, group in enumerate(groups):
            table[:, at] = self.roster.members(
                group.who, self.scenario.spec.groups, day
            )
        return table

    @cached_property
    def pinned(self) -> Masks:
        """(official, item): start years of which one is decided; 0 if none.

        Left out are repeatable courses decided for any year (see `sometime`).
        """
        table = np.zeros((self.size, len(self.catalogue.items)), dtype=np.uint32)
        pins = self.scenario.pins
        anytime = np.uint32((1 << self.catalogue.n_years) - 1)
        for row in np.flatnonzero(pins.enrol):
            official, course = int(pins.official[row]), int(pins.course[row])
            year = int(pins.start_year[row])
            if year == 0 and self.catalogue.courses[course].repeatable:
                continue
            mask = (
                anytime if year == 0 else np.uint32(1 << (year - self.catalogue.first))
            )
            for item in self.catalogue.items_of_course[course]:
                only = self.catalogue.items[item].only
                if only >= 0 and not (mask >> np.uint32(only)) & np.uint32(1):
                    continue
                already = table[official, item]
                table[official, item] = already & mask if already else mask
        return table

    @cached_property
    def sometime(self) -> BoolArray:
        """(official, course): a start of the repeatable course is decided, in any year."""
        table = np.zeros((self.size, len(self.catalogue.courses)), dtype=np.bool_)
        pins = self.scenario.pins
        for row in np.flatnonzero(pins.enrol & (pins.start_year == 0)):
            course = int(pins.course[row])
            table[pins.official[row], course] = self.catalogue.courses[
                course
            ].repeatable
        return table
