"""What is wrong or doubtful in a table of officials, at the cells of its roster."""

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd

from models.attribute import Attribute
from planner.io.problems import Problem, problem
from planner.io.read_officials import REQUIRED, read_officials
from planner.io.roster.dates import birth_years
from planner.io.roster.layout import Layout
from planner.io.roster.officials import NOBODY_BORN
from planner.io.table import MOST_LISTED, Column, Table, grouped


def refusals(
    officials: pd.DataFrame,
    layout: Layout,
    people: Table,
    attributes: Mapping[str, Attribute],
    baseline: datetime.date,
) -> list[Problem]:
    """Return what makes it no valid table of officials, at the cells it came from."""
    sources = layout.sources()
    anywhere = next(
        iter((*sources.get("name", ()), *sources.get("birth", ()))), ("A",)
    )[0]
    columns, letters = {}, []
    for name, column in officials.items():
        codes, distinct = pd.factorize(column)
        columns[str(name)] = Column(codes.astype(np.int32), list(distinct))
        letters.append(sources[str(name)][0][0] if name in sources else anywhere)
    checked = {name: attributes[name] for name in attributes if name in columns}
    missing = [name for name in REQUIRED if name not in columns]
    table = Table(people.file, columns, people.rows, people.sheet, tuple(letters))
    found = read_officials(table, checked, baseline)[1]
    return [item for item in found if not (missing and item.code == "column-missing")]


def persons_twice(
    officials: pd.DataFrame, layout: Layout, people: Table
) -> list[Problem]:
    """Return who has the name, the birth date and the sex of somebody above."""
    if not {"name", "birth", "sex"} <= set(officials):
        return []
    names = officials["name"].str.casefold()
    same = officials.assign(name=names).groupby(["name", "birth", "sex"], sort=False)
    again = np.flatnonzero(same.cumcount().to_numpy() > 0)
    first = same["id"].transform("first").to_numpy()
    letter = layout.sources()["name"][0][0]
    items = [
        problem(
            "person-twice",
            file=people.file,
            place=people.place(row, letter),
            value=officials["name"].iloc[row],
            first=int(people.rows[np.flatnonzero(officials["id"] == first[row])[0]]),
        )
        for row in again[:MOST_LISTED].tolist()
    ]
    return grouped(items, len(again))


def doubtful_ages(
    officials: pd.DataFrame, layout: Layout, people: Table, baseline: datetime.date
) -> list[Problem]:
    """Return the birth dates that nobody in office has."""
    sources = layout.sources()
    if "birth" not in sources:
        return []
    first, last = birth_years(baseline.year)
    years = pd.to_numeric(officials["birth"].str[:4], errors="coerce")
    wrong = ~years.between(first, last) & (officials["birth"] != NOBODY_BORN)
    rows = np.flatnonzero(wrong)
    items = []
    for row in rows[:MOST_LISTED].tolist():
        letters = [letter for letter, _ in sources["birth"]]
        letter = next(at for at in letters if not people.is_empty(at)[row])
        items.append(
            problem(
                "age-doubtful",
                file=people.file,
                place=people.place(row, letter),
                value=officials["birth"].iloc[row],
                first=first,
                last=last,
            )
        )
    return grouped(items, len(rows))
