"""Deal: counts of paths -> enrolments of named officials.

Within a block officials are equal before every rule and target, so that any of them may be
taken: the choice spreads over units in proportion to their size and is otherwise a seeded
draw that does not depend on the order of the roster.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.plan import COLUMNS, Plan
from models.preference import EvenUnits
from models.prices import enrolment_cost
from planner.engine.fill import Filling
from planner.engine.units import Demand, Years, place
from planner.formulation.blocks import Block
from planner.formulation.constraints.unit_cover import room as unit_room
from planner.formulation.fillers import FillerKey
from planner.formulation.read_solution import Path, Solution
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Dealt:
    """The enrolments of a solution, or what stood in the way."""

    plan: Plan | None
    overfull: frozenset[int] = frozenset()
    """Units that would be emptied."""
    filler_limits: dict[FillerKey, int] | None = None
    """Fillers found, where fewer than wanted were found."""


def draw_keys(reduction: Reduction, seed: int) -> Ints:
    """Return the place of each official in the draw; the same whatever the file's order."""
    ids = reduction.people.roster.ids.astype(str)
    by_id = np.argsort(ids, kind="stable")
    keys = np.empty(len(ids), dtype=np.int64)
    keys[by_id] = np.random.Generator(np.random.PCG64(seed)).permutation(len(ids))
    return keys


def deal(reduction: Reduction, solution: Solution, keys: Ints) -> Dealt:
    """Return the plan behind a solution.

    Parameters
    ----------
    solution
        Path counts of every block (arcs decomposed).
    keys
        Place of each official in the draw.
    """
    people = reduction.people
    catalogue = reduction.catalogue
    room = unit_room(people.background)
    placement: dict[tuple[int, Years, int], int] = {}
    if room is not None:
        demand = _demand(reduction, solution)
        if demand:
            even = any(
                isinstance(preference, EvenUnits)
                for preference in catalogue.scenario.spec.preferences
            )
            placed = place(reduction, demand, room, even=even)
            if placed.overfull:
                return Dealt(None, overfull=placed.overfull)
            placement = placed.placed
    taken: list[tuple[Ints, int, int, int]] = []
    for at in sorted(solution.paths):
        block = reduction.blocks[at]
        for path, officials in _choose(
            reduction, block, at, solution.paths[at], placement, keys
        ):
            for item, start in enumerate(path):
                if start >= 0:
                    course = catalogue.items[block.items[item]].course
                    taken.append((officials, course, start, block.pay[item]))
    filling = Filling(reduction, taken, room, keys)
    for key, wanted in sorted(solution.fillers.items()):
        filling.add(key, wanted)
    if filling.short:
        return Dealt(None, filler_limits=filling.short)
    return Dealt(_plan(reduction, filling.taken, solution, keys))


def _away(block: Block, path: Path) -> Years:
    """Return the years in which somebody on the path is in a long course."""
    catalogue = block.catalogue
    years: set[int] = set()
    for item, start in enumerate(path):
        course = catalogue.items[block.items[item]].course
        if start >= 0 and catalogue.is_long[course]:
            years.update(range(start, start + int(catalogue.duration[course])))
    return tuple(sorted(years))


def _demand(reduction: Reduction, solution: Solution) -> Demand:
    demand: Demand = defaultdict(int)
    for at, paths in solution.paths.items():
        for path, count in paths.items():
            years = _away(reduction.blocks[at], path)
            if years:
                demand[at, years] += count
    return dict(demand)


