"""Brute force: the best value of a tiny scenario, found by trying every plan.

Written from `planner/decisions/0001-exact-readings.md`, in plain Python and without any
code of rules, measures or the formulation. Officials are added one by one; of the plans so
far that use the same shared things and attain the same targets, only the one with the least
preferences goes on, because whatever is added later is added to all of them alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from operator import add, gt
from typing import Any

from models.preference import EarlierCompletion, EvenUnits, PriorityGroup
from models.scenario import Scenario
from models.target import Monitored
from tests.exactness import by_hand
from tests.exactness.by_hand import Person
from tests.exactness.own_paths import OwnPaths, Path, Taken

MOST_STEPS = 150_000
"""More combinations than this are refused."""

NO_LIMIT = 10**12
Sums = tuple[int, ...]
Classes = dict[tuple[str, int], int]
Plans = dict[Sums, tuple[Sums, tuple[Path, ...]]]
"""Shared sums -> least preferences and one plan that has both."""


class NotTinyError(ValueError):
    """The scenario has too many plans to try them all."""


@dataclass(frozen=True)
class Outcome:
    """All plans that use the same seats, money and officials, by the best of them."""

    values: tuple[int, ...]
    """Tiers, cost and preferences in their order."""
    classes: dict[tuple[str, int], int]
    shortfall: dict[tuple[str, int], int]
    paths: tuple[Path, ...]
    """What each official of the roster takes in the best of those plans."""


def best(scenario: Scenario) -> Outcome | None:
    """The best plan; None if no plan obeys every rule."""
    return min(outcomes(scenario), key=lambda found: found.values, default=None)


def outcomes(scenario: Scenario) -> Iterator[Outcome]:
    """What all feasible plans come to.

    Raises
    ------
    NotTinyError
        If there are too many.
    """
    return _Together(scenario).outcomes()


class _Together:
    """The officials of a scenario under the shared rules."""

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
        self.places: dict[tuple[Any, ...], int] = {}
        """Place of each shared sum in the tuples of plans so far."""
        self.settled = self._settled()

    # -- sums --------------------------------------------------------------------------

    def _place(self, *name: Any) -> int:
        return self.places.setdefault(name, len(self.places))

    def _settled(self) -> dict[tuple[str, int], int]:
        """What courses in progress cost each line in each year."""
        total = {(line, year): 0 for line in self.spec.budget for year in self.years}
        for person in self.own.people:
            for taken in self.own.running[person.id]:
                if taken.line:
                    for year, price in self.own.prices(person, taken):
                        total[taken.line, year] += price
        return total

    def _use(self, person: Person, path: Path) -> dict[int, int]:
        """What one official's path adds to the shared sums."""
        added: dict[int, int] = {}

        def add(*name: Any, value: int = 1) -> None:
            place = self._place(*name)
            added[place] = added.get(place, 0) + value

        for taken in path:
            add("seats", taken.course, taken.start)
            if any(isinstance(kind, EvenUnits) for kind in self.spec.preferences):
                add("unit", person.unit)
            if taken.line:
                for year, price in self.own.prices(person, taken):
                    for compared in self._compared(taken.line, year):
                        add("money", taken.line, compared, value=price)
        everything = (*path, *self.own.running[person.id])
        for year in self.years:
            if any(self.own.is_away(taken, year) for taken in everything):
                add("away", person.unit, year)
        for name, year in self.measured:
            if self.own.attains(person, path, name, year):
                add("attained", name, year)
        return added

    def _compared(self, line: str, year: int) -> list[int]:
        """The years in whose comparison with the amounts a payment counts."""
        carried = self.spec.budget[line].carry_over
        return [
            other for other in self.years if other == year or (carried and other > year)
        ]

    def _preferences(self, person: Person, path: Path) -> Sums:
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

    # -- limits ------------------------------------------------------------------------

    def _required(self, name: str, year: int) -> int:
        """Required headcount: at least, or more than, so many per cent."""
        target = self.spec.targets[name]
        size = sum(self.own.counts(person, name, year) for person in self.own.people)
        if not size:
            return 0
        # The smallest count whose exact percentage passes.
        return next(
            count
            for count in range(size + 2)
            if count * 100 > size * target.percent
            or (target.compare == ">=" and count * 100 == size * target.percent)
        )

    def _limit(self, name: tuple[Any, ...]) -> int | None:
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
                if until in self._compared(line, year)
            )
        if what == "away" and self.spec.rules.unit_cover is not None:
            return self._unit_limit(*rest)
        return None

    def _granted(self, line: str, year: int) -> int:
        """Money of a year less what courses in progress cost [thousand dong]."""
        amount = self.spec.budget[line].amount.at(year)
        assert amount is not None
        return int(amount * 1000) - self.settled[line, year]

    def _unit_limit(self, unit: str, year: int) -> int:
        assert self.spec.rules.unit_cover is not None
        there = [person for person in self.own.people if person.unit == unit]
        serving = sum(person.serves(date(year, 1, 1)) for person in there)
        running = sum(
            any(self.own.is_away(taken, year) for taken in self.own.running[each.id])
            for each in there
        )
        return max(1, ceil(self.spec.rules.unit_cover.share * serving), running)

    # -- plans -------------------------------------------------------------------------

    def outcomes(self) -> Iterator[Outcome]:
        """Add the officials one by one, then open classes."""
        for line in self.spec.budget:
            for year in self.years:
                self._place("money", line, year)
        uses = [
            [
                (self._use(person, path), self._preferences(person, path), path)
                for path in self.own.paths(person)
            ]
            for person in self.own.people
        ]
        names = list(self.places)
        limits = [self._limit(name) for name in names]
        most = [NO_LIMIT if limit is None else limit for limit in limits]
        # Who attains a target beyond the required headcount changes nothing.
        enough = [
            self._required(*name[1:]) if name[0] == "attained" else NO_LIMIT
            for name in names
        ]
        plans: Plans = {(0,) * len(names): ((0,) * len(self.spec.preferences), ())}
        if min(most, default=0) < 0:
            return
        steps = 0
        for own in uses:
            dense = [
                (tuple(added.get(at, 0) for at in range(len(names))), value, path)
                for added, value, path in own
            ]
            steps += len(plans) * len(dense)
            if steps > MOST_STEPS:
                raise NotTinyError(f"more than {MOST_STEPS} combinations")
            plans = _longer(plans, dense, most, enough)
        for sums, (preferences, paths) in plans.items():
            found = dict(zip(names, sums, strict=True))
            classes = self._classes(found)
            if classes is not None:
                yield from self._finished(found, classes, preferences, paths)

    def _classes(self, sums: dict[tuple[Any, ...], int]) -> Classes | None:
        """The fewest classes that hold the enrolments; None if none can."""
        classes = {}
        for (what, *intake), people in sums.items():
            if what != "seats" or not people:
                continue
            name, start = intake
            course = self.spec.courses[name]
            number = ceil(people / course.class_size.max)
            offered = None if course.classes is None else course.classes.at(start)
            if people < number * course.class_size.min:
                return None
            if offered is not None and number > offered:
                return None
            classes[name, start] = number
        return classes

    def _finished(
        self,
        sums: dict[tuple[Any, ...], int],
        classes: Classes,
        preferences: Sums,
        paths: tuple[Path, ...],
    ) -> Iterator[Outcome]:
        """Pay for the classes and value the plan, if the money is enough."""
        paid = {name: value for name, value in sums.items() if name[0] == "money"}
        for (course, start), number in classes.items():
            line, share = self._class_payer(course)
            if line:
                taken = Taken(course, start, line)
                for year, price in self.own.charges(taken, share, "class"):
                    for compared in self._compared(line, year):
                        paid["money", line, compared] += number * price
        if any(value > (self._limit(name) or 0) for name, value in paid.items()):
            return
        shortfall = {
            measured: max(
                0, self._required(*measured) - sums.get(("attained", *measured), 0)
            )
            for measured in self.measured
        }
        values = [
            sum(
                self.spec.targets[name].weight * missing
                for (name, _), missing in shortfall.items()
                if self.spec.targets[name].tier == tier
            )
            for tier in sorted({self.spec.targets[name].tier for name, _ in shortfall})
        ]
        if self.spec.budget:
            values.append(self._cost(paid))
        for kind, value in zip(self.spec.preferences, preferences, strict=True):
            even = isinstance(kind, EvenUnits)
            values.append(self._unevenness(sums) if even else value)
        yield Outcome(tuple(values), classes, shortfall, paths)

    def _class_payer(self, course: str) -> tuple[str, Decimal]:
        """The first line with a rule that covers the course, and that rule's share."""
        for name, line in self.spec.budget.items():
            for rule in line.pays:
                if rule.courses is None or course in rule.courses:
                    return name, rule.share
        return "", Decimal(0)

    def _cost(self, paid: dict[tuple[Any, ...], int]) -> int:
        """All that is charged to all lines in the horizon, whatever runs included."""
        carried = {name for name, line in self.spec.budget.items() if line.carry_over}
        return sum(self.settled.values()) + sum(
            value
            for (_, line, year), value in paid.items()
            if line not in carried or year == self.spec.horizon.last
        )

    def _unevenness(self, sums: dict[tuple[Any, ...], int]) -> int:
        people = self.own.people
        units = sorted({person.unit for person in people})
        sent = {unit: sums.get(("unit", unit), 0) for unit in units}
        size = {unit: sum(each.unit == unit for each in people) for unit in units}
        total = sum(sent.values())
        return sum(
            abs(sent[unit] * len(people) - total * size[unit]) // len(people)
            for unit in units
        )


def _longer(
    plans: Plans, own: list[tuple[Sums, Sums, Path]], most: list[int], enough: list[int]
) -> Plans:
    """Every plan so far with every path of one more official, as far as limits allow."""
    longer: Plans = {}
    for sums, (preferences, paths) in plans.items():
        for added, value, path in own:
            together = tuple(map(min, map(add, sums, added), enough))
            if any(map(gt, together, most)):
                continue
            waited = tuple(map(add, preferences, value))
            known = longer.get(together)
            if known is None or waited < known[0]:
                longer[together] = waited, (*paths, path)
    return longer
