"""Retirement dates under normal conditions, by sex and birth date.

The ages in force in each year, with their sources, are in `retirement.csv`: each row holds
from its year on, until the next one of the same sex. Retirement is on the last day of the
month in which the age is reached.
"""

import csv
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

Dates = npt.NDArray[np.datetime64]


@cache
def _ages() -> tuple[tuple[int, int, int], ...]:
    """Return (first year, age of men, age of women [months]), the earliest first."""
    text = resources.files("models").joinpath("retirement.csv").read_text("utf-8")
    ages: dict[str, dict[int, int]] = {"male": {}, "female": {}}
    for row in csv.DictReader(text.splitlines()):
        months = 12 * int(row["years"]) + int(row["months"])
        ages[row["sex"]][int(row["from_year"])] = months
    steps = []
    men = women = 0
    for year in sorted({*ages["male"], *ages["female"]}):
        men = ages["male"].get(year, men)
        women = ages["female"].get(year, women)
        steps.append((year, men, women))
    return tuple(steps)


def retirement_dates(birth: Dates, female: npt.NDArray[np.bool_]) -> Dates:
    """Return the date from which each official no longer serves.

    Parameters
    ----------
    birth
        Birth dates; officials known by year only have 1 January, the legal default.
    female
        True for women.

    Returns
    -------
    Last day of the month in which the age in force that year is reached.
    """
    month = birth.astype("datetime64[M]")
    reached: Dates = month.copy()
    settled = np.zeros(len(birth), dtype=np.bool_)
    steps = _ages()
    changes = [year for year, _, _ in steps[1:]]
    for step, (_, men, women) in enumerate(steps):
        # One step late reaches nobody: the loop keeps the first step whose age is reached
        # within it, and whoever reached an earlier age is already settled.
        age = np.where(female, women, men).astype("timedelta64[M]")
        at = month + age
        now = ~settled
        if step < len(changes):
            now &= at < np.datetime64(f"{changes[step]}-01", "M")
        reached[now] = at[now]
        settled |= now
    following: Dates = (reached + np.timedelta64(1, "M")).astype("datetime64[D]")
    result: Dates = np.subtract(following, np.timedelta64(1, "D"))
    return result
