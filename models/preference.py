"""Preferences: what decides between plans of equal shortfall and cost."""

from typing import Annotated, Literal

from pydantic import Field

from models.base import Record
from models.expression import ExpressionText
from models.units import Text


class EarlierCompletion(Record):
    """Fewest years waited until completion, summed over enrolments."""

    kind: Literal["earlier_completion"]


class PriorityGroup(Record):
    """Fewest enrolments of people outside the group (filter on the baseline date)."""

    kind: Literal["priority_group"]
    who: ExpressionText
    """Who is preferred, for example women or the young."""
    reason: Text = ""
    """Why, shown to those who ask."""


class EvenUnits(Record):
    """Enrolments spread over units in proportion to their size."""

    kind: Literal["even_units"]


Preference = Annotated[
    EarlierCompletion | PriorityGroup | EvenUnits, Field(discriminator="kind")
]
"""One preference; earlier entries of the list outrank later ones."""
