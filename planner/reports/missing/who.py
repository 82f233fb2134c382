"""Officials missing from each target, each with the first thing in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models import holdings
from models.attribute import Ladder
from models.condition import Condition
from models.enrolments import Enrolments, held_after, with_running
from models.measures import attained, counted, target_figures
from models.plan import PlanColumns, categorical
from models.roster import BoolArray, Ints
from models.target import AnnualParticipation, Holding, OnceInWindow, Target
from planner.reports.missing.obstacles import Codes, Obstacles
from planner.reports.missing.personal import is_changing
from planner.reports.missing.reasons import RANK, Obstacle, Reason

COLUMNS = (
    "target", "year", "official", "unit", "reason", "course", "start_year", "detail",
)  # fmt: skip


@dataclass
class _Furthest:
    """The enrolment that gets furthest, for each of some officials."""

    code: Codes
    rank: Codes
    start: Ints

    def take(self, where: BoolArray, code: Codes, rank: Codes, start: int) -> None:
        """Replace, in place, what gets less far."""
        better = where & (rank > self.rank)
        self.code[better] = code[better]
        self.rank[better] = rank[better]
        self.start[better] = start


def missing_officials(columns: PlanColumns) -> pd.DataFrame:
    """Return who counts for a target and has not attained it; one row per target, year.

    Columns: target, official, unit (str), year (figure of the target), reason (a
    `Reason`), course (that would help, empty if none), start_year (in which it was tested
    last, 0 if none), detail (condition that fails, in the scenario's words). In declared
    order of targets, by year, in the order of the roster. Targets that training cannot
    move are left out.
    """
    obstacles = Obstacles(columns)
    everything = with_running(columns)
    short = {
        (figure.name, figure.year): bool(figure.shortfall)
        for figure in target_figures(columns.scenario, columns)
    }
    parts = []
    for at, (name, target) in enumerate(columns.scenario.spec.targets.items()):
        if not isinstance(target.measure, Holding | AnnualParticipation | OnceInWindow):
            continue
        for year in target.years():
            officials, found = _of_figure(obstacles, target, year, everything)
            code = _enough_for_a_class(obstacles, found)
            if not short[name, year]:
                code = _not_needed(obstacles, code)
            parts.append(
                (np.full(len(officials), at), np.full(len(officials), year),
                 officials, code, found.start)
            )  # fmt: skip
    return _table(columns, obstacles, parts)


def _of_figure(
    obstacles: Obstacles, target: Target, year: int, everything: Enrolments
) -> tuple[Ints, _Furthest]:
    scenario, measure = obstacles.scenario, target.measure
    reached = attained(scenario, target, year, everything)
    assert reached is not None  # only monitored targets cannot be counted
    counts = counted(scenario, target, year, everything) & obstacles.columns.there
    officials = np.flatnonzero(counts & ~reached)
    if isinstance(measure, Holding):
        end = target.measuring_year(year)
        return officials, _of_holding(obstacles, measure, end, officials, everything)
    assert isinstance(measure, AnnualParticipation | OnceInWindow)
    first = year if isinstance(measure, AnnualParticipation) else measure.first
    found = _none(obstacles, len(officials), Obstacle(Reason.NO_COURSE))
    for course, start in _possible(obstacles, year, completed=False):
        entry = scenario.spec.courses[course]
        if measure.course_kind in entry.kinds and start + entry.duration > first:
            codes = obstacles.of(course, start)[officials]
            everybody = np.ones(len(officials), dtype=np.bool_)
            found.take(everybody, codes, obstacles.ranks(codes), start)
    return officials, found


def _of_holding(
    obstacles: Obstacles,
    measure: Holding,
    year: int,
    officials: Ints,
    everything: Enrolments,
) -> _Furthest:
    """Return the condition that gets least far, of those that are missing."""
    scenario = obstacles.scenario
    held = held_after(everything, year, officials)
    # Every one of them is replaced: somebody who is missing lacks some condition.
    least = _none(obstacles, len(officials), Obstacle(Reason.COMPLETES_LATER))
    least.rank[:] = len(RANK)
    for condition in measure.conditions:
        unmet = ~holdings.satisfied(held, scenario.roster, condition, officials)
        found = _of_condition(obstacles, condition, year, officials, everything)
        less = unmet & (found.rank < least.rank)
        least.code[less] = found.code[less]
        least.rank[less] = found.rank[less]
        least.start[less] = found.start[less]
    return least


def _of_condition(
    obstacles: Obstacles,
    condition: Condition,
    year: int,
    officials: Ints,
    everything: Enrolments,
) -> _Furthest:
    scenario = obstacles.scenario
    text = condition.in_words()
    if not is_changing(scenario, condition):
        return _none(obstacles, len(officials), Obstacle(Reason.FIXED, detail=text))
    found = _none(obstacles, len(officials), Obstacle(Reason.NO_COURSE, detail=text))
    helping = {
        course: helped
        for course in scenario.course_ids
        if (helped := _helped(obstacles, course, condition, officials)).any()
    }
    for course, start in _possible(obstacles, year, completed=True):
        if course in helping:
            codes = obstacles.of(course, start)[officials]
            found.take(helping[course], codes, obstacles.ranks(codes), start)
    for course, start, rows in everything.intakes:
        if course in helping:
            taking = np.isin(officials, everything.official[rows])
            later = obstacles.code(Obstacle(Reason.COMPLETES_LATER, course))
            codes = np.full(len(officials), later, dtype=np.int16)
            found.take(helping[course] & taking, codes, obstacles.ranks(codes), start)
    return found


def _helped(
    obstacles: Obstacles, course: str, condition: Condition, officials: Ints
) -> BoolArray:
    """Return for whom completing a course is enough for a condition."""
    scenario = obstacles.scenario
    roster, entry = scenario.roster, scenario.spec.courses[course]
    helped = np.zeros(len(officials), dtype=np.bool_)
    for grant in entry.grants:
        if grant.attribute != condition.attribute:
            continue
        attribute = scenario.spec.attributes[grant.attribute]
        if isinstance(attribute, Ladder):
            levels = attribute.levels
            lowest = levels.index(str(condition.at_least))
            helped |= levels.index(str(grant.level)) >= lowest
        else:
            bits = np.uint64(roster.mask_of(grant.attribute, grant.add or ()))
            helped |= (roster.fitting_masks(condition)[officials] & bits) != 0
    return helped


def _possible(
    obstacles: Obstacles, year: int, *, completed: bool
) -> Iterator[tuple[str, int]]:
    """Yield intakes that end, or begin, by a year: the earliest first."""
    spec = obstacles.scenario.spec
    for start in spec.horizon.years:
        for course, entry in spec.courses.items():
            needed = start + entry.duration - 1 if completed else start
            if start <= spec.last_start(course) and needed <= year:
                yield course, start


def _none(obstacles: Obstacles, size: int, obstacle: Obstacle) -> _Furthest:
    return _Furthest(
        np.full(size, obstacles.code(obstacle), dtype=np.int16),
        np.full(size, RANK[obstacle.reason], dtype=np.int16),
        np.zeros(size, dtype=np.int64),
    )


def _enough_for_a_class(obstacles: Obstacles, found: _Furthest) -> Codes:
    """Return codes in which those are free who are enough for a class together."""
    code = found.code.copy()
    for at, item in enumerate(tuple(obstacles.known)):
        if item.reason is not Reason.NO_CLASS:
            continue
        fewest = obstacles.scenario.spec.courses[item.course].class_size.min
        starts, number = np.unique(found.start[code == at], return_counts=True)
        enough = np.isin(found.start, starts[number >= fewest])
        free = obstacles.code(Obstacle(Reason.NOT_CHOSEN, item.course))
        code[(code == at) & enough] = free
    return code


def _not_needed(obstacles: Obstacles, codes: Codes) -> Codes:
    """Return codes in which those who could be sent are told to be not needed."""
    same = np.arange(len(obstacles.known), dtype=np.int16)
    for at, item in enumerate(tuple(obstacles.known)):
        if item.reason is Reason.NOT_CHOSEN:
            same[at] = obstacles.code(Obstacle(Reason.NOT_NEEDED, item.course))
    replaced: Codes = same[codes]
    return replaced


def _table(
    columns: PlanColumns,
    obstacles: Obstacles,
    parts: Sequence[tuple[npt.NDArray[Any], ...]],
) -> pd.DataFrame:
    scenario = columns.scenario
    empty = [np.zeros(0, dtype=np.int64)] * 5
    target, year, official, code, start = (
        np.concatenate(column) for column in zip(empty, *parts, strict=True)
    )
    known = obstacles.known
    roster = scenario.roster
    return pd.DataFrame(
        {
            "target": categorical(target, list(scenario.spec.targets)),
            "year": year,
            "official": categorical(official, roster.ids),
            "unit": categorical(roster.unit[official], roster.unit_names),
            "reason": _coded(code, [str(item.reason) for item in known]),
            "course": _coded(code, [item.course for item in known]),
            "start_year": start,
            "detail": _coded(code, [item.detail for item in known]),
        },
        columns=[*COLUMNS],
    )


def _coded(code: npt.NDArray[Any], texts: list[str]) -> pd.Categorical:
    """Return a column of text from codes; several codes may have the same text."""
    codes, names = pd.factorize(np.array([*texts, ""], dtype=object))
    return categorical(codes[code], names)
