"""Class size: a class has one course and start year, and between min and max people."""

import numpy as np
import pandas as pd

from models.enrolments import of_plan
from models.measures.classes import class_codes, classes
from models.plan import PlanColumns
from models.violation import joined, sentences, violations_of

NAME = "class_size"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return classes that are too small, too large or mixed, and enrolments without one.

    One row per class; one row per intake that has enrolments without a class.
    """
    table = classes(columns.scenario, columns)
    return joined([_sizes(table), _mixed(table), _without_class(columns)])


def _sizes(table: pd.DataFrame) -> pd.DataFrame:
    allowed = table["seats_taken"].between(table["size_min"], table["size_max"])
    wrong = table[~allowed]
    names, seats = wrong["class"].to_numpy(), wrong["seats_taken"].to_numpy()
    small = seats < wrong["size_min"].to_numpy()
    limit = np.where(small, wrong["size_min"], wrong["size_max"])
    bound = np.where(small, "at least", "at most")
    return violations_of(
        NAME,
        item=sentences("class:{}", names),
        course=wrong["course"].to_numpy(),
        year=wrong["start_year"].to_numpy(),
        value=seats.astype(np.float64),
        limit=limit.astype(np.float64),
        message=sentences(
            "class {} has {} people, a class needs {} {}", names, seats, bound, limit
        ),
    )


def _mixed(table: pd.DataFrame) -> pd.DataFrame:
    parts = table.groupby("class").size()
    names = parts.index[parts > 1].to_numpy(dtype=object)
    number = parts[parts > 1].to_numpy()
    return violations_of(
        NAME,
        item=sentences("class:{}", names),
        value=number.astype(np.float64),
        limit=1.0,
        message=sentences(
            "class {} holds {} courses or start years, one is allowed", names, number
        ),
    )


def _without_class(columns: PlanColumns) -> pd.DataFrame:
    enrolments = of_plan(columns)
    codes, _ = class_codes(columns)
    missing = codes[enrolments.row] < 0
    tables = []
    for course, start, rows in enrolments.intakes:
        number = int(missing[rows].sum())
        if number:
            tables.append(
                violations_of(
                    NAME,
                    item=f"class:{course}@{start}",
                    course=course,
                    year=start,
                    value=float(number),
                    limit=0.0,
                    message=f"{number} enrolments in {course} in {start} have no class",
                )
            )
    return joined(tables)
