"""Other money: a formulation of a scenario -> that of one with other amounts of money.

Amounts decide on no official, block or column, only on the limits of budget rows. Making
everything anew takes a second with 2,700 officials.
"""

from copy import copy
from dataclasses import replace

from models.scenario import Scenario
from planner.formulation.constraints.budget_limit import limits
from planner.formulation.formulation import Formulation
from planner.formulation.people import People
from planner.formulation.reduction import Reduction


def with_money_of(formulation: Formulation, scenario: Scenario) -> Formulation:
    """Return the formulation with the money of a scenario that is the same otherwise.

    Rows can be added to it without the other's getting them.
    """
    people = _people(formulation.reduction.people, scenario)
    matrix = formulation.matrix.copy()
    for row, upper in limits(formulation.shared, scenario).items():
        matrix.row_upper[row] = upper
    return replace(
        formulation,
        reduction=_reduction(formulation.reduction, people),
        shared=replace(formulation.shared, background=people.background),
        matrix=matrix,
    )


def _reduction(reduction: Reduction, people: People) -> Reduction:
    """Return the reduction with people who are the same but for money."""
    kinds = reduction.kinds
    if kinds.hiring is not None:
        hiring = replace(kinds.hiring, scenario=people.scenario)
        kinds = replace(kinds, hiring=hiring)
    return replace(reduction, people=people, kinds=kinds)


def _people(people: People, scenario: Scenario) -> People:
    """Return the people, and what stands behind them, in the other scenario."""
    found = copy(people)
    found.catalogue = copy(people.catalogue)
    found.background = copy(people.background)
    found.background.catalogue = found.catalogue
    for part in (found, found.catalogue, found.background):
        part.scenario = scenario
    return found
