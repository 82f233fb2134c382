"""Admitted: who may attend one intake, before asking what else anybody takes."""

from models.roster import BoolArray
from models.scenario import Scenario


def admitted(scenario: Scenario, course: str, start: int) -> BoolArray:
    """Return who is of the group and age, serves long enough and is never absent."""
    roster, entry = scenario.roster, scenario.spec.courses[course]
    day, end = f"{start}-01-01", start + entry.duration - 1
    who = roster.members(entry.who, scenario.spec.groups, day).copy()
    who &= roster.serves_on(day) & roster.serves_until(end, entry.service_months())
    if entry.age_min is not None or entry.age_max is not None:
        age = roster.age_on(day)
        who &= (age >= (entry.age_min or 0)) & (age <= (entry.age_max or 200))
    for year in range(start, end + 1):
        who &= ~roster.absent_in(year)
    return who
