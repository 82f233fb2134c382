"""Deal: counts of paths -> enrolments of named officials.

Within a block officials are equal before every rule and target, so that any of them may be
taken: the choice spreads over units in proportion to their size and is otherwise a seeded
draw that does not depend on the order of the roster.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.plan import Plan
from models.plan_of import plan_of
from models.preference import EvenUnits
from planner.engine.exchange import Exchange, Intake
from planner.engine.fill import Filling
from planner.engine.placing import Groups
from planner.engine.units import left_over, place
from planner.formulation.constraints.unit_cover import room as unit_room
from planner.formulation.fillers import FillerKey
from planner.formulation.paths import Absence, years_away
from planner.formulation.read_solution import Path, Solution
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]


_TIGHT = 2
"""Units named for each absence that could not be placed."""
_EXCHANGED = 3000
"""Most officials who are placed by exchange; of more the formulation has to know."""


@dataclass(frozen=True)
class Dealt:
    """The enrolments of a solution, or what stood in the way."""

    plan: Plan | None
    placed: dict[Absence, int] | None = None
    """Absences of which units can send fewer than wanted: how many they can."""
    tight: frozenset[int] = frozenset()
    """Units that could have sent them, had they had room."""
    filler_limits: dict[FillerKey, int] | None = None
    """Fillers found, where fewer than wanted were found."""


def draw_keys(reduction: Reduction, seed: int) -> Ints:
    """Return the place of each official in the draw; the same whatever the file's order."""
    ids = reduction.people.roster.ids.astype(str)
    by_id = np.argsort(ids, kind="stable")
    keys = np.empty(len(ids), dtype=np.int64)
    keys[by_id] = np.random.Generator(np.random.PCG64(seed)).permutation(len(ids))
    return keys


def deal(
    reduction: Reduction, solution: Solution, keys: Ints, *, leave_out: bool = False
) -> Dealt:
    """Return the plan behind a solution.

    Parameters
    ----------
    solution
        Path counts of every block (arcs decomposed).
    keys
        Place of each official in the draw.
    leave_out
        Leave those out whom no unit can send, if their classes stay large enough: they
        become declared shortfall.
    """
    people = reduction.people
    catalogue = reduction.catalogue
    room = unit_room(people.background)
    groups = _by_absence(reduction, solution)
    sent: dict[Absence, Ints] = {}
    if room is not None:
        demand = {
            absence: sum(paths.values())
            for absence, paths in groups.items()
            if absence[1]
        }
        even = any(
            isinstance(preference, EvenUnits)
            for preference in catalogue.scenario.spec.preferences
        )
        sent = place(reduction, demand, room, even=even)
        short = left_over(demand, sent)
        if short:
            spare = _spare_seats(reduction, groups, solution) if leave_out else None
            over, tight = _exchanged(reduction, groups, sent, short, room, spare)
            if over:
                placed = {at: int(sent[at].sum()) for at in sorted(over)}
                return Dealt(None, placed=placed, tight=tight)
    taken: list[tuple[Ints, int, int, int]] = []
    of_block: dict[int, Groups] = defaultdict(dict)
    for absence, paths in groups.items():
        of_block[absence[0]][absence] = paths
    for at, own in sorted(of_block.items()):
        block = reduction.blocks[at]
        for path, officials in _choose(reduction, at, own, sent, keys):
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


def _exchanged(
    reduction: Reduction,
    groups: Groups,
    sent: dict[Absence, Ints],
    short: dict[Absence, int],
    room: Ints,
    spare: Counter[Intake] | None,
) -> tuple[dict[Absence, int], frozenset[int]]:
    """Place those left over by exchange.

    Returns how many of an absence stay left over, and units that they could have been of.

    Parameters
    ----------
    spare
        Seats of each intake that its classes can do without, if officials may be left out.
    """
    left = room.copy()
    for (_, years), counts in sent.items():
        for year in years:
            left[:, year] -= counts
    if sum(short.values()) > _EXCHANGED:
        return dict(short), frozenset()
    exchange = Exchange(reduction, groups, sent, left)
    over = {}
    tight: set[int] = set()
    for absence, count in sorted(short.items()):
        # Where nobody more can be settled, leaving somebody out hardly ever helps to: it
        # frees no room. Looking again each time would take most of the time.
        while count and exchange.settle(absence):
            count -= 1
        while count and spare is not None and exchange.leave_out(absence, spare):
            count -= 1
        if count:
            over[absence] = count
            tight.update(exchange.roomiest(absence, _TIGHT).tolist())
    return over, frozenset(tight)


def _spare_seats(
    reduction: Reduction, groups: Groups, solution: Solution
) -> Counter[Intake]:
    """Return the seats of each intake beyond the least size of its classes."""
    catalogue = reduction.catalogue
    seats: Counter[Intake] = Counter()
    for key, count in solution.fillers.items():
        seats[key.course, key.start] += count
    for (at, _), paths in groups.items():
        items = reduction.blocks[at].items
        for path, count in paths.items():
            for item, start in enumerate(path):
                if start >= 0:
                    seats[catalogue.items[items[item]].course, start] += count
    for (course, start), number in solution.classes.items():
        seats[course, start] -= number * catalogue.courses[course].class_size.min
    return seats


def _by_absence(reduction: Reduction, solution: Solution) -> Groups:
    """Return the paths of each block by the years in which they are in long courses."""
    groups: Groups = defaultdict(dict)
    for at, paths in sorted(solution.paths.items()):
        listed = sorted(paths)
        starts = np.array(listed, dtype=np.int8)
        for path, years in zip(
            listed, years_away(reduction.blocks[at], starts), strict=True
        ):
            groups[at, years][path] = paths[path]
    return dict(groups)


def _choose(
    reduction: Reduction,
    at: int,
    groups: Groups,
    sent: dict[Absence, Ints],
    keys: Ints,
) -> list[tuple[Path, Ints]]:
    """Return who of a block takes which of its paths."""
    unit_of = reduction.people.roster.unit
    members = reduction.blocks[at].members
    members = members[np.lexsort((keys[members], unit_of[members]))]
    unit = unit_of[members]
    first = np.searchsorted(unit, np.arange(len(reduction.people.roster.unit_names)))
    free = np.ones(len(members), dtype=np.bool_)
    pools: dict[Absence, Ints] = {}
    for absence in groups:
        if absence in sent:
            counts = sent[absence]
            # The next ones of each unit, as many as are sent.
            ends = np.cumsum(counts)
            rows = np.arange(ends[-1]) + np.repeat(first - (ends - counts), counts)
            free[rows] = False
            first = first + counts
            pools[absence] = members[rows[np.argsort(keys[members[rows]])]]
    rest = members[free]
    rest = rest[np.argsort(keys[rest])]
    rest = rest[_spread(unit_of[rest], reduction)]
    chosen: list[tuple[Path, Ints]] = []
    for absence, paths in groups.items():
        for path, count in paths.items():
            pool = pools.get(absence, rest)
            assert len(pool) >= count, "more officials on paths than in the block"
            chosen.append((path, pool[:count]))
            if absence in pools:
                pools[absence] = pool[count:]
            else:
                rest = rest[count:]
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
    return plan_of(scenario, official, course, start + catalogue.first, line, room)


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
            # Whoever was left out is missing from the last line.
            line[rows] = np.repeat(list(counts), list(counts.values()))[: len(rows)]
    return line
