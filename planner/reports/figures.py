"""The tables of a report: one job each, as data; what is printed and written is these."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.enrolments import Enrolments, as_columns, of_plan, with_running
from models.measures import (
    attained,
    budget_figures,
    classes,
    counted,
    quotas,
    unit_cover,
)
from models.plan import Plan, PlanColumns
from models.scenario import Scenario
from models.target import LevelByDeadline, OnceInWindow, Target
from planner.reports.missing import missing_officials


@dataclass(frozen=True)
class Report:
    """Everything that a report tells; TABLES.md explains every column."""

    targets_by_year: pd.DataFrame
    missing: pd.DataFrame
    missing_officials: pd.DataFrame
    budget: pd.DataFrame
    classes: pd.DataFrame
    quotas: pd.DataFrame
    unit_cover: pd.DataFrame


def report_of(scenario: Scenario, plan: Plan | PlanColumns) -> Report:
    """Return the tables of a plan; money in thousand dong."""
    columns = as_columns(scenario, plan)
    people = missing_officials(columns)
    return Report(
        targets_by_year=targets_by_year(columns),
        missing=_reasons(people),
        missing_officials=people,
        budget=_budget(columns),
        classes=_intakes(columns),
        quotas=quotas(scenario, columns),
        unit_cover=unit_cover(columns),
    )


def targets_by_year(columns: PlanColumns) -> pd.DataFrame:
    """Return how each target stands in every year that it can be counted.

    Columns: target (str), year (calendar year), measured (whether the target asks for
    it in this year), group_size, required, attained, shortfall [officials], percent
    (attained ÷ group size, cut off after two decimals [%]; missing if nobody counts).
    """
    everything = with_running(columns)
    return pd.DataFrame(
        [
            _standing(columns, name, target, year, everything)
            for name, target in columns.scenario.spec.targets.items()
            for year in _years(columns.scenario, target)
        ]
    ).astype({"attained": "Int64", "shortfall": "Int64", "percent": "Float64"})


def _years(scenario: Scenario, target: Target) -> tuple[int, ...]:
    """Return the years shown: with the way to a deadline, from the baseline on."""
    horizon, measure = scenario.spec.horizon, target.measure
    if isinstance(measure, LevelByDeadline):
        last = max(measure.year, horizon.last)
        return tuple(range(horizon.first - 1, last + 1))
    if isinstance(measure, OnceInWindow):
        return tuple(range(measure.first, measure.last + 1))
    return target.years()


def _standing(
    columns: PlanColumns, name: str, target: Target, year: int, everything: Enrolments
) -> dict[str, object]:
    scenario, there = columns.scenario, columns.there
    size = int((counted(scenario, target, year, everything) & there).sum())
    mask = attained(scenario, target, year, everything)
    reached = None if mask is None else int((mask & there).sum())
    required = target.required(size)
    return {
        "target": name,
        "year": year,
        "measured": year in target.years(),
        "group_size": size,
        "required": required,
        "attained": reached,
        "shortfall": None if reached is None else max(0, required - reached),
        # Cut off, not rounded: 94.999 % never reads as the 95 % that it is not.
        "percent": None
        if not size or reached is None
        else reached * 10_000 // size / 100,
    }


def _reasons(people: pd.DataFrame) -> pd.DataFrame:
    """Return how many are missing for each reason.

    Columns: target, year, reason, course, detail, officials. Of each target and year the
    most frequent first.
    """
    keys = ["target", "year", "reason", "course", "detail"]
    groups = people.groupby(keys, observed=True, sort=False)
    table = groups.size().rename("officials").reset_index()
    order = np.lexsort((-table["officials"], table["year"], table["target"].cat.codes))
    return table.iloc[order].reset_index(drop=True)


def _budget(columns: PlanColumns) -> pd.DataFrame:
    """Return each line in each year.

    Columns: line (str), year, amount (granted), carried_in (from the years before),
    available (both), spent, left, carried_out (to the next year) [thousand dong].
    """
    scenario = columns.scenario
    table = pd.DataFrame(
        [figure.model_dump() for figure in budget_figures(scenario, columns)],
        columns=["line", "year", "amount", "available", "spent"],
    )
    carries = [scenario.spec.budget[line].carry_over for line in table["line"]]
    table.insert(3, "carried_in", table["available"] - table["amount"])
    left = table["available"] - table["spent"]
    ends = table["year"] == scenario.spec.horizon.last
    carried = left.where(np.array(carries, dtype=np.bool_) & ~ends, 0)
    return table.assign(left=left, carried_out=carried)


def _intakes(columns: PlanColumns) -> pd.DataFrame:
    """Return what is offered and used of every intake.

    One row for each course and year in which it may start or starts. Columns: course
    (str), start_year, classes (opened), classes_offered (missing: no limit),
    seats_taken, seats_opened (in the classes opened), seats_offered (missing: no limit).
    """
    scenario = columns.scenario
    opened = classes(scenario, columns).groupby(["course", "start_year"])
    rooms, room = opened.size(), opened["size_max"].sum()
    taken = {
        (course, start): len(rows) for course, start, rows in of_plan(columns).intakes
    }
    rows = []
    for course, entry in scenario.spec.courses.items():
        for start in scenario.spec.horizon.years:
            intake = (course, start)
            number = None if entry.classes is None else entry.classes.at(start)
            seats = None if entry.seats is None else entry.seats.at(start)
            if start > scenario.spec.last_start(course) and intake not in taken:
                continue
            limits = [] if number is None else [number * entry.class_size.max]
            limits += [] if seats is None else [seats]
            rows.append(
                {
                    "course": course,
                    "start_year": start,
                    "classes": int(rooms.get(intake, 0)),
                    "classes_offered": number,
                    "seats_taken": taken.get(intake, 0),
                    "seats_opened": int(room.get(intake, 0)),
                    "seats_offered": min(limits, default=None),
                }
            )
    table = pd.DataFrame(rows)
    return table.astype({"classes_offered": "Int64", "seats_offered": "Int64"})
