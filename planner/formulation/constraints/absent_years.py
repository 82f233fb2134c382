"""Absent years: no course runs in a year in which the official is absent."""

from models.roster import BoolArray
from planner.formulation.background import Background


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return who is present in every year of the course."""
    catalogue = background.catalogue
    mask = ~background.roster.absent_in(catalogue.first + start)
    for study in range(1, int(catalogue.duration[course])):
        mask &= ~background.roster.absent_in(catalogue.first + start + study)
    return mask
