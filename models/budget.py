"""Budget lines: who pays how much, for whom, in which year."""

from decimal import Decimal

from pydantic import Field, model_validator

from models.base import Record
from models.by_year import ByYear
from models.expression import ExpressionText
from models.units import Identifier, Money, Share, Text


class PayRule(Record):
    """One thing a budget line may pay for."""

    courses: tuple[Identifier, ...] | None = None
    """Courses it may pay for; not given means every course."""
    who: ExpressionText = "all"
    """For whom: a filter evaluated on 1 January of the start year."""
    recruitment: tuple[Identifier, ...] | None = None
    """Streams whose recruits it pays for, in the year they join; such a rule pays for no
    course."""
    share: Share = Field(default=Decimal(1))
    """Share of the cost that the line pays; the rest is not charged to any line [-]."""

    @model_validator(mode="after")
    def _courses_or_recruits(self) -> "PayRule":
        if self.recruitment is not None and (self.courses or self.who != "all"):
            raise ValueError("a rule with recruitment names neither courses nor who")
        return self


class BudgetLine(Record):
    """Money of one source, limited by year."""

    title: Text
    """Name shown to planners."""
    amount: ByYear[Money]
    """Money available in each calendar year [million dong]."""
    pays: tuple[PayRule, ...] = Field(default=(PayRule(),), min_length=1)
    """What it may pay for; for an enrolment the first matching rule holds."""
    carry_over: bool = False
    """Money not spent in a year may be spent in later years."""
    source: Text = ""
    """Document and date, or `assumed: why`."""
