import pytest

from planner.reports.numbers import count, duration, money, percent

pytestmark = pytest.mark.usefixtures("vietnamese")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1697, "1.697"), (None, "–")]
)
def test_counts_have_dots_between_thousands(value: int | None, text: str) -> None:
    assert count(value) == text


@pytest.mark.parametrize(
    ("thousands", "text"),
    [
        (0, "0"),
        (1, "0,001"),
        (12_345_500, "12.345,5"),
        (100_000, "100"),
        (-1_500, "-1,5"),
        (10**15 + 1, "1.000.000.000.000,001"),
    ],
)
def test_money_is_exact_million_dong(thousands: int, text: str) -> None:
    assert money(thousands) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 3, "33,33"),
        (2, 3, "66,66"),
        (1612, 1697, "94,99"),  # 94.991 %: below 95 and never shown as 95
        (7, 7, "100,00"),
        (0, 0, "–"),
        (None, 7, "–"),
    ],
)
def test_percentages_are_cut_and_never_rounded_up(
    part: int | None, whole: int, text: str
) -> None:
    assert percent(part, whole) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 giây"), (59.9, "59 giây"), (65, "1 phút 05 giây")]
)
def test_times_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration(seconds) == text
