"""Nghị định 135/2020/NĐ-CP (18-11-2020): ages in force by year of retirement."""

import numpy as np
import pytest

from models.retirement import retirement_dates

AGES = {
    2021: ((60, 3), (55, 4)), 2022: ((60, 6), (55, 8)), 2023: ((60, 9), (56, 0)),
    2024: ((61, 0), (56, 4)), 2025: ((61, 3), (56, 8)), 2026: ((61, 6), (57, 0)),
    2027: ((61, 9), (57, 4)), 2028: ((62, 0), (57, 8)), 2029: ((62, 0), (58, 0)),
    2030: ((62, 0), (58, 4)), 2031: ((62, 0), (58, 8)), 2032: ((62, 0), (59, 0)),
    2033: ((62, 0), (59, 4)), 2034: ((62, 0), (59, 8)), 2035: ((62, 0), (60, 0)),
    2040: ((62, 0), (60, 0)),
}  # fmt: skip


def retires(birth, female):
    born = np.array([birth], dtype="datetime64[D]")
    return str(retirement_dates(born, np.array([female]))[0])


@pytest.mark.parametrize("year", AGES)
@pytest.mark.parametrize("female", [False, True])
def test_the_age_of_the_table_is_reached_in_december_of_its_year(year, female):
    years, months = AGES[year][female]
    # Born that long before December: retires on 31 December.
    born = np.datetime64(f"{year}-12", "M") - np.timedelta64(12 * years + months, "M")
    assert retires(f"{born}-15", female) == f"{year}-12-31"


@pytest.mark.parametrize(
    ("birth", "female", "expected"),
    [
        ("1960-12-31", False, "2020-12-31"),  # 60 before the table begins
        ("1961-01-01", False, "2021-04-30"),  # 60 years 3 months in April 2021
        ("1965-12-31", True, "2020-12-31"),
        ("1966-01-01", True, "2021-05-31"),  # 55 years 4 months in May 2021
        ("1966-10-01", False, "2028-10-31"),  # 61 y 9 m only in 2028: then 62
        ("1970-01-01", True, "2027-05-31"),  # 57 years 4 months in May 2027
        ("1976-02-29", True, "2036-02-29"),  # last day of a leap February
        ("1990-07-04", False, "2052-07-31"),
    ],
)
def test_retirement_is_on_the_last_day_of_the_month(birth, female, expected):
    assert retires(birth, female) == expected


def test_whoever_is_born_later_never_retires_earlier():
    months = np.arange("1955-01", "1995-01", dtype="datetime64[M]")
    for female in (False, True):
        mask = np.full(len(months), female)
        dates = retirement_dates(months.astype("datetime64[D]"), mask)
        assert (np.diff(dates) >= np.timedelta64(0, "D")).all()
