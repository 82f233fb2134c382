"""Horizon: the calendar years planned."""

from pydantic import model_validator

from models.base import Record
from models.units import Year


class Horizon(Record):
    """First and last calendar year; the roster is a snapshot of the day before."""

    first: Year
    """First year planned."""
    last: Year
    """Last year planned."""

    @model_validator(mode="after")
    def _ordered(self) -> "Horizon":
        if self.first > self.last:
            raise ValueError(f"first year {self.first} is after last year {self.last}")
        if self.last - self.first >= 30:
            raise ValueError("a horizon has at most 30 years")
        return self

    @property
    def years(self) -> range:
        """The years planned, in order."""
        return range(self.first, self.last + 1)

    def __len__(self) -> int:
        """Return the number of years planned."""
        return self.last - self.first + 1
