"""Retirement dates under normal conditions, by sex and birth date.

The age rises year by year until 62 for men (2028) and 60 for women (2035); retirement is
on the last day of the month in which the age is reached.

References
----------
.. [1] Nghị định 135/2020/NĐ-CP (18-11-2020), điều 4 and annex.
"""

import numpy as np
import numpy.typing as npt

Dates = npt.NDArray[np.datetime64]

_FIRST_YEAR = 2021
# Months of age required by year of retirement, 2021 onwards [1]_.
_MEN = tuple(min(60 * 12 + 3 * step, 62 * 12) for step in range(1, 16))
_WOMEN = tuple(min(55 * 12 + 4 * step, 60 * 12) for step in range(1, 16))
# Before 2021: 60 and 55 (Bộ luật Lao động 2012, điều 187).
_BEFORE = {"male": 60 * 12, "female": 55 * 12}


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
    # One year late reaches nobody: the loop keeps the first year whose age is reached
    # within it, and whoever reached an earlier age is already settled.
    first_age = np.where(female, _BEFORE["female"], _BEFORE["male"])
    reached = month + first_age.astype("timedelta64[M]")
    settled = reached < np.datetime64(f"{_FIRST_YEAR}-01", "M")
    for step in range(len(_MEN)):
        age = np.where(female, _WOMEN[step], _MEN[step]).astype("timedelta64[M]")
        at = month + age
        year_end = np.datetime64(f"{_FIRST_YEAR + step}-12", "M")
        last = step == len(_MEN) - 1
        now = ~settled & ((at <= year_end) | last)
        reached = np.where(now, at, reached)
        settled |= now
    result: Dates = (reached + np.timedelta64(1, "M")).astype(
        "datetime64[D]"
    ) - np.timedelta64(1, "D")
    return result
