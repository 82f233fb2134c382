"""Plan: the enrolments and recruits decided, as columns; classes follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.roster import Roster
from models.scenario import Scenario

Ints = npt.NDArray[np.int64]
Coded = tuple[npt.NDArray[np.integer[Any]], npt.NDArray[np.object_]]
"""Code of each row, and the values coded."""

COLUMNS = (
    "official", "course", "start_year", "end_year", "class", "budget_line", "cost",
)  # fmt: skip

RECRUIT_COLUMNS = ("official", "stream", "year", "unit", "cost")

_LARGEST = 2**62


def no_recruits() -> pd.DataFrame:
    """Return the table of recruits without any."""
    frame = pd.DataFrame({name: pd.Series(dtype=object) for name in RECRUIT_COLUMNS})
    return frame.astype({"year": np.int64, "cost": np.int64})


@dataclass(frozen=True)
class Plan:
    """A set of enrolments and recruits, not known to be feasible until verified.

    `enrolments` has one row per enrolment. Columns: official, course, class, budget_line
    (str; budget_line is empty if the scenario has no budget lines), start_year, end_year
    (calendar year), cost (int, thousand dong charged to the line over all years of study).
    Columns of text may be categorical, which keeps millions of enrolments small.

    `recruits` has one row per recruit. Columns: official (id of a potential recruit),
    stream, unit (str), year (calendar year of joining), cost (int, thousand dong charged).
    """

    enrolments: pd.DataFrame
    recruits: pd.DataFrame = field(default_factory=no_recruits)

    def __len__(self) -> int:
        """Return the number of enrolments."""
        return len(self.enrolments)

    @classmethod
    def empty(cls) -> "Plan":
        """Return the plan that enrols and recruits nobody."""
        frame = pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
        for name in ("start_year", "end_year", "cost"):
            frame[name] = frame[name].astype(np.int64)
        return cls(frame)


class PlanColumns:
    """The enrolments of a plan as positions in a scenario; what rules and measures read.

    Rows that name an unknown official or course carry -1; the rule `known_references`
    reports them and every other rule and measure leaves them out (`known`).
    """

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        frame = plan.enrolments
        self.scenario = scenario
        self.frame = frame
        roster = scenario.roster
        course_at = {name: at for at, name in enumerate(scenario.course_ids)}
        line_at = {name: at for at, name in enumerate(scenario.line_ids)}
        self.official = _officials(frame["official"], roster)
        self.course = _positions(coded(frame["course"]), course_at)
        self.line = _positions(coded(frame["budget_line"]), line_at)
        self.start = frame["start_year"].to_numpy(dtype=np.int64)
        self.end = frame["end_year"].to_numpy(dtype=np.int64)
        self.cost = frame["cost"].to_numpy(dtype=np.int64)
        self.known = (self.official >= 0) & (self.course >= 0)
        self.recruits = plan.recruits
        recruit = _officials(plan.recruits["official"], roster)
        self.recruit = np.where(recruit < scenario.roster.named, -1, recruit)
        """Position of each recruit in the roster; -1 for whoever cannot be recruited."""
        self.there = np.arange(len(scenario.roster)) < scenario.roster.named
        """Who of the roster exists by this plan: named officials and its recruits."""
        self.there[self.recruit[self.recruit >= 0]] = True
        self.cache: dict[str, Any] = {}
        """What rules and measures have worked out and others may use again."""

    def texts(self, name: str, rows: Ints) -> npt.NDArray[np.object_]:
        """Return a column of text at some rows as str, empty where it is missing."""
        chosen = self.frame[name].iloc[rows].astype(object)
        return chosen.fillna("").to_numpy(dtype=object)

    @cached_property
    def duration(self) -> Ints:
        """Length of each enrolment's course [years]; 1 where the course is unknown."""
        lengths = [course.duration for course in self.scenario.spec.courses.values()]
        by_course = np.array([*lengths, 1], dtype=np.int64)
        return by_course[self.course]


def categorical(
    codes: npt.NDArray[Any], names: Sequence[str] | npt.NDArray[np.object_]
) -> pd.Categorical:
    """Return a column of text from the position of each row's text among the names."""
    # Objects, whatever type for text this version of pandas would choose.
    categories: pd.Index[Any] = pd.Index(np.array(names, dtype=object), dtype=object)
    return pd.Categorical.from_codes(codes, categories=categories)


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return enrolments sorted by start year, course, class and official, as text."""
    key = frame["start_year"].to_numpy(dtype=np.int64)
    for name in ("course", "class", "official"):
        codes, values = coded(frame[name])
        rank = np.empty(len(values) + 1, dtype=np.int64)
        # What is missing, coded -1, comes last.
        rank[np.argsort(values.astype(str), kind="stable")] = np.arange(len(values))
        rank[-1] = len(values)
        if int(key.max(initial=0)) >= _LARGEST // len(rank):
            key = np.unique(key, return_inverse=True)[1]
        key = key * len(rank) + rank[codes]
    if (key[1:] >= key[:-1]).all():
        return frame
    return frame.iloc[np.argsort(key, kind="stable")].reset_index(drop=True)


def _officials(column: "pd.Series[str]", roster: Roster) -> Ints:
    """Return the position of each official in the roster, -1 where unknown."""
    codes, values = coded(column)
    if not len(codes):
        return np.zeros(0, dtype=np.int64)
    # A plan made here names the roster in its order: a million need not be looked up.
    if len(values) == len(roster) and (values == roster.ids).all():
        return codes.astype(np.int64)
    return _positions((codes, values), roster.position)


def _positions(column: Coded, position: dict[str, int]) -> Ints:
    codes, values = column
    table = [position.get(str(value), -1) for value in values]
    result: Ints = np.array([*table, -1], dtype=np.int64)[codes]
    return result


def coded(column: "pd.Series[str]") -> Coded:
    """Return the code of each row, -1 where nothing is given, and the values coded.

    Values of a categorical column may be there without any row.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes: npt.NDArray[np.integer[Any]] = column.cat.codes.to_numpy()
        return codes, column.cat.categories.to_numpy(dtype=object)
    codes, values = pd.factorize(column, use_na_sentinel=True)
    return codes, np.asarray(values, dtype=object)
