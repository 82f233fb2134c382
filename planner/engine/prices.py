"""Prices: what one more million, class or seat is worth, from the linear relaxation.

The least shortfall of a tier, as a function of one limit, is convex and falls: so the
price of a first unit is the highest there is, and it holds up to where the line with that
slope leaves the function. Tangents find that place in a few relaxations.

Earlier tiers are held at their least shortfall. A limit belongs to the first tier that it
moves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from models.measures.money import granted
from models.scenario import Scenario
from planner.engine.forms import PathwayForm
from planner.engine.locks import hold
from planner.engine.solver import Floats, minimise_dual
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.budget_limit import left
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order, tiers_of
from planner.formulation.people import People
from planner.formulation.reduction import reduce

Kind = Literal["budget", "seats", "classes"]

_LEAST = 1e-7
"""Smaller prices count as none [officials per unit]."""
_EQUAL = 1e-6
"""Values of relaxations that differ by less are equal [officials]."""
_TANGENTS = 30
_FURTHEST: dict[Kind, float] = {"budget": 0.0, "seats": 100.0, "classes": 10.0}
"""How far a price is followed [seats, classes]; of a line, as far as it has money."""


@dataclass(frozen=True)
class Limit:
    """One limit of the scenario and where it is in the programme."""

    kind: Kind
    name: str
    """Budget line or course."""
    year: int
    now: float
    """Its value [million dong, seats, classes]."""
    furthest: float
    rows: tuple[tuple[int, float, int], ...] = ()
    """(row, units in one of its own, its limit) in units of a thousandth: money in thousand
    dong, thousandths of a seat or class."""
    column: int | None = None
    """Number of classes."""


@dataclass(frozen=True)
class Price:
    """What one more unit of a limit is worth."""

    limit: Limit
    tier: str
    per_unit: float
    """Shortfall that one more unit saves [officials]."""
    up_to: float
    """More units for which the price holds."""
    before: float
    """Shortfall of the relaxation as it is [officials]."""

    @property
    def after(self) -> float:
        """Shortfall predicted at the end of the range [officials]."""
        return self.before - self.per_unit * self.up_to


class Relaxed:
    """The linear relaxation of a scenario, tier by tier."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        reduction = reduce(People(Catalogue(scenario)))
        self.formulation: Formulation = PathwayForm(reduction).formulation
        self.tiers = tiers_of(order(reduction.catalogue))
        for limit in self._limits(("budget",)):
            # The search rounds amounts down to what prices can add up to. Here a million
            # less must be a little less, or a price would be that of a whole seat.
            _raise(self.formulation, limit, 0)
        self._values: list[float] = []
        self._slopes: list[tuple[Floats, Floats]] = []
        for at in range(len(self.tiers)):
            value, reduced, duals = self._solved(at)
            self._values.append(value)
            self._slopes.append((reduced, duals))

    @property
    def shortfalls(self) -> dict[str, float]:
        """Least shortfall of every tier, those before held [officials]."""
        names = (entry.name for entry in self.tiers)
        return dict(zip(names, self._values, strict=True))

    def prices(self, kinds: Sequence[Kind]) -> list[Price]:
        """Return the price of every limit that has one, the highest of each tier first."""
        found = []
        for limit in self._limits(kinds):
            # Where the slope of a tier is 0, one more unit changes nothing of it.
            for at, slopes in enumerate(self._slopes):
                if _slope(limit, *slopes) < -_LEAST:
                    price = self._price(limit, at)
                    if price.per_unit > _LEAST:
                        found.append(price)
                        break
        return sorted(found, key=lambda item: (item.tier, -item.per_unit))

    def _price(self, limit: Limit, at: int) -> Price:
        before = self._values[at]
        per_unit = before - self._more(limit, at, 1.0)[0]
        up_to = limit.furthest
        for _ in range(_TANGENTS):
            if up_to <= 1.0 or per_unit <= _LEAST:
                break
            value, slope = self._more(limit, at, up_to)
            above = value - (before - per_unit * up_to)
            if above <= _EQUAL * max(1.0, abs(before)):
                return Price(limit, self.tiers[at].name, per_unit, up_to, before)
            if slope + per_unit <= _LEAST:
                break  # parallel to the line: it was left within the first unit
            up_to -= above / (slope + per_unit)
        return Price(limit, self.tiers[at].name, per_unit, 1.0, before)

    def _more(self, limit: Limit, at: int, units: float) -> tuple[float, float]:
        """Return shortfall and slope of a tier with more units of a limit."""
        with _raised(self.formulation, limit, units):
            value, reduced, duals = self._solved(at)
        return value, _slope(limit, reduced, duals)

    def _solved(self, at: int) -> tuple[float, Floats, Floats]:
        form = self.formulation
        held = hold(form, self.tiers, self._values[:at])
        answer = minimise_dual(form.matrix, form.objective(self.tiers[at]), locks=held)
        if answer is None:
            raise NoRelaxationError(f"{self.tiers[at].name} has no relaxation")
        return answer

    # -- limits ----------------------------------------------------------------

    def _limits(self, kinds: Sequence[Kind]) -> Iterator[Limit]:
        if "budget" in kinds:
            yield from self._budget()
        rows = _positions(self.formulation.matrix.row_names)
        shared = self.formulation.shared
        for course, start in shared.intakes():
            name, year = shared.course_name(course), shared.year(start)
            entry = self.scenario.spec.courses[name]
            row = rows.get(f"seats:{name}@{year}")
            if "seats" in kinds and row is not None and entry.seats is not None:
                seats = entry.seats.at(year) or 0
                place: tuple[tuple[int, float, int], ...] = ((row, 1000, seats * 1000),)
                yield Limit("seats", name, year, seats, _FURTHEST["seats"], place)
            offered = None if entry.classes is None else entry.classes.at(year)
            if "classes" not in kinds or offered is None:
                continue
            furthest = _FURTHEST["classes"]
            column = shared.classes.get((course, start))
            # Where fewer classes can be filled than are offered, one more is worth nothing.
            if column is not None and self.formulation.matrix.upper[column] == offered:
                yield Limit("classes", name, year, offered, furthest, (), column)
            elif shared.free_classes.get((course, start)) == offered:
                seats = rows[f"class-max:{name}@{year}"]
                place = ((seats, 1000 / entry.class_size.max, 1000 * offered),)
                yield Limit("classes", name, year, offered, furthest, place)

    def _budget(self) -> Iterator[Limit]:
        scenario, rows = self.scenario, self.formulation.shared.budget_rows
        years = scenario.spec.horizon.years
        amounts, limits = granted(scenario), left(scenario)
        for line, name in enumerate(scenario.line_ids):
            carries = scenario.spec.budget[name].carry_over
            furthest = max(1.0, float(amounts[line].sum()) / 1000)
            for at, year in enumerate(years):
                # Money that is kept for later counts in every later row.
                touched = range(at, len(years) if carries else at + 1)
                places = tuple(
                    (*rows[line, later], int(limits[line, later]))
                    for later in touched
                    if (line, later) in rows
                )
                now = float(amounts[line, at]) / 1000
                yield Limit("budget", name, year, now, furthest, places)


class NoRelaxationError(Exception):
    """Not even the relaxation has a solution: decisions contradict each other."""


@contextmanager
def _raised(formulation: Formulation, limit: Limit, units: float) -> Iterator[None]:
    """Raise a limit for as long as the context lasts."""
    matrix = formulation.matrix
    rows, columns = list(matrix.row_upper), list(matrix.upper)
    try:
        _raise(formulation, limit, units)
        yield
    finally:
        matrix.row_upper[:], matrix.upper[:] = rows, columns


def _raise(formulation: Formulation, limit: Limit, units: float) -> None:
    matrix = formulation.matrix
    for row, divisor, amount in limit.rows:
        matrix.row_upper[row] = max(amount + units * 1000, 0) / divisor
    if limit.column is not None:
        matrix.upper[limit.column] += units


def _slope(limit: Limit, reduced: Floats, duals: Floats) -> float:
    """Return how a shortfall changes with one more unit [officials]."""
    slope = sum(float(duals[row]) * 1000 / divisor for row, divisor, _ in limit.rows)
    return slope if limit.column is None else slope + float(reduced[limit.column])


def _positions(names: Sequence[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}
