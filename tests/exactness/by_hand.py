"""Officials one by one, in plain Python values; what brute force reads of a scenario.

Nothing here uses the code of filters, rosters, rules or measures: a second reading of the
same words is only worth something if it is a reading of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.attribute import Category, Flag, Ladder, SetOf
from models.condition import Condition
from models.scenario import Scenario

Held = dict[str, Any]
"""Attribute -> level number, set of values, truth, value or number."""


@dataclass(frozen=True)
class Level:
    """A level of a ladder, compared with levels given by name."""

    levels: tuple[str, ...]
    at: int

    def __eq__(self, other: object) -> bool:
        return self.at == self.levels.index(str(other))

    def __lt__(self, other: str) -> bool:
        return self.at < self.levels.index(other)

    def __le__(self, other: str) -> bool:
        return self.at <= self.levels.index(other)

    def __gt__(self, other: str) -> bool:
        return self.at > self.levels.index(other)

    def __ge__(self, other: str) -> bool:
        return self.at >= self.levels.index(other)


@dataclass(frozen=True)
class Person:
    """One official on the baseline date."""

    id: str
    unit: str
    female: bool
    birth: date
    joined: date
    gone: date
    """First day on which the official no longer serves."""
    held: Held
    absent: frozenset[int]
    load_limit: int | None
    """Tenths of a week in a year."""
    long_limit: int | None

    def serves(self, day: date) -> bool:
        return self.joined <= day < self.gone

    def serves_since(self, year: int, months: int) -> bool:
        """Whether the person had joined so many months before 1 January, or earlier."""
        since, month = divmod(12 * year - months, 12)
        return self.joined <= date(since, month + 1, 1)

    def age(self, day: date) -> int:
        birthday_to_come = (day.month, day.day) < (self.birth.month, self.birth.day)
        return day.year - self.birth.year - birthday_to_come


def people(scenario: Scenario) -> list[Person]:
    """Every official of the roster, in its order."""
    roster, rules = scenario.roster, scenario.spec.rules
    load = None if rules.yearly_load is None else int(rules.yearly_load * 10)
    found = []
    for at, name in enumerate(roster.ids):
        held = {key: _plain(scenario, key, at) for key in scenario.spec.attributes}
        own_load = -1 if roster.yearly_load is None else int(roster.yearly_load[at])
        own_long = -1 if roster.long_courses is None else int(roster.long_courses[at])
        found.append(
            Person(
                id=str(name),
                unit=roster.unit_names[roster.unit[at]],
                female=bool(roster.female[at]),
                birth=_day(roster.birth[at]),
                joined=_day(roster.joined[at]),
                gone=min(_day(roster.retires[at]), _day(roster.leaves[at])),
                held=held,
                absent=frozenset(year for who, year in roster.absent if who == at),
                load_limit=load if own_load < 0 else own_load,
                long_limit=rules.long_courses_at_once if own_long < 0 else own_long,
            )
        )
    return found


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def _plain(scenario: Scenario, name: str, at: int) -> Any:
    attribute = scenario.spec.attributes[name]
    code = scenario.roster.columns[name][at]
    match attribute:
        case Ladder():
            return int(code)
        case Category(values=values):
            return values[code]
        case SetOf(values=values):
            return frozenset(
                value for bit, value in enumerate(values) if int(code) >> bit & 1
            )
        case Flag():
            return bool(code)
    return float(code)


def passes(scenario: Scenario, text: str, person: Person, day: date) -> bool:
    """Whether an official passes a filter; all but the age is as on the baseline."""
    spec = scenario.spec
    while "@" in text:
        text = re.sub(r"@(\w+)", lambda group: f"({spec.groups[group[1]]})", text)
    names: dict[str, Any] = {
        "all": True,
        "age": person.age(day),
        "sex": "female" if person.female else "male",
        "unit": person.unit,
    }
    for name, value in person.held.items():
        attribute = spec.attributes[name]
        names[name] = value
        if isinstance(attribute, Ladder):
            names[name] = Level(attribute.levels, value)
    # Filters of tests are written here, so that Python itself may read them; a name that
    # is no attribute stands for itself.
    return bool(eval(text, {"__builtins__": {}}, _Names(names)))


class _Names(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return name


def meets(scenario: Scenario, condition: Condition, held: Held) -> bool:
    """Whether what somebody holds passes a condition."""
    value = held[condition.attribute]
    attribute = scenario.spec.attributes[condition.attribute]
    if isinstance(attribute, Ladder):
        return bool(value >= attribute.levels.index(str(condition.at_least)))
    if condition.fitting is not None:
        assert condition.fits is not None
        return bool(value & set(condition.fitting.get(held[condition.fits], ())))
    if condition.any_of is not None:
        wanted = set(condition.any_of)
        return bool(value & wanted) if isinstance(value, frozenset) else value in wanted
    if condition.equals is not None:
        return bool(value == condition.equals)
    return bool(value >= float(str(condition.at_least)))


def is_dynamic(scenario: Scenario, condition: Condition) -> bool:
    """Whether courses change what the condition reads."""
    return isinstance(scenario.spec.attributes[condition.attribute], Ladder | SetOf)


def after_course(scenario: Scenario, held: Mapping[str, Any], course: str) -> Held:
    """What is held once a course is completed."""
    result = dict(held)
    for grant in scenario.spec.courses[course].grants:
        attribute = scenario.spec.attributes[grant.attribute]
        if isinstance(attribute, Ladder):
            level = attribute.levels.index(str(grant.level))
            result[grant.attribute] = max(result[grant.attribute], level)
        else:
            result[grant.attribute] = result[grant.attribute] | set(grant.add or ())
    return result


def month_end(year: int, months_after: int) -> date:
    """The last day of the month so many months after December of a year."""
    months = year * 12 + 11 + months_after + 1
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
