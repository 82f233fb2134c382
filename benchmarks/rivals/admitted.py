"""Admitted: who may attend one intake, before asking what else anybody takes."""

from models import admission
from models.roster import BoolArray
from models.scenario import Scenario


def admitted(scenario: Scenario, course: str, start: int) -> BoolArray:
    """Return who is of the group and age, serves long enough and is never absent."""
    roster, entry = scenario.roster, scenario.spec.courses[course]
    who = admission.admitted(scenario, course, start)
    for year in range(start, start + entry.duration):
        who &= ~roster.absent_in(year)
    return who
