"""Seat limit: enrolments of an intake ≤ seats offered, classes ≤ classes offered."""

import pandas as pd

from models.enrolments import of_plan
from models.measures.classes import classes
from models.plan import PlanColumns
from models.violation import joined, violations_of

NAME = "seat_limit"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return intakes with too many enrolments or classes; one row for each limit broken."""
    scenario = columns.scenario
    table = classes(scenario, columns)
    opened = table.groupby(["course", "start_year"]).size()
    tables = []
    for course, start, rows in of_plan(columns).intakes:
        entry = scenario.spec.courses[course]
        number = int(opened.get((course, start), 0))
        for what, used, by_year in (
            ("seats", len(rows), entry.seats),
            ("classes", number, entry.classes),
        ):
            limit = None if by_year is None else by_year.at(start)
            if limit is None or used <= limit:
                continue
            tables.append(
                violations_of(
                    NAME,
                    item=f"{what}:{course}@{start}",
                    course=course,
                    year=start,
                    value=float(used),
                    limit=float(limit),
                    message=f"{course} uses {used} {what} in {start}, {limit} are offered",
                )
            )
    return joined(tables)
