"""What is wrong or doubtful in a table of officials, at the cells of its roster."""

import datetime
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.attribute import Attribute
from planner.io.problems import Problem, problem
from planner.io.read_officials import REQUIRED, read_officials
from planner.io.roster.dates import birth_years
from planner.io.roster.officials import NOBODY_BORN
from planner.io.roster.whole_list import WholeList
from planner.io.table import MOST_LISTED, grouped


def refusals(
    people: WholeList, attributes: Mapping[str, Attribute], baseline: datetime.date
) -> list[Problem]:
    """Return what makes it no valid table of officials, at the cells it came from."""
    checked = {name: attributes[name] for name in attributes if name in people.columns}
    missing = [name for name in REQUIRED if name not in people.columns]
    found = read_officials(people, checked, baseline)[1]
    return [item for item in found if not (missing and item.code == "column-missing")]


def persons_twice(
    officials: pd.DataFrame, people: WholeList, has_id: npt.NDArray[np.bool_]
) -> tuple[list[Problem], list[Problem]]:
    """Return who has the name, the birth date and the sex of somebody above.

    In one sheet that is a doubt. In two sheets it is refused, as one of them may repeat the
    other, unless both have an id of their own.

    Parameters
    ----------
    has_id
        Whether the roster itself gives the official an id.

    Returns
    -------
    tuple of list of Problem
        Errors, and warnings.
    """
    if not {"name", "birth", "sex"} <= set(officials):
        return [], []
    person = [officials["name"].str.casefold(), officials["birth"], officials["sex"]]
    place = pd.Series(np.arange(len(officials)), index=officials.index)
    first = place.groupby(person, sort=False).transform("first").to_numpy()
    again = (first != place.to_numpy()) & (officials["name"] != "").to_numpy()
    apart = people.sheet_of != people.sheet_of[first]
    told = has_id & has_id[first]
    both = {"person-in-two-sheets": again & apart & ~told}
    both["person-twice"] = again & ~both["person-in-two-sheets"]
    found = {}
    for code, mask in both.items():
        rows = np.flatnonzero(mask)
        items = [
            problem(
                code,
                file=people.file,
                place=people.place(row, "name"),
                value=officials["name"].iloc[row],
                first=people.place(int(first[row]), "name"),
            )
            for row in rows[:MOST_LISTED].tolist()
        ]
        found[code] = grouped(items, len(rows))
    return found["person-in-two-sheets"], found["person-twice"]


def doubtful_ages(
    officials: pd.DataFrame, people: WholeList, baseline: datetime.date
) -> list[Problem]:
    """Return the birth dates that nobody in office has."""
    if "birth" not in officials:
        return []
    first, last = birth_years(baseline.year)
    years = pd.to_numeric(officials["birth"].str[:4], errors="coerce")
    wrong = ~years.between(first, last) & (officials["birth"] != NOBODY_BORN)
    rows = np.flatnonzero(wrong)
    items = [
        problem(
            "age-doubtful",
            file=people.file,
            place=people.place(row, "birth"),
            value=officials["birth"].iloc[row],
            first=first,
            last=last,
        )
        for row in rows[:MOST_LISTED].tolist()
    ]
    return grouped(items, len(rows))
