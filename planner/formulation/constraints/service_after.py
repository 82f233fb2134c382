"""Service after completion: in office until the course and the required service end."""

from models.roster import BoolArray
from planner.formulation.background import Background


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who still serves when the service owed for the course is done."""
    entry = background.catalogue.courses[course]
    end = background.catalogue.first + start + entry.duration - 1
    return background.roster.serves_until(end, entry.service_months())
