"""Brute force: the best value of a tiny scenario, found by trying every plan.

Written from `planner/decisions/0001-exact-readings.md`, in plain Python and without any
code of rules, measures or the formulation. Officials are added one by one; of the plans so
far that use the same shared things and attain the same targets, only the one with the least
preferences goes on, because whatever is added later is added to all of them alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from operator import add, gt

from models.preference import EvenUnits
from models.scenario import Scenario
from tests.exactness.own_paths import Path, Taken
from tests.exactness.shared_sums import Name, SharedSums

MOST_STEPS = 100_000
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
    tiers: tuple[int, ...]
    """Which tiers those are."""
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
        self.spec = scenario.spec
        self.sums = SharedSums(scenario)

    def outcomes(self) -> Iterator[Outcome]:
        """Add the officials one by one, then open classes."""
        sums = self.sums
        uses = [
            [
                (sums.use(person, path), sums.preferences(person, path), path)
                for path in sums.own.paths(person)
            ]
            for person in sums.own.people
        ]
        money = [("money", *key) for key in sums.settled]
        used = {name for own in uses for added, _, _ in own for name in added}
        names = sorted(used.union(money), key=repr)
        limits = [sums.limit(name) for name in names]
        most = [NO_LIMIT if limit is None else limit for limit in limits]
        # Who attains a target beyond the required headcount changes nothing.
        enough = [
            sums.required(name[1], sums.size(*name[1:]))
            if name[0] == "attained" and name[1:] not in sums.moving
            else NO_LIMIT
            for name in names
        ]
        plans: Plans = {(0,) * len(names): ((0,) * len(self.spec.preferences), ())}
        if min(most, default=0) < 0:
            return
        steps = 0
        for own in uses:
            dense = [
                (tuple(added.get(name, 0) for name in names), value, path)
                for added, value, path in own
            ]
            steps += len(plans) * len(dense)
            if steps > MOST_STEPS:
                raise NotTinyError(f"more than {MOST_STEPS} combinations")
            plans = _longer(plans, dense, most, enough)
        for reached, (preferences, paths) in plans.items():
            found = dict(zip(names, reached, strict=True))
            classes = self._classes(found)
            if classes is not None:
                yield from self._finished(found, classes, preferences, paths)

    def _classes(self, sums: dict[Name, int]) -> Classes | None:
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
        sums: dict[Name, int],
        classes: Classes,
        preferences: Sums,
        paths: tuple[Path, ...],
    ) -> Iterator[Outcome]:
        """Pay for the classes and value the plan, if the money is enough."""
        paid = {name: value for name, value in sums.items() if name[0] == "money"}
        for (course, start), number in classes.items():
            line, share = self.sums.class_payer(course)
            if line:
                taken = Taken(course, start, line)
                for year, price in self.sums.own.charges(taken, share, "class"):
                    for compared in self.sums.compared(line, year):
                        paid["money", line, compared] += number * price
        if any(value > (self.sums.limit(name) or 0) for name, value in paid.items()):
            return
        shortfall = {}
        for name, year in self.sums.measured:
            size = (
                sums.get(("counts", name, year), 0)
                if (name, year) in self.sums.moving
                else self.sums.size(name, year)
            )
            missing = self.sums.required(name, size) - sums.get(
                ("attained", name, year), 0
            )
            shortfall[name, year] = max(0, missing)
        tiers: dict[int, int] = {}
        for (name, _), missing in shortfall.items():
            target = self.spec.targets[name]
            tiers[target.tier] = tiers.get(target.tier, 0) + target.weight * missing
        cover = self.spec.rules.unit_cover
        if cover is not None and cover.tier is not None:
            beyond = cover.weight * self._beyond_cover(sums)
            tiers[cover.tier] = tiers.get(cover.tier, 0) + beyond
        values = [tiers[tier] for tier in sorted(tiers)]
        if self.spec.budget:
            values.append(self._cost(paid))
        for kind, value in zip(self.spec.preferences, preferences, strict=True):
            even = isinstance(kind, EvenUnits)
            values.append(self._unevenness(sums) if even else value)
        yield Outcome(tuple(values), tuple(sorted(tiers)), classes, shortfall, paths)

    def _beyond_cover(self, sums: dict[Name, int]) -> int:
        """Officials away beyond what their units can spare, year by year."""
        return sum(
            max(0, away - self.sums.unit_limit(*rest))
            for (what, *rest), away in sums.items()
            if what == "away"
        )

    def _cost(self, paid: dict[Name, int]) -> int:
        """All that is charged to all lines in the horizon, whatever runs included."""
        carried = {name for name, line in self.spec.budget.items() if line.carry_over}
        return sum(self.sums.settled.values()) + sum(
            value
            for (_, line, year), value in paid.items()
            if line not in carried or year == self.spec.horizon.last
        )

    def _unevenness(self, sums: dict[Name, int]) -> int:
        people = self.sums.own.people
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
