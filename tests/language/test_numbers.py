"""Numbers and dates as offices write them."""

import datetime

import pytest

from planner.language import VARIABLE
from planner.language.numbers import date, number


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1697, 0, "1.697", "1,697"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1_234_567.891, 2, "1.234.567,89", "1,234,567.89"),
        (-0.04, 1, "0,0", "0.0"),
        (-1500, 0, "-1.500", "-1,500"),
    ],
)
def test_numbers(
    monkeypatch: pytest.MonkeyPatch,
    value: float,
    decimals: int,
    vietnamese: str,
    english: str,
) -> None:
    monkeypatch.setenv(VARIABLE, "vi")
    assert number(value, decimals) == vietnamese
    monkeypatch.setenv(VARIABLE, "en")
    assert number(value, decimals) == english


def test_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime.date(2026, 12, 3)
    monkeypatch.setenv(VARIABLE, "vi")
    assert date(day) == "03-12-2026"
    monkeypatch.setenv(VARIABLE, "en")
    assert date(day) == "2026-12-03"
