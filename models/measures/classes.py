"""Classes that a plan opens, and how many officials each unit sends."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.enrolments import as_columns, of_plan
from models.plan import Plan, PlanColumns, coded
from models.prices import charged, class_payer, class_price
from models.roster import Ints
from models.scenario import Scenario

_KINDS = {
    "class": object, "course": object, "start_year": np.int64, "end_year": np.int64,
    "seats_taken": np.int64, "size_min": np.int64, "size_max": np.int64,
    "budget_line": object, "cost": np.int64,
}  # fmt: skip


def class_codes(columns: PlanColumns) -> tuple[Ints, list[str]]:
    """Return for each row of the plan the position of its class's name, and the names.

    -1 where no class is named.
    """
    if "class_codes" not in columns.cache:
        codes, values = coded(columns.frame["class"])
        texts = sorted({str(value) for value in values} - {""})
        at = {text: at for at, text in enumerate(texts)}
        position = np.array([*(at.get(str(value), -1) for value in values), -1])
        columns.cache["class_codes"] = position.astype(np.int64)[codes], texts
    result: tuple[Ints, list[str]] = columns.cache["class_codes"]
    return result


def classes(scenario: Scenario, plan: Plan | PlanColumns) -> pd.DataFrame:
    """Return the classes of a plan; one row per class, course and start year.

    Columns: class, course, budget_line (str; the line that pays the fixed cost, empty if
    none), start_year, end_year (calendar year), seats_taken, size_min, size_max
    [officials], cost (fixed cost charged to the line over all years [thousand dong]).
    Sorted by course in declared order, start year and class.
    """
    columns = as_columns(scenario, plan)
    if "classes" not in columns.cache:
        columns.cache["classes"] = _classes(scenario, columns)
    table: pd.DataFrame = columns.cache["classes"]
    return table.copy()


def _classes(scenario: Scenario, columns: PlanColumns) -> pd.DataFrame:
    enrolments = of_plan(columns)
    codes, names = class_codes(columns)
    own = codes[enrolments.row]
    parts = [_table({name: [] for name in _KINDS})]
    for course, start, rows in enrolments.intakes:
        # Those without a class are counted first, and left out.
        seats = np.bincount(own[rows] + 1)[1:]
        found = np.flatnonzero(seats)
        seats = seats[found]
        entry = scenario.spec.courses[course]
        line, yearly = class_charge(scenario, course, start)
        facts = {
            "class": np.array(names, dtype=object)[found],
            "course": course,
            "start_year": start,
            "end_year": start + entry.duration - 1,
            "seats_taken": seats,
            "size_min": entry.class_size.min,
            "size_max": entry.class_size.max,
            "budget_line": line,
            "cost": sum(yearly),
        }
        parts.append(_table({k: np.full(len(found), v) for k, v in facts.items()}))
    return pd.concat(parts, ignore_index=True)


def _table(columns: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(columns[name], dtype=kind) for name, kind in _KINDS.items()}
    )


def class_charge(scenario: Scenario, course: str, start: int) -> tuple[str, list[int]]:
    """Return who pays the fixed cost of a class, and how much in each year it runs.

    The line's name (empty if nobody pays) and amounts [thousand dong].
    """
    payer = class_payer(scenario, course)
    if payer is None:
        return "", []
    line, rule = payer
    return line, charged(scenario, line, rule, class_price(scenario, course, start))


def quotas(scenario: Scenario, plan: Plan | PlanColumns) -> pd.DataFrame:
    """Return how many officials of each unit start each course in each year.

    One row per unit, course and start year with anybody. Columns: unit, course (str),
    start_year (calendar year), officials [officials]. Sorted by unit, by course in
    declared order and by year.
    """
    enrolments = of_plan(as_columns(scenario, plan))
    roster, horizon = scenario.roster, scenario.spec.horizon
    shape = (len(roster.unit_names), len(scenario.course_ids), len(horizon))
    cells = (
        roster.unit[enrolments.official],
        enrolments.course,
        enrolments.start - horizon.first,
    )
    found, number = np.unique(np.ravel_multi_index(cells, shape), return_counts=True)
    unit, course, step = np.unravel_index(found, shape)
    return pd.DataFrame(
        {
            "unit": _texts(roster.unit_names, unit),
            "course": _texts(scenario.course_ids, course),
            "start_year": step + horizon.first,
            "officials": number,
        }
    )


def _texts(names: tuple[str, ...], positions: Ints) -> "pd.Series[str]":
    return pd.Series(np.array(names, dtype=object)[positions], dtype=object)
