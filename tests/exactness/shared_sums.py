"""Shared sums: what a plan uses of seats, money and units, and whom it brings to targets.

Written from `planner/decisions/0001-exact-readings.md`. A plan's sums are one number for
each intake, budget line and year, unit and year, and measured target; each official's path
adds to them.
"""

from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from models.preference import EarlierCompletion, EvenUnits, PriorityGroup
from models.scenario import Scenario
from models.target import Monitored
from tests.exactness import by_hand
from tests.exactness.by_hand import Person
from tests.exactness.own_paths import OwnPaths, Path

Name = tuple[Any, ...]
"""What is summed, for example ("seats", "C", 2026)."""


class SharedSums:
    """What is summed over the officials of a scenario, and its limits."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.spec = scenario.spec
        self.own = OwnPaths(scenario)
        self.years = self.spec.horizon.years
        self.measured = [
            (name, year)
            for name, target in self.spec.targets.items()
            if not isinstance(target.measure, Monitored)
            for year in target.years()
        ]
        self.moving = {
            (name, year)
            for name, year in self.measured
            if getattr(self.spec.targets[name].measure, "among", ())
        }
        """Figures for which the plan decides who counts."""
        self.settled = self._settled()
        """What courses in progress cost each line in each year [thousand dong]."""
        self.counts_units = any(
            isinstance(kind, EvenUnits) for kind in self.spec.preferences
        )

    def _settled(self) -> dict[tuple[str, int], int]:
        total = {(line, year): 0 for line in self.spec.budget for year in self.years}
        for person in self.own.people:
            for taken in self.own.running[person.id]:
                if taken.line:
                    for year, price in self.own.prices(person, taken):
                        total[taken.line, year] += price
        return total

    def use(self, person: Person, path: Path) -> dict[Name, int]:
        """What one official's path adds."""
        added: dict[Name, int] = {}

        def add(*name: Any, value: int = 1) -> None:
            added[name] = added.get(name, 0) + value

        for taken in path:
            add("seats", taken.course, taken.start)
            if self.counts_units:
                add("unit", person.unit)
            if taken.line:
                for year, price in self.own.prices(person, taken):
                    for compared in self.compared(taken.line, year):
                        add("money", taken.line, compared, value=price)
        everything = (*path, *self.own.running[person.id])
        for year in self.years if self.spec.rules.unit_cover else ():
            if any(self.own.is_away(taken, year) for taken in everything):
                add("away", person.unit, year)
        for name, year in self.measured:
            if self.own.attains(person, path, name, year):
                add("attained", name, year)
            if (name, year) in self.moving and self.own.counts(
                person, path, name, year
            ):
                add("counts", name, year)
        return added

    def compared(self, line: str, year: int) -> list[int]:
        """The years in whose comparison with the amounts a payment counts."""
        carried = self.spec.budget[line].carry_over
        return [
            other for other in self.years if other == year or (carried and other > year)
        ]

    def preferences(self, person: Person, path: Path) -> tuple[int, ...]:
        """What one official's path adds to each preference; 0 where units are counted."""
        baseline = date(self.spec.horizon.first - 1, 12, 31)
        found = []
        for kind in self.spec.preferences:
            value = 0
            if isinstance(kind, EarlierCompletion):
                value = sum(
                    self.own.runs(taken)[-1] - self.spec.horizon.first
                    for taken in path
                    if not self.spec.courses[taken.course].repeatable
                )
            elif isinstance(kind, PriorityGroup) and not by_hand.passes(
                self.scenario, kind.who, person, baseline
            ):
                value = len(path)
            found.append(value)
        return tuple(found)

    def size(self, name: str, year: int) -> int:
        """How many count, whatever the plan."""
        people = self.own.people
        return sum(self.own.counts(person, (), name, year) for person in people)

    def required(self, name: str, size: int) -> int:
        """Required headcount of so many: at least, or more than, so many per cent."""
        target = self.spec.targets[name]
        if not size:
            return 0
        # The smallest count whose exact percentage passes.
        return next(
            count
            for count in range(size + 2)
            if count * 100 > size * target.percent
            or (target.compare == ">=" and count * 100 == size * target.percent)
        )

    def limit(self, name: Name) -> int | None:
        """The most that a sum may come to; None without a limit."""
        what, *rest = name
        if what == "seats":
            seats = self.spec.courses[rest[0]].seats
            return None if seats is None else seats.at(rest[1])
        if what == "money":
            line, until = rest
            return sum(
                self._granted(line, year)
                for year in self.years
                if until in self.compared(line, year)
            )
        if what == "away" and not self.is_soft:
            return self.unit_limit(*rest)
        return None

    @property
    def is_soft(self) -> bool:
        """Whether units may send more than they can spare."""
        cover = self.spec.rules.unit_cover
        return cover is not None and cover.tier is not None

    def _granted(self, line: str, year: int) -> int:
        """Money of a year less what courses in progress cost [thousand dong]."""
        amount = self.spec.budget[line].amount.at(year)
        assert amount is not None
        return int(amount * 1000) - self.settled[line, year]

    def unit_limit(self, unit: str, year: int) -> int:
        """How many officials a unit can spare in a year."""
        assert self.spec.rules.unit_cover is not None
        there = [person for person in self.own.people if person.unit == unit]
        serving = sum(person.serves(date(year, 1, 1)) for person in there)
        running = sum(
            any(self.own.is_away(taken, year) for taken in self.own.running[each.id])
            for each in there
        )
        return max(1, ceil(self.spec.rules.unit_cover.share * serving), running)

    def class_payer(self, course: str) -> tuple[str, Decimal]:
        """The first line with a rule that covers the course, and that rule's share."""
        for name, line in self.spec.budget.items():
            for rule in line.pays:
                if rule.courses is None or course in rule.courses:
                    return name, rule.share
        return "", Decimal(0)