def _choose(
    reduction: Reduction,
    block: Block,
    at: int,
    paths: dict[Path, int],
    placement: dict[tuple[int, Years, int], int],
    keys: Ints,
) -> list[tuple[Path, Ints]]:
    """Return who of a block takes which path."""
    roster = reduction.people.roster
    members = block.members[np.argsort(keys[block.members], kind="stable")]
    unit = roster.unit[members]
    free = np.ones(len(members), dtype=np.bool_)
    chosen: list[tuple[Path, Ints]] = []
    pools: dict[Years, list[Ints]] = defaultdict(list)
    for (owner, years, where), count in sorted(placement.items()):
        if owner == at and count:
            rows = np.flatnonzero(free & (unit == where))[:count]
            free[rows] = False
            pools[years].append(members[rows])
    spread = _spread(unit, reduction)
    for path, count in sorted(paths.items()):
        years = _away(block, path)
        if years in pools:
            pool = np.concatenate(pools[years])
            chosen.append((path, pool[:count]))
            pools[years] = [pool[count:]]
        else:
            rows = spread[free[spread]][:count]
            free[rows] = False
            chosen.append((path, members[rows]))
    return chosen


def _spread(unit: Ints, reduction: Reduction) -> Ints:
    """Return an order of members that takes from units in proportion to their size."""
    roster = reduction.people.roster
    sizes = np.bincount(roster.unit, minlength=len(roster.unit_names))
    rank = pd.Series(unit).groupby(unit).cumcount().to_numpy()
    order: Ints = np.lexsort((np.arange(len(unit)), (rank + 0.5) / sizes[unit]))
    return order


def _plan(
    reduction: Reduction,
    taken: list[tuple[Ints, int, int, int]],
    solution: Solution,
    keys: Ints,
) -> Plan:
    """Charge the enrolments to lines, put them into classes, and write them as a plan."""
    catalogue = reduction.catalogue
    scenario = catalogue.scenario
    if not taken:
        return Plan.empty()
    official = np.concatenate([entry[0] for entry in taken])
    sizes = [len(entry[0]) for entry in taken]
    course = np.repeat([entry[1] for entry in taken], sizes)
    start = np.repeat([entry[2] for entry in taken], sizes)
    pattern = np.repeat([entry[3] for entry in taken], sizes)
    unit = scenario.roster.unit[official]
    order = np.lexsort((keys[official], unit, start, course))
    official, course, start, pattern = (
        column[order] for column in (official, course, start, pattern)
    )
    line = _lines(reduction, course, start, pattern, solution)
    room = np.empty(len(official), dtype=np.int64)
    intake = course * catalogue.n_years + start
    for key in np.unique(intake):
        rows = np.flatnonzero(intake == key)
        classes = solution.classes[int(course[rows[0]]), int(start[rows[0]])]
        # Neighbours in the order share a unit and so, where possible, a class.
        room[rows] = np.arange(len(rows)) * classes // len(rows) + 1
    year = start + catalogue.first
    names = np.array(scenario.course_ids, dtype=object)[course]
    lines = np.array([*scenario.line_ids, ""], dtype=object)[line]
    frame = pd.DataFrame(
        {
            "official": scenario.roster.ids[official],
            "course": names,
            "start_year": year,
            "end_year": year + catalogue.duration[course] - 1,
            "class": [
                f"{name}@{when}#{number}"
                for name, when, number in zip(names, year, room, strict=True)
            ],
            "budget_line": lines,
            "cost": enrolment_cost(scenario, official, course, year, line),
        }
    )
    frame = frame.sort_values(
        ["start_year", "course", "class", "official"], kind="stable", ignore_index=True
    )
    return Plan(frame[list(COLUMNS)])


def _lines(
    reduction: Reduction, course: Ints, start: Ints, pattern: Ints, solution: Solution
) -> Ints:
    """Return the budget line that pays for each enrolment; -1 without budget lines."""
    _, patterns = reduction.people.pay_patterns
    line = np.full(len(course), -1, dtype=np.int64)
    kinds = pd.DataFrame({"course": course, "start": start, "pattern": pattern})
    for _, group in kinds.groupby(["course", "start", "pattern"], sort=True):
        rows = group.index.to_numpy()
        c, t, p = int(course[rows[0]]), int(start[rows[0]]), int(pattern[rows[0]])
        payers = np.flatnonzero(patterns[p][t] >= 0)
        if len(payers) == 1:
            line[rows] = payers[0]
        elif len(payers):
            counts = solution.payers[c, t, p]
            line[rows] = np.repeat(list(counts), list(counts.values()))
    return line
