from datetime import date

import pytest

from planner.io.cells import Refused
from planner.io.roster.dates import Window, read_day

BIRTHS = Window(1949, 2006)  # ages 18 to 75 on 31-12-2024


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("24/03/1985", date(1985, 3, 24), "day"),
        ("24-3-1985", date(1985, 3, 24), "day"),
        ("24.03.1985", date(1985, 3, 24), "day"),
        ("24 / 3 / 1985", date(1985, 3, 24), "day"),
        ("1985-03-24", date(1985, 3, 24), "day"),
        ("1985", date(1985, 1, 1), "year"),
        ("03/1985", date(1985, 3, 1), "month"),
        ("31130", date(1985, 3, 24), "serial"),
        # Excel shows the number 1985 in a cell made for dates as 7-6-1905.
        ("1905-06-07", date(1985, 1, 1), "year"),
        ("24.3.85", date(1985, 3, 24), "two digits"),
        ("1/1/06", date(2006, 1, 1), "two digits"),
        ("29/02/1988", date(1988, 2, 29), "day"),
    ],
)
def test_dates_as_offices_write_them(text: str, day: date, form: str) -> None:
    assert read_day(text, BIRTHS) == (day, form)


@pytest.mark.parametrize(
    "text",
    [
        "29/02/1985", "31/4/1985", "13/13/1985", "0/1/1985", "13/1985", "1/1/07", "1/1/48",
        "85", "24/3", "24 tháng 3 năm 1985", "1985?", "03/24/1985", "2101", "123456",
        "99999", "", "24/03/19855",
    ],
)  # fmt: skip
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_day(text, BIRTHS)
    assert refusal.value.reason and refusal.value.hint
