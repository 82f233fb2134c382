"""A condition on what an official holds; the atom of requirements and targets."""

from pydantic import model_validator

from models.base import Record
from models.units import Word


class Condition(Record):
    """Exactly one test of one attribute.

    ``{attribute: education, at_least: dai_hoc}`` · ``{attribute: fields, any_of: [law]}``
    · ``{attribute: party_member, equals: true}`` ·
    ``{attribute: fields, fits: title, fitting: {accountant: [finance, accounting]}}``
    """

    attribute: Word
    """Attribute tested."""
    at_least: Word | float | None = None
    """Lowest level (ladder) or value (number) that passes."""
    any_of: tuple[Word, ...] | None = None
    """Passes if any of these values is held (set) or is the value (category)."""
    equals: bool | None = None
    """Value that passes (flag)."""
    fits: Word | None = None
    """Category attribute that decides which values of the set are fitting."""
    fitting: dict[Word, tuple[Word, ...]] | None = None
    """Fitting values of the set for each value of the category named by `fits`;
    a category value that is not listed has no fitting values."""

    @model_validator(mode="after")
    def _exactly_one_test(self) -> "Condition":
        if (self.fits is None) != (self.fitting is None):
            raise ValueError("`fits` and `fitting` are given together")
        tests = (self.at_least, self.any_of, self.equals, self.fits)
        if sum(test is not None for test in tests) != 1:
            raise ValueError(
                "give exactly one of at_least, any_of, equals, or fits with fitting"
            )
        return self

    def in_words(self) -> str:
        """Return the condition as text, for example `theory at_least trung_cap`."""
        name = self.attribute
        if self.at_least is not None:
            return f"{name} at_least {self.at_least}"
        if self.any_of is not None:
            return f"{name} any_of {', '.join(self.any_of)}"
        if self.fits is not None:
            return f"{name} that fits {self.fits}"
        return f"{name} {str(self.equals).lower()}"
