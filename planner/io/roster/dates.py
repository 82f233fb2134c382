"""Dates as rosters write them -> days; no reading where two are possible."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from planner.io.cells import Refused
from planner.language import _

Form = Literal["day", "month", "year", "serial", "two digits"]
"""How a date is written: to the day, to the month, to the year, as the number of a day in
Excel, or with two digits for the year."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SERIAL = re.compile(r"\d{5}")
_EXCEL_ORIGIN = date(1899, 12, 30)
# 14-3-1905 to 30-9-1905 are the days that Excel numbers 1900 to 2100.
_YEARS_AS_DAYS = (date(1905, 3, 14), date(1905, 9, 30))


class Window(NamedTuple):
    """Years in which a date of some kind can lie; narrower than a century."""

    first: int
    last: int


class Day(NamedTuple):
    """A date read, and how it was written."""

    day: date
    form: Form


def birth_years(baseline: int) -> Window:
    """Return the years in which officials are born who serve in a year: of 18 to 75."""
    return Window(baseline - 75, baseline - 18)


def read_day(text: str, window: Window) -> Day:
    """Return the day that a cell gives.

    A year alone is its 1 January, the legal default for birth dates (Nghị định
    135/2020/NĐ-CP, 18-11-2020); a month alone is its first day. A year that was typed into
    a cell made for dates arrives as a day of 1905 and is taken for the year again.

    Parameters
    ----------
    window
        Years that are possible; they tell which century two digits mean.

    Raises
    ------
    Refused
        If the text is no date, there is no such day, or its century is open.
    """
    if iso := _ISO.fullmatch(text):
        day = _existing(*map(int, iso.groups()))
        if _YEARS_AS_DAYS[0] <= day <= _YEARS_AS_DAYS[1]:
            return Day(date((day - _EXCEL_ORIGIN).days, 1, 1), "year")
        return Day(day, "day")
    if full := _DAY_FIRST.fullmatch(text):
        of_month, month, year = map(int, full.groups())
        if len(full[3]) == 2:
            return Day(_existing(_century(year, window), month, of_month), "two digits")
        return Day(_existing(year, month, of_month), "day")
    if of_year := _MONTH.fullmatch(text):
        return Day(_existing(int(of_year[2]), int(of_year[1]), 1), "month")
    if _YEAR.fullmatch(text):
        return Day(date(int(text), 1, 1), "year")
    if _SERIAL.fullmatch(text) and int(text) < 80_000:
        return Day(_EXCEL_ORIGIN + timedelta(days=int(text)), "serial")
    raise Refused(
        _("this is not a date"),
        _("write day/month/year, for example 24/03/1985, or the year alone"),
    )


def _existing(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        raise Refused(
            _("there is no such day"),
            _("write an existing day, the day before the month"),
        ) from None


def _century(digits: int, window: Window) -> int:
    for year in (1900 + digits, 2000 + digits):
        if window.first <= year <= window.last:
            return year
    raise Refused(
        _("the century of a year with two digits is open"),
        _("write the year with four digits, for example 24/03/1985"),
    )
