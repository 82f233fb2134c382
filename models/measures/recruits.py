"""Recruits: how many of which stream, and what the choice between streams can change."""

from collections import Counter
from fractions import Fraction
from math import ceil, floor

import numpy as np

from models.plan import PlanColumns
from models.roster import BoolArray, Ints
from models.scenario import Scenario
from models.target import RecruitmentComposition, Target


def recruits_by_stream(columns: PlanColumns) -> Counter[tuple[str, int]]:
    """Return how many recruits of each stream join in each year [officials]."""
    scenario = columns.scenario
    rows = np.flatnonzero(columns.there[scenario.roster.named :])
    vacancy, stream = np.divmod(rows, max(1, len(scenario.stream_ids)))
    years = scenario.vacancies.year[vacancy]
    pairs = zip(stream.tolist(), years.tolist(), strict=True)
    return Counter((scenario.stream_ids[at], year) for at, year in sorted(pairs))


def recruited_in(
    scenario: Scenario, measure: RecruitmentComposition, text: str
) -> BoolArray:
    """Return which potential recruits join in the window and pass a filter as they join.

    The filter is tested on 31 December of the year of joining.
    """
    roster, vacancies = scenario.roster, scenario.vacancies
    year = np.repeat(vacancies.year, max(1, len(scenario.stream_ids)))
    result = np.zeros(len(roster), dtype=np.bool_)
    for joined in range(measure.first, measure.last + 1):
        rows = roster.named + np.flatnonzero(year == joined)
        passes = roster.members(text, scenario.spec.groups, f"{joined}-12-31")
        result[rows] = passes[rows]
    return result


def wanted_recruits(scenario: Scenario, measure: RecruitmentComposition) -> BoolArray:
    """Return which potential recruits count as attained."""
    result = recruited_in(scenario, measure, measure.who)
    if measure.streams is not None:
        counts = [name in measure.streams for name in scenario.stream_ids]
        result[scenario.roster.named :] &= np.tile(counts, len(scenario.vacancies))
    return result


def missing_range(
    scenario: Scenario, target: Target, counts: BoolArray, sure: BoolArray
) -> tuple[int, int]:
    """Return how many are missing from a target at least and at most, by who is recruited.

    Parameters
    ----------
    counts, sure
        (row of the roster): who counts if there, and who of them has attained.
    """
    share = target.share()
    parts, whole = share.numerator, share.denominator
    lacking: Ints = parts * counts.astype(np.int64) - whole * sure.astype(np.int64)
    group: Ints = counts.astype(np.int64)
    fewest, most = (
        _missing(target, whole, choose(lacking, scenario), choose(group, scenario))
        for choose in (_least, most_of)
    )
    return fewest, max(fewest, most)


def _missing(target: Target, whole: int, lacking: int, size: int) -> int:
    exact = Fraction(lacking, whole)
    # An empty group requires nobody; where it could be empty, "more than" binds no more.
    if target.compare == ">" and size > 0:
        return max(0, floor(exact) + 1)
    return max(0, ceil(exact))


def _least(values: Ints, scenario: Scenario) -> int:
    """Return the sum over everybody, with the smallest value of each vacancy."""
    named, behind = _apart(values, scenario)
    return (
        int(named.sum() + behind.min(axis=1).sum()) if behind.size else int(named.sum())
    )


def most_of(values: Ints, scenario: Scenario) -> int:
    """Return the sum over everybody, with the largest value of each vacancy.

    Parameters
    ----------
    values
        One for each row of the roster.
    """
    return -_least(-values, scenario)


def _apart(values: Ints, scenario: Scenario) -> tuple[Ints, Ints]:
    """Return the values of named officials, and (vacancy, stream) those of recruits."""
    named = scenario.roster.named
    return values[:named], values[named:].reshape(-1, max(1, len(scenario.stream_ids)))
