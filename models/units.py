"""Named types: every number of a scenario carries its unit and its range.

Money is written in million dong with at most three decimals and handled as whole
thousands of dong; weeks away are written with at most one decimal and handled as whole
tenths of a week. Integers make sums exact, whatever their order.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60),
]
"""Name of a course, target, budget line or what-if: letters, digits, - and _."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""Name used inside filter expressions: attribute, level, value or group."""

Text = Annotated[str, StringConstraints(max_length=2000)]
"""Free text shown to planners; never interpreted."""

Year = Annotated[int, Field(ge=1990, le=2100)]
"""Calendar year."""

Money = Annotated[
    Decimal, Field(ge=0, le=Decimal("1e9"), max_digits=13, decimal_places=3)
]
"""Amount of money [million dong], at most three decimals."""

Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=8, decimal_places=5)]
"""Share of a group [%]."""

Share = Annotated[Decimal, Field(gt=0, le=1, max_digits=6, decimal_places=5)]
"""Share of a whole, above 0 and at most 1 [-]."""

Weeks = Annotated[Decimal, Field(ge=0, le=53, max_digits=4, decimal_places=1)]
"""Time away from the office [weeks], at most one decimal."""


def thousands(amount: Decimal) -> int:
    """Return an amount given in million dong as whole thousands of dong."""
    return int(amount * 1000)


def millions(amount: int) -> Decimal:
    """Return an amount given in thousands of dong in million dong."""
    return Decimal(int(amount)) / 1000


def tenths(weeks: Decimal) -> int:
    """Return weeks as whole tenths of a week."""
    return int(weeks * 10)


def half_up(number: Decimal) -> int:
    """Return the nearest whole number, half of one rounded up."""
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def share_of(amount: int, share: Decimal) -> int:
    """Return the share of an amount [thousand dong], half a thousand rounded up.

    Examples
    --------
    >>> share_of(1001, Decimal("0.5"))
    501
    """
    return half_up(Decimal(amount) * share)
