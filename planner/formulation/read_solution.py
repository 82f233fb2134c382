"""Read a solution: column values -> whole counts of paths, fillers, classes and payers."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.formulation.fillers import FillerKey
from planner.formulation.formulation import Formulation
from planner.formulation.hiring import RecruitCounts

Floats = npt.NDArray[np.float64]
Path = tuple[int, ...]


@dataclass(frozen=True)
class Solution:
    """Whole counts behind one solution of a pathway formulation."""

    paths: dict[int, dict[Path, int]]
    """Block -> path -> officials who take it."""
    arcs: dict[int, dict[tuple[int, int], int]]
    """Block given by arcs -> (item of the block, start) -> officials."""
    fillers: dict[FillerKey, int]
    classes: dict[tuple[int, int], int]
    """(course, start) -> classes that open, where their number matters."""
    payers: dict[tuple[int, int, int], dict[int, int]]
    """(course, start, pay pattern) -> budget line -> enrolments it pays for."""
    missing: dict[int, int]
    """Measurement -> officials missing, where any are."""
    over: dict[int, int] = field(default_factory=dict)
    """Year -> officials away beyond what units can spare, where any are."""
    recruits: RecruitCounts = field(default_factory=dict)
    """Group of potential recruits -> how many are recruited."""


def class_counts(
    formulation: Formulation, values: Floats
) -> dict[tuple[int, int], int]:
    """Return the number of classes of every intake that opens, where it matters."""
    counts = {
        intake: round(values[column])
        for intake, column in formulation.shared.classes.items()
    }
    return {intake: count for intake, count in counts.items() if count}


def fractional_classes(
    formulation: Formulation, values: Floats | None
) -> dict[tuple[int, int], float]:
    """Return the number of classes of every intake in a relaxed solution."""
    assert values is not None
    return {
        intake: float(values[column])
        for intake, column in formulation.shared.classes.items()
    }


def read_solution(formulation: Formulation, values: Floats) -> Solution:
    """Return the whole counts of a solution of a pathway formulation."""
    paths: dict[int, dict[Path, int]] = defaultdict(dict)
    for column, block, starts in formulation.paths:
        count = round(values[column])
        if count:
            paths[block][starts] = count
    arcs: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for column, block, at, start in formulation.arcs:
        count = round(values[column])
        if count:
            arcs[block][at, start] = count
    fillers = {
        key: round(values[column]) for key, column in formulation.fillers.items()
    }
    missing = {
        at: round(values[column]) for at, column in formulation.shortfall.items()
    }
    return Solution(
        paths=dict(paths),
        arcs=dict(arcs),
        fillers={key: count for key, count in fillers.items() if count},
        classes=class_counts(formulation, values),
        payers={
            key: {line: round(values[column]) for line, column in columns.items()}
            for key, columns in formulation.shared.split.items()
        },
        missing={at: count for at, count in missing.items() if count},
        over={
            year: count
            for year, column in formulation.shared.over.items()
            if (count := round(values[column]))
        },
        recruits={
            group: round(values[column])
            for group, column in formulation.shared.recruits.items()
        },
    )
