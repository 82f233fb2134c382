"""Service after completion: in office until the course and the required service end."""

from models.roster import BoolArray
from planner.formulation.background import Background


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who still serves when the service owed for the course is done."""
    catalogue = background.catalogue
    year = catalogue.first + start
    end = year + catalogue.courses[course].duration - 1
    terms = background.scenario.spec.terms(catalogue.course_name(course), year)
    return background.roster.serves_until(end, terms.service_after.value)
