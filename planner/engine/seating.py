"""Seating: who takes which course -> enrolments with classes and budget lines."""

import numpy as np
import numpy.typing as npt

from models.plan import Plan
from models.plan_of import plan_of
from planner.engine.choose import by_two
from planner.engine.fill import Taken
from planner.formulation.read_solution import Solution
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]


def seat(reduction: Reduction, taken: Taken, solution: Solution, keys: Ints) -> Plan:
    """Return the plan in which these courses are taken.

    Parameters
    ----------
    taken
        Who takes which course when, and the pay pattern.
    solution
        Says how many classes open and how many seats each line pays for.
    keys
        Place of each official in the draw.
    """
    catalogue = reduction.catalogue
    scenario = catalogue.scenario
    recruits = None
    if reduction.there is not None:
        named = scenario.roster.named
        recruits = named + np.flatnonzero(reduction.there[named:])
    if not taken:
        none = np.zeros(0, dtype=np.int64)
        return plan_of(scenario, none, none, none, none, none, recruits)
    official = np.concatenate([entry[0] for entry in taken])
    sizes = [len(entry[0]) for entry in taken]
    intake = np.repeat(
        [course * catalogue.n_years + start for _, course, start, _ in taken], sizes
    )
    pattern = np.repeat([entry[3] for entry in taken], sizes)
    # Neighbours in the order share a unit and so, where possible, a class.
    units = len(scenario.roster.unit_names)
    order = by_two(intake * units + scenario.roster.unit[official], keys[official])
    official, intake, pattern = official[order], intake[order], pattern[order]
    line = np.full(len(official), -1, dtype=np.int64)
    room = np.empty(len(official), dtype=np.int64)
    ends = np.cumsum(np.bincount(intake))
    for at in np.flatnonzero(np.diff(ends, prepend=0)).tolist():
        rows = slice(ends[at - 1] if at else 0, ends[at])
        course, start = divmod(at, catalogue.n_years)
        number = rows.stop - rows.start
        fewest = -(-number // catalogue.courses[course].class_size.max)
        opened = solution.classes.get((course, start), fewest)
        room[rows] = np.arange(number) * opened // number + 1
        line[rows] = _lines(reduction, course, start, pattern[rows], solution)
    course_of, start_of = np.divmod(intake, catalogue.n_years)
    started = start_of + catalogue.first
    return plan_of(scenario, official, course_of, started, line, room, recruits)


def _lines(
    reduction: Reduction, course: int, start: int, pattern: Ints, solution: Solution
) -> Ints:
    """Return the budget line for each enrolment of an intake; -1 without budget lines."""
    _, patterns = reduction.people.pay_patterns
    line = np.full(len(pattern), -1, dtype=np.int64)
    for own in np.flatnonzero(np.bincount(pattern)).tolist():
        rows = np.flatnonzero(pattern == own)
        payers = np.flatnonzero(patterns[own][start] >= 0)
        if len(payers) == 1:
            line[rows] = payers[0]
        elif len(payers):
            counts = solution.payers[course, start, own]
            # Whoever was left out is missing from the last line.
            line[rows] = np.repeat(list(counts), list(counts.values()))[: len(rows)]
    return line
