"""Numbers and dates as offices write them in the language in use."""

import datetime
from decimal import Decimal

from planner.language import current


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Return a number: `1.234,5` in Vietnamese, `1,234.5` in English.

    Parameters
    ----------
    value
        Any finite number.
    decimals
        Digits after the decimal sign, always shown.
    """
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    if current() == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


def shortest(value: float | Decimal, decimals: int) -> str:
    """Return a number with at most so many decimals, and no zeros at their end."""
    whole, sign, rest = number(value, decimals).partition(decimal_sign())
    rest = rest.rstrip("0")
    return whole + (f"{sign}{rest}" if rest else "")


def decimal_sign() -> str:
    """Return what stands between a number and its decimals."""
    return "," if current() == "vi" else "."


def date(day: datetime.date) -> str:
    """Return a date: `31-12-2026` in Vietnamese, `2026-12-31` in English."""
    return day.strftime("%d-%m-%Y") if current() == "vi" else day.isoformat()
