"""Seat use: what taking a seat means to the rest of the formulation."""

from planner.formulation.blocks import Block
from planner.formulation.formulation import Formulation


def use_seat(
    formulation: Formulation, block: Block, at: int, start: int, column: int
) -> None:
    """Record what an enrolment of an item of a block uses."""
    course = block.catalogue.items[block.items[at]].course
    use_course(formulation, course, start, block.pay[at], block.priority, column)


def use_course(
    formulation: Formulation,
    course: int,
    start: int,
    pattern: int,
    priority: tuple[bool, ...],
    column: int,
) -> None:
    """Record what an enrolment uses, absence from the unit apart.

    Parameters
    ----------
    pattern
        Pay pattern (see `people.pay_patterns`).
    priority
        Membership of each priority group of the preferences.
    """
    catalogue = formulation.reduction.catalogue
    formulation.shared.seats[course, start, pattern].append((column, 1))
    if not catalogue.courses[course].repeatable:
        wait = start + int(catalogue.duration[course]) - 1
        formulation.waiting.append((column, wait))
    for group, member in enumerate(priority):
        if not member:
            formulation.outside[group].append((column, 1))
