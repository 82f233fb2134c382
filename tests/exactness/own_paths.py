"""Own paths: what each official of a tiny scenario may take, by the personal rules.

Written from `planner/decisions/0001-exact-readings.md`; every combination is tried whole.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, combinations, product
from math import ceil
from typing import Any, NamedTuple

from models.course import Course
from models.law import LegalVersion
from models.scenario import Scenario
from models.target import BeforeAppointment, Holding, Monitored
from tests.exactness import by_hand
from tests.exactness.by_hand import Person


class Taken(NamedTuple):
    """One official's enrolment; the line is empty without budget lines."""

    course: str
    start: int
    line: str


Path = tuple[Taken, ...]


class OwnPaths:
    """The officials of a scenario, and what each may take."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.spec = scenario.spec
        self.people = by_hand.people(scenario)
        self.years = self.spec.horizon.years
        table = scenario.in_progress
        lines = [*scenario.line_ids, ""]
        self.running: dict[str, list[Taken]] = {each.id: [] for each in self.people}
        for who, course, start, line in zip(
            table.official, table.course, table.start_year, table.line, strict=True
        ):
            self.running[self.people[who].id].append(
                Taken(scenario.course_ids[course], int(start), lines[line])
            )

    def runs(self, taken: Taken) -> range:
        """The calendar years of an enrolment."""
        length = self.spec.courses[taken.course].duration
        return range(taken.start, taken.start + length)

    def paths(self, person: Person) -> list[Path]:
        """Every combination of enrolments that the personal rules allow."""
        choices: list[list[tuple[Taken, ...]]] = []
        for name, course in self.spec.courses.items():
            starts = [year for year in self.years if self.may_start(person, name, year)]
            taken = [
                [Taken(name, year, line) for line in self.payers(person, name, year)]
                for year in starts
            ]
            most = len(starts) if course.repeatable else min(1, len(starts))
            subsets = chain.from_iterable(
                combinations(taken, size) for size in range(most + 1)
            )
            choices.append([pick for subset in subsets for pick in product(*subset)])
        return [
            path
            for parts in product(*choices)
            if self.is_allowed(person, path := tuple(chain(*parts)))
        ]

    def may_start(self, person: Person, name: str, year: int) -> bool:
        course, day = self.spec.courses[name], date(year, 1, 1)
        taken = Taken(name, year, "")
        end = self.runs(taken)[-1]
        limits = (course.classes, course.seats)
        return (
            end <= self.spec.horizon.last
            and all(limit is None or limit.at(year) != 0 for limit in limits)
            and person.serves(day)
            and all(
                self.is_admitted(person, terms, course, year)
                for terms in (course, *self.law_on(course, day))
            )
            and all(
                by_hand.meets(self.scenario, condition, person.held)
                for condition in course.requires
                if not by_hand.is_dynamic(self.scenario, condition)
            )
            and not person.absent & set(self.runs(taken))
        )

    def is_admitted(
        self, person: Person, terms: Course | LegalVersion, course: Course, year: int
    ) -> bool:
        """Whether an official meets what the course, or one version of a law, asks."""
        day, end = date(year, 1, 1), year + course.duration - 1
        before = getattr(terms, "service_before", None)
        owed = 0
        if after := terms.service_after:
            owed = ceil(12 * (after.years + after.times_length * course.duration))
        return (
            by_hand.passes(self.scenario, terms.who, person, day)
            and (terms.age_min is None or person.age(day) >= terms.age_min)
            and (terms.age_max is None or person.age(day) <= terms.age_max)
            and (before is None or person.serves_since(year, ceil(12 * before)))
            and person.serves(by_hand.month_end(end, owed))
        )

    def law_on(self, course: Course, day: date) -> list[LegalVersion]:
        """The versions that count for starts in a year, rule by rule."""
        law = self.spec.law
        return [
            version
            for name in course.follows
            if name not in law.off
            for version in law.rules[name].versions
            if (version.valid_from or date.min)
            <= law.hold.get(name, law.as_of or day)
            <= (version.valid_to or date.max)
        ]

    def payers(self, person: Person, name: str, year: int) -> list[str]:
        """The lines that may pay; an empty name where there are no lines at all."""
        if not self.spec.budget:
            return [""]
        return [
            line
            for line in self.spec.budget
            if self.share(person, line, name, year) is not None
        ]

    def share(self, person: Person, line: str, name: str, year: int) -> Decimal | None:
        """The share that the first fitting rule of a line pays."""
        for rule in self.spec.budget[line].pays:
            covered = rule.courses is None or name in rule.courses
            if covered and by_hand.passes(
                self.scenario, rule.who, person, date(year, 1, 1)
            ):
                return rule.share
        return None

    def is_allowed(self, person: Person, path: Path) -> bool:
        """Whether the personal rules allow these enrolments together."""
        everything = (*path, *self.running[person.id])
        return (
            self.is_once(path, everything)
            and all(self.is_ready(person, taken, everything) for taken in path)
            and all(self.has_time(person, path, year) for year in self.years)
            and self.is_decided(person, path)
        )

    def is_once(self, path: Path, everything: Path) -> bool:
        def same(one: Taken, other: Taken) -> bool:
            anytime = not self.spec.courses[one.course].repeatable
            return one.course == other.course and (anytime or one.start == other.start)

        return all(sum(same(one, other) for other in everything) == 1 for one in path)

    def held_on_1_january(self, person: Person, year: int, everything: Path) -> Any:
        held = person.held
        for taken in everything:
            if self.runs(taken)[-1] < year:
                held = by_hand.after_course(self.scenario, held, taken.course)
        return held

    def is_ready(self, person: Person, taken: Taken, everything: Path) -> bool:
        """Prerequisites, and something to gain."""
        course = self.spec.courses[taken.course]
        held = self.held_on_1_january(person, taken.start, everything)
        gained = by_hand.after_course(self.scenario, held, taken.course)
        return (not course.grants or gained != held) and all(
            by_hand.meets(self.scenario, condition, held)
            for condition in course.requires
            if by_hand.is_dynamic(self.scenario, condition)
        )

    def weeks(self, taken: Taken, year: int) -> int:
        """Tenths of a week away in a calendar year."""
        runs = self.runs(taken)
        course = self.spec.courses[taken.course]
        return int(course.weeks[year - taken.start] * 10) if year in runs else 0

    def is_away(self, taken: Taken, year: int) -> bool:
        """Whether the enrolment is a long course that runs in the year."""
        course = self.spec.courses[taken.course]
        long = course.long
        if long is None:
            long = max(course.weeks) >= self.spec.rules.long_course_weeks
        return long and year in self.runs(taken)

    def has_time(self, person: Person, path: Path, year: int) -> bool:
        """Weeks away and long courses; what runs already is never a fault of the path."""
        running = self.running[person.id]
        load = sum(self.weeks(taken, year) for taken in path)
        before = sum(self.weeks(taken, year) for taken in running)
        long = sum(self.is_away(taken, year) for taken in path)
        long_before = sum(self.is_away(taken, year) for taken in running)
        return (
            not load or person.load_limit is None or load + before <= person.load_limit
        ) and (
            not long
            or person.long_limit is None
            or long + long_before <= person.long_limit
        )

    def is_decided(self, person: Person, path: Path) -> bool:
        pins = self.scenario.pins
        for who, course, year, enrol in zip(
            pins.official, pins.course, pins.start_year, pins.enrol, strict=True
        ):
            if self.people[who].id != person.id:
                continue
            name = self.scenario.course_ids[course]
            there = any(
                taken.course == name and year in (0, taken.start) for taken in path
            )
            if there != bool(enrol):
                return False
        return True

    def attains(self, person: Person, path: Path, name: str, year: int) -> bool:
        """Whether an official counts for a target and attains it with a path."""
        if not self.counts(person, path, name, year):
            return False
        everything = (*path, *self.running[person.id])
        measure = self.spec.targets[name].measure
        if isinstance(measure, Holding):
            # Before an appointment: on the last day of the year before.
            early = isinstance(measure, BeforeAppointment)
            held = self.held_on_1_january(person, year + (not early), everything)
            return all(
                by_hand.meets(self.scenario, condition, held)
                for condition in measure.conditions
            )
        assert not isinstance(measure, Monitored)
        first = year if measure.kind == "annual_participation" else measure.first
        return any(
            measure.course_kind in self.spec.courses[taken.course].kinds
            and set(self.runs(taken)) & set(range(first, year + 1))
            for taken in everything
        )

    def counts(self, person: Person, path: Path, name: str, year: int) -> bool:
        """Whether an official with a path is one of those of whom a share is asked."""
        target, until = self.spec.targets[name], year
        measure = target.measure
        if isinstance(measure, BeforeAppointment):
            until -= 1
            if not self.is_appointed(person, measure, year):
                return False
        day = date(until, 12, 31)
        if not person.serves(day):
            return False
        if not by_hand.passes(self.scenario, target.group, person, day):
            return False
        everything = (*path, *self.running[person.id])
        held = self.held_on_1_january(person, until + 1, everything)
        return not isinstance(measure, Holding) or all(
            by_hand.meets(self.scenario, condition, held) for condition in measure.among
        )

    def is_appointed(
        self, person: Person, measure: BeforeAppointment, year: int
    ) -> bool:
        """Whether an official takes up a post in a year that is looked at."""
        how, table = measure.appointed, self.scenario.appointments
        if how.year is not None:
            return how.year == year
        if how.attribute is not None:
            return bool(person.held[how.attribute] == year)
        return any(
            self.people[who].id == person.id
            and when == year
            and (how.table == () or table.posts[post] in (how.table or ()))
            for who, when, post in zip(
                table.official, table.year, table.post, strict=True
            )
        )

    def prices(self, person: Person, taken: Taken) -> Iterator[tuple[int, int]]:
        """What a line is charged for a seat: (calendar year, thousand dong)."""
        share = self.share(person, taken.line, taken.course, taken.start)
        # A seat in progress is promised in full if no rule of its line covers it.
        yield from self.charges(taken, Decimal(1) if share is None else share, "seat")

    def charges(
        self, taken: Taken, share: Decimal, what: str
    ) -> Iterator[tuple[int, int]]:
        """What a line with a share is charged for a seat or a class."""
        by_year = getattr(self.spec.courses[taken.course], f"cost_per_{what}")
        for study, year in enumerate(self.runs(taken)):
            if year in self.years and by_year is not None:
                price = by_year.at(year)[study] * 1000 * share
                yield year, int(price.quantize(Decimal(1), ROUND_HALF_UP))
