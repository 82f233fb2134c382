"""Deal: counts of paths -> enrolments of named officials.

Absences are placed in units first; what no unit can bear is exchanged, left out, sent
nevertheless where unit cover has a tier, or told.
Then officials are drawn for the paths of each block, seats that only keep a class open are
filled, and everybody is put into classes.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from models.plan import Plan
from models.preference import EvenUnits
from planner.engine.beyond import send_beyond
from planner.engine.chain import settle_by_chains
from planner.engine.choose import choose
from planner.engine.exchange import Exchange, Intake
from planner.engine.fill import Filling, Taken
from planner.engine.leaving_out import LeavingOut
from planner.engine.placing import Groups, settled_one_by_one
from planner.engine.replan import replan
from planner.engine.seating import seat
from planner.engine.units import left_over, place
from planner.formulation.constraints.unit_cover import room as unit_room
from planner.formulation.fillers import FillerKey
from planner.formulation.paths import Absence, years_away
from planner.formulation.read_solution import Solution
from planner.formulation.reduction import Reduction

Ints = npt.NDArray[np.int64]


_TIGHT = 2
"""Units named for each absence that could not be placed."""
_EXCHANGED = 3000
"""Most officials who are placed by exchange; of more the formulation has to know."""
_REPLANNED = 20
"""Most officials for whom some units are planned anew: of 69 at a million 4 were placed."""


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
    over: int = 0
    """Officials whom no unit could bear, left out or not."""


def deal(
    reduction: Reduction,
    solution: Solution,
    keys: Ints,
    *,
    may_lose: Sequence[float] = (),
) -> Dealt:
    """Return the plan behind a solution.

    Parameters
    ----------
    solution
        Path counts of every block (arcs decomposed).
    keys
        Place of each official in the draw.
    may_lose
        What may be lost of each tier where somebody is left out whom no unit can send;
        nobody is if it is empty. It becomes declared shortfall. An infinite loss of the
        tier of unit cover, if it has one, lets units send more than they can spare.
    """
    reduction = reduction.settled(solution.recruits, keys)
    room = unit_room(reduction.people.background)
    groups = _by_absence(reduction, solution)
    sent: dict[Absence, Ints] = {}
    n_over = 0
    if room is not None:
        sent, n_over, failed = _placed(reduction, groups, room, solution, may_lose)
        if failed is not None:
            return failed
    taken = _taken(reduction, groups, sent, keys)
    # Among a million officials half a gigabyte is no longer needed.
    sent.clear()
    filling = Filling(reduction, taken, room, keys)
    for key, wanted in sorted(solution.fillers.items()):
        filling.add(key, wanted)
    if filling.short:
        return Dealt(None, filler_limits=filling.short)
    plan = seat(reduction, filling.taken, solution, keys)
    return Dealt(plan, over=n_over)


def _placed(
    reduction: Reduction,
    groups: Groups,
    room: Ints,
    solution: Solution,
    may_lose: Sequence[float],
) -> tuple[dict[Absence, Ints], int, Dealt | None]:
    """Return who is sent from where, how many no unit could bear, and what failed.

    Parameters
    ----------
    groups
        Who takes what; changed in place.
    """
    demand = {
        absence: sum(paths.values()) for absence, paths in groups.items() if absence[1]
    }
    preferences = reduction.catalogue.scenario.spec.preferences
    even = any(isinstance(preference, EvenUnits) for preference in preferences)
    sent = place(reduction, demand, room, even=even)
    short = left_over(demand, sent)
    if not short:
        return sent, 0, None
    exchange = _exchange(reduction, groups, sent, room, solution)
    over = send_beyond(exchange, short, Counter(solution.over))
    over = _exchanged(exchange, over)
    n_over = sum(over.values())
    over, tight = _left_out(exchange, over, solution, may_lose)
    if not over:
        return sent, n_over, None
    placed = {at: int(sent[at].sum()) for at in sorted(over)}
    return sent, n_over, Dealt(None, placed, tight, over=n_over)


def _taken(
    reduction: Reduction, groups: Groups, sent: dict[Absence, Ints], keys: Ints
) -> Taken:
    """Return who takes which course when."""
    taken: Taken = []
    of_block: dict[int, Groups] = defaultdict(dict)
    for absence, paths in groups.items():
        of_block[absence[0]][absence] = paths
    for at, own in sorted(of_block.items()):
        block = reduction.blocks[at]
        for path, officials in choose(reduction, at, own, sent, keys):
            for item, start in enumerate(path):
                if start >= 0:
                    course = reduction.catalogue.items[block.items[item]].course
                    taken.append((officials, course, start, block.pay[item]))
    return taken


def _exchange(
    reduction: Reduction,
    groups: Groups,
    sent: dict[Absence, Ints],
    room: Ints,
    solution: Solution,
) -> Exchange:
    """Return who takes what and is sent from where, to be changed."""
    left = room.copy()
    for (_, years), counts in sent.items():
        for year in years:
            left[:, year] -= counts
    return Exchange(reduction, groups, sent, left, Counter(solution.missing))


def _exchanged(exchange: Exchange, short: dict[Absence, int]) -> dict[Absence, int]:
    """Place those left over by exchange; return how many of an absence still are."""
    if sum(short.values()) > _EXCHANGED:
        return dict(short)
    over = settled_one_by_one(dict(sorted(short.items())), exchange.settle)
    over = settle_by_chains(exchange, over)
    if 0 < sum(over.values()) <= _REPLANNED:
        over = replan(exchange, over)
    return over


def _left_out(
    exchange: Exchange,
    over: dict[Absence, int],
    solution: Solution,
    may_lose: Sequence[float],
) -> tuple[dict[Absence, int], frozenset[int]]:
    """Leave officials out; return who is left over although nobody more can be.

    And units that they could have been of. Where unit cover has a tier and anything may be
    lost, only what is of later tiers is given up, and the rest goes beyond it.
    """
    catalogue = exchange.reduction.catalogue
    cover = catalogue.scenario.spec.rules.soft_cover
    beyond = False
    if may_lose and cover is not None:
        at = catalogue.tiers.index(cover.tier)
        if may_lose[at] == inf:
            beyond = True
            may_lose = [0] * (at + 1) + list(may_lose[at + 1 :])
    still = over
    crowd = sum(over.values()) > _EXCHANGED
    if may_lose and not crowd:
        leaving = LeavingOut(exchange, _spare_seats(exchange, solution), may_lose)
        # Where nobody more can be settled, leaving somebody out hardly ever helps to.
        # Looking again each time would take most of the time.
        still = settled_one_by_one(over, leaving.leave_out)
    if beyond:
        places = Counter(dict.fromkeys(range(catalogue.n_years), sum(over.values())))
        still = send_beyond(exchange, still, places)
    tight: set[int] = set()
    if crowd:
        return still, frozenset()
    for absence in still:
        tight.update(exchange.roomiest(absence, _TIGHT).tolist())
    return still, frozenset(tight)


def _spare_seats(exchange: Exchange, solution: Solution) -> Counter[Intake]:
    """Return the seats of each intake beyond the least size of its classes."""
    reduction, groups = exchange.reduction, exchange.groups
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
