"""Units and their people, as compact data that the page draws when it is asked for.

People and enrolments are two numbers each, which point into lists that the whole page
shares: a plan of 150,000 people stays a file that opens at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.enrolments import of_plan, with_running
from models.plan import PlanColumns
from models.roster import Ints
from models.rules.unit_cover import away_by_unit, limits, serving_by_unit

_ENROLMENT = ("course", "start", "end", "class", "line", "cost")
_MISSING = ("target", "year", "reason", "course", "start_year", "detail")


@dataclass(frozen=True)
class Pairs:
    """A person and a kind in each row; kinds are what many people have in common."""

    official: Ints
    """Position in the roster."""
    kind: Ints
    """Position in `kinds`."""
    kinds: list[tuple[Any, ...]]


def enrolled(columns: PlanColumns) -> Pairs:
    """Return who takes what; kinds are course, start, end, class, line, cost.

    Courses and lines are positions (-1: no line), cost is in thousand dong.
    """
    taken = of_plan(columns)
    rows = taken.row
    frame = pd.DataFrame(
        {
            "course": taken.course,
            "start": taken.start,
            "end": columns.end[rows],
            "class": columns.frame["class"].iloc[rows].astype("category").array,
            "line": taken.line,
            "cost": columns.cost[rows],
        }
    )
    return Pairs(taken.official, *_kinds(frame, _ENROLMENT))


def missing(people: pd.DataFrame) -> Pairs:
    """Return who is missing from what, and why.

    Kinds are target (its name), year, reason, course, start year, detail.

    Parameters
    ----------
    people
        As from `missing_officials`, of the same scenario.
    """
    official: Ints = np.asarray(people["official"].cat.codes, dtype=np.int64)
    return Pairs(official, *_kinds(people[[*_MISSING]], _MISSING))


def _kinds(
    frame: pd.DataFrame, names: tuple[str, ...]
) -> tuple[Ints, list[tuple[Any, ...]]]:
    """Return the kind of each row, and the kinds in the order of their columns."""
    groups = frame.groupby([*names], sort=True, observed=True, dropna=False)
    number: Ints = np.asarray(groups.ngroup(), dtype=np.int64)
    _, first = np.unique(number, return_index=True)
    return number, list(frame.iloc[first].itertuples(index=False, name=None))


@dataclass(frozen=True)
class Load:
    """How much each unit spares; one row a unit, one column a year of the horizon."""

    serving: Ints
    """On 1 January [officials]."""
    away: Ints
    """In long courses [officials]."""
    allowed: Ints | None
    """Most that may be in long courses [officials]; None without such a rule."""
    beyond: Ints | None
    """Away beyond that [officials]; None where nobody may be."""
    weeks: npt.NDArray[np.float64]
    """Weeks away, summed over officials [weeks]."""


def load_of(columns: PlanColumns) -> Load:
    """Return the load of all units, courses in progress included."""
    scenario = columns.scenario
    roster, years = scenario.roster, scenario.spec.horizon.years
    everything = with_running(columns)
    weeks = [entry.weeks_tenths() for entry in scenario.spec.courses.values()]
    size = len(roster.unit_names)

    def by_year(of: Callable[[int], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.column_stack([of(year) for year in years])

    rule = scenario.spec.rules.unit_cover
    away = by_year(lambda year: away_by_unit(everything, year))
    allowed = None if rule is None else by_year(lambda year: limits(scenario, year))
    beyond = None
    if allowed is not None and scenario.spec.rules.soft_cover is not None:
        beyond = np.maximum(away - allowed, 0)
    return Load(
        serving=by_year(lambda year: serving_by_unit(scenario, year)),
        away=away,
        allowed=allowed,
        beyond=beyond,
        weeks=by_year(
            lambda year: (
                np.bincount(roster.unit, everything.sum_by_official(year, weeks), size)
                / 10
            )
        ),
    )


def people_by_unit(
    columns: PlanColumns, taken: Pairs, lacking: Pairs, load: Load
) -> Iterator[dict[str, Any]]:
    """Yield for each unit, in order, what its page is drawn from.

    `p` ids and `n` names of those concerned; `e` and `m` person and kind in turns, of
    enrolments and of those missing; `l` serving, away, allowed, beyond and weeks by year.
    """
    roster = columns.scenario.roster
    named = roster.names is not None
    concerned = np.unique(np.concatenate([taken.official, lacking.official]))
    order = concerned[np.argsort(roster.unit[concerned], kind="stable")]
    size = len(roster.unit_names)
    bounds = np.searchsorted(roster.unit[order], np.arange(size + 1))
    place = np.zeros(len(roster), dtype=np.int64)
    place[order] = np.arange(len(order)) - bounds[roster.unit[order]]
    enrolments, absences = (
        _in_turns(pairs, roster.unit, place, size) for pairs in (taken, lacking)
    )
    for unit in range(size):
        rows = order[bounds[unit] : bounds[unit + 1]]
        block: dict[str, Any] = {"p": roster.ids[rows].tolist()}
        if named and roster.names is not None:
            block["n"] = roster.names[rows].tolist()
        block["e"], block["m"] = enrolments[unit].tolist(), absences[unit].tolist()
        block["l"] = [
            [] if part is None else part[unit].tolist()
            for part in (
                load.serving,
                load.away,
                load.allowed,
                load.beyond,
                load.weeks,
            )
        ]
        yield block


def _in_turns(pairs: Pairs, unit: Ints, place: Ints, size: int) -> list[Ints]:
    """Return for each unit person, kind, person, kind, …, by kind and then by person."""
    own = unit[pairs.official]
    order = np.lexsort((place[pairs.official], pairs.kind, own))
    both = np.column_stack([place[pairs.official[order]], pairs.kind[order]])
    bounds = np.searchsorted(own[order], np.arange(1, size))
    return [part.ravel() for part in np.split(both, bounds)]
