"""Counts: who counts in a measurement and who attains it, before any new enrolment.

Named officials are certain. Of a vacancy, all potential recruits may count alike; then one
of them is certain too. Where they differ, what each adds is a term of its own (`standing`).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.measures.recruits import missing_range
from models.roster import BoolArray
from models.scenario import Scenario
from models.target import Target

COUNTS, ATTAINS = 1, 2
"""Bits of a standing: a recruit who adds to those who count; to those who attain."""


@dataclass(frozen=True)
class MeasurementCount:
    """Counts of one measurement before any new enrolment, without uncertain recruits."""

    group_size: int
    """Those who count; where the target is a share of a part of its group, that part."""
    required: int
    """Required headcount of these."""
    attained: int
    missing: int
    """Officials missing at least, before any new enrolment; no choice of recruits and no
    enrolment that brings others into the part lowers it."""
    most_missing: int
    """Most officials missing from any plan."""


def count(
    scenario: Scenario,
    target: Target,
    counts: BoolArray,
    attained: BoolArray,
    might_count: BoolArray,
) -> tuple[MeasurementCount, npt.NDArray[np.int8]]:
    """Return the counts of one measurement, and the standing of each potential recruit.

    Parameters
    ----------
    counts, attained
        Who counts and who attains without new enrolments, potential recruits included.
    might_count
        Who could count with new enrolments.
    """
    standing = np.zeros(scenario.roster.potential, dtype=np.int8)
    numbers = []
    for mask, bit in ((counts, COUNTS), (attained, ATTAINS)):
        sure = scenario.certain
        if _differ(scenario, mask):
            standing[mask[scenario.roster.named :]] |= bit
            sure = np.arange(len(mask)) < scenario.roster.named
        numbers.append(int((mask & sure).sum()))
    fewest, _ = missing_range(scenario, target, counts, attained)
    _, most = missing_range(scenario, target, might_count, attained)
    size, now = numbers
    required = target.required(size)
    return MeasurementCount(size, required, now, fewest, most), standing


def _differ(scenario: Scenario, mask: BoolArray) -> bool:
    """Return whether the potential recruits of some vacancy differ."""
    behind = mask[scenario.roster.named :].reshape(-1, max(1, len(scenario.stream_ids)))
    return bool((behind != behind[:, :1]).any())
