"""Conflict: which decided things contradict each other, by name.

Targets are elastic, so that only hard inputs can conflict: decided enrolments, courses in
progress, and the limits they meet. Rows are taken away one by one as long as the rest still
conflicts; what is left is a smallest set, told in the names of the plan.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from models.plan import COLUMNS, Plan
from models.rules import violations
from models.scenario import Scenario
from planner.engine.solver import minimise
from planner.formulation.formulation import Formulation
from planner.formulation.matrix import INFINITY
from planner.formulation.reduction import Reduction

_NODES = 1000
_SHARED = ("recruits-", "budget:", "seats:", "class-min:", "class-max:", "unit-cover:")


def settled_conflicts(scenario: Scenario) -> tuple[str, ...]:
    """Return what is wrong before anything is planned: courses in progress, lone pins."""
    found = violations(scenario, Plan.empty())
    messages = [
        str(row.message)
        for row in found.itertuples()
        if row.rule not in ("decisions", "recruitment")
    ]
    pins = scenario.pins
    rows = np.flatnonzero(pins.enrol & (pins.start_year > 0))
    if len(rows):
        messages += _impossible_pins(scenario, rows)
    return tuple(messages)


def _impossible_pins(
    scenario: Scenario, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> list[str]:
    """Return why decided enrolments are forbidden to their officials, whatever else."""
    pins = scenario.pins
    ids = np.array(scenario.course_ids, dtype=object)
    lengths = np.array([entry.duration for entry in scenario.spec.courses.values()])
    courses = pins.course[rows]
    frame = pd.DataFrame(
        {
            "official": scenario.roster.ids[pins.official[rows]],
            "course": ids[courses],
            "start_year": pins.start_year[rows],
            "end_year": pins.start_year[rows] + lengths[courses] - 1,
            "class": "decided",
            "budget_line": "",
            "cost": 0,
        }
    )
    alone = (
        "eligibility", "once_per_course", "service_after", "yearly_load",
        "long_courses", "absent_years", "intake_open",
    )  # fmt: skip
    found = violations(scenario, Plan(frame[list(COLUMNS)]))
    return [
        f"decided enrolment: {row.message}"
        for row in found.itertuples()
        if row.rule in alone
    ]


def unreachable_decisions(reduction: Reduction) -> tuple[str, ...]:
    """Return the names of decided enrolments that their officials' own rules exclude."""
    catalogue, people = reduction.catalogue, reduction.people
    names = []
    for official in reduction.unreachable_pins:
        decided = people.pinned[official]
        reach = reduction.kind_reach[reduction.kinds.of[official]]
        for item in np.flatnonzero((decided != 0) & (decided & reach == 0)):
            course = catalogue.course_name(catalogue.items[item].course)
            years = [
                str(catalogue.first + start)
                for start in range(catalogue.n_years)
                if decided[item] >> np.uint32(start) & 1
            ]
            when = f"@{years[0]}" if len(years) == 1 else ""
            names.append(f"pin:{people.roster.ids[official]}/{course}{when}")
        for course_at, items in catalogue.items_of_course.items():
            if people.sometime[official, course_at] and not reach[items].any():
                course = catalogue.course_name(course_at)
                names.append(f"pin:{people.roster.ids[official]}/{course}")
    return tuple(names)


def conflicting_items(formulation: Formulation) -> tuple[str, ...] | None:
    """Return names of a smallest set of decisions and limits without a common plan.

    None if it is not proven that there is no plan.
    """
    if not minimise(formulation.matrix, [], nodes=_NODES).infeasible:
        return None
    matrix = replace(
        formulation.matrix,
        row_lower=list(formulation.matrix.row_lower),
        row_upper=list(formulation.matrix.row_upper),
    )
    names = _decided_rows(formulation)
    for row, name in enumerate(matrix.row_names):
        if name.startswith(_SHARED):
            names.setdefault(row, name)
    kept = []
    for row, name in names.items():
        bounds = matrix.row_lower[row], matrix.row_upper[row]
        matrix.row_lower[row] = -INFINITY if name.startswith(_SHARED) else 0
        if name.startswith(_SHARED):
            matrix.row_upper[row] = INFINITY
        if not minimise(matrix, [], nodes=_NODES).infeasible:
            matrix.row_lower[row], matrix.row_upper[row] = bounds
            kept.append(name)
    return tuple(kept)


def _decided_rows(formulation: Formulation) -> dict[int, str]:
    """Return the rows that make decided enrolments happen, with their names."""
    blocks = {row: at for at, row in formulation.block_rows.items()}
    names = {}
    for row, name in enumerate(formulation.matrix.row_names):
        if formulation.matrix.row_lower[row] <= 0:
            continue
        if name.startswith("once["):
            # Of a block given by arcs; its number comes first.
            blocks[row] = int(name[len("once[") :].split(",")[0])
        if row in blocks:
            names[row] = _decision_name(formulation.reduction, blocks[row])
        elif name.startswith("arcs["):
            names[row] = name
    return names


def _decision_name(reduction: Reduction, number: int) -> str:
    """Return the name of what is decided for the officials of a block."""
    block, catalogue = reduction.blocks[number], reduction.catalogue
    officials = reduction.people.roster.ids[block.members[:3]]
    courses = [
        catalogue.course_name(catalogue.items[block.items[decided[0]]].course)
        for decided, _ in block.pinned
    ]
    more = f" and {block.size - 3} more" if block.size > 3 else ""
    return f"pin:{', '.join(map(str, officials))}{more}/{', '.join(courses)}"


__all__ = ["conflicting_items", "settled_conflicts", "unreachable_decisions"]
