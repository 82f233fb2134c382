"""Plan: the decisions of a solution as classes of enrolments, with every rule checked."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pandas as pd
from ortools.sat.python import cp_model

from models.measures import objective_values
from models.plan import COLUMNS, Plan, PlanColumns
from models.plan_of import recruits_of
from models.prices import enrolment_cost
from models.rules import violations
from planner.engine.reference.model import Model

Value = Callable[[cp_model.IntVar], int]
"""Returns the value of a decision in a solution."""


class BrokenPlanError(RuntimeError):
    """A plan broke a rule: a fault of the engine, never shown as a plan."""


def checked_plan(model: Model, value: Value) -> tuple[Plan, tuple[int, ...]]:
    """Return the plan of a solution and the value of every objective, recomputed.

    Raises
    ------
    BrokenPlanError
        If the plan breaks a rule.
    """
    plan = _plan(model, value)
    columns = PlanColumns(model.scenario, plan)
    broken = violations(model.scenario, columns)
    if len(broken):
        raise BrokenPlanError("; ".join(broken["message"].head(5)))
    found = objective_values(model.scenario, columns)
    return plan, tuple(entry.value for entry in found)


def _plan(model: Model, value: Value) -> Plan:
    scenario, possible = model.scenario, model.possible
    rows = [at for at, decision in enumerate(model.taken) if value(decision)]
    recruited = [row for row, is_one in model.recruited.items() if value(is_one)]
    recruits = recruits_of(scenario, np.array(recruited, dtype=np.int64))
    if not rows:
        return Plan(Plan.empty().enrolments, recruits)
    paid = {at: line for (at, line), payer in model.pays.items() if value(payer)}
    intakes = defaultdict(list)
    for at in rows:
        intakes[model.course[at], model.start[at]].append(at)
    room = {}
    for (course, start), enrolments in intakes.items():
        classes = value(model.classes[course, start])
        for place, at in enumerate(enrolments):
            number = place * classes // len(enrolments) + 1
            room[at] = f"{scenario.course_ids[course]}@{start}#{number}"
    official, course = possible.official[rows], possible.course[rows]
    start = possible.start[rows]
    line = np.array([paid.get(at, -1) for at in rows], dtype=np.int64)
    frame = pd.DataFrame(
        {
            "official": scenario.roster.ids[official],
            "course": np.array(scenario.course_ids, dtype=object)[course],
            "start_year": start,
            "end_year": [model.end[at] for at in rows],
            "class": [room[at] for at in rows],
            "budget_line": np.array([*scenario.line_ids, ""], dtype=object)[line],
            "cost": enrolment_cost(scenario, official, course, start, line),
        }
    )
    frame = frame.sort_values(
        ["start_year", "course", "class", "official"], kind="stable", ignore_index=True
    )
    return Plan(frame[list(COLUMNS)], recruits)
