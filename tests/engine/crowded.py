"""Crowded: small random scenarios in which more are wanted away than units can send."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np

from planner.engine.exchange import Exchange
from planner.engine.pathway import PathPool
from planner.engine.solver import minimise
from planner.engine.units import place
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints.unit_cover import room
from planner.formulation.fillers import filler_counts
from planner.formulation.objectives import order
from planner.formulation.paths import away
from planner.formulation.people import People
from planner.formulation.read_solution import Solution, read_solution
from planner.formulation.reduction import Reduction, reduce
from tests.builders import course, level, official, scenario


def crowded(seed):
    """Two to five units of one to four officials, one or two of whom may be away."""
    random = Random(seed)
    people = [
        official(
            f"P{unit}{at}",
            unit=f"u{unit}",
            theory=random.choice(("none", "none", "so_cap")),
            education=random.choice(("trung_cap", "dai_hoc", "dai_hoc")),
            sex=random.choice(("female", "female", "male")),
        )
        for unit in range(random.randint(2, 5))
        for at in range(random.randint(1, 4))
    ]
    long = {"weeks": [9], "class_size": {"min": random.randint(1, 3), "max": 6}}
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}], **long),
        "T": course(
            **{**long, "weeks": [9, 9]},
            duration=2,
            grants=[{"attribute": "theory", "level": "trung_cap"}],
            requires=[{"attribute": "theory", "at_least": "so_cap"}],
        ),
        "D": course(grants=[{"attribute": "education", "level": "dai_hoc"}], **long),
        "R": course(repeatable=True, kinds=["refresher"]),
    }
    refresher = {"kind": "annual_participation", "course_kind": "refresher"}
    targets = {
        "low": level("theory", "so_cap", 2028, percent=random.choice((50, 80))),
        "high": level("theory", "trung_cap", 2029, weight=3, percent=40),
        "degree": level("education", "dai_hoc", 2029, tier=2, percent=80),
        "refresher": {
            "title": "every year",
            "percent": 50,
            "tier": 3,
            "measure": {**refresher, "first": 2026, "last": 2027},
        },
    }
    preferences = [{"kind": "priority_group", "who": "sex == female"}]
    return scenario(
        people,
        courses,
        targets=targets,
        horizon={"first": 2026, "last": 2029},
        rules={"unit_cover": {"share": random.choice((0.25, 0.5))}},
        preferences=preferences if random.random() < 0.5 else [],
    )


@dataclass(frozen=True)
class Wanted:
    """A whole solution that was found without looking at units."""

    reduction: Reduction
    solution: Solution


@cache
def wanted(seed) -> Wanted:
    """What targets ask for, by paths that are drawn."""
    random = Random(seed)
    reduction = reduce(People(Catalogue(crowded(seed))))
    pool = PathPool.of(reduction, few=10_000)
    formulation = build(reduction, decoupled=False, paths=pool.chosen)
    most = {
        intake: (0, int(min(formulation.matrix.upper[column], 9)))
        for intake, column in formulation.shared.classes.items()
    }
    terms = [
        (column, 1000 * value)
        for objective in order(reduction.catalogue)
        if objective.kind == "tier"
        for column, value in formulation.objective(objective)
    ]
    answer = minimise(
        formulation.matrix,
        [*terms, *((at, random.randint(1, 40)) for at, _, _ in formulation.paths)],
        bounds=formulation.for_plan(most, filler_counts(reduction, narrow=True)),
    )
    assert answer.values is not None
    return Wanted(reduction, read_solution(formulation, answer.values))


def exchange_of(seed):
    """An exchange in which some were left over, and how many of which absence."""
    found = wanted(seed)
    reduction = found.reduction
    groups = {}
    for at, paths in sorted(found.solution.paths.items()):
        for path, count in sorted(paths.items()):
            groups.setdefault((at, gone(reduction, at, path)), {})[path] = count
    demand = {key: sum(paths.values()) for key, paths in groups.items() if key[1]}
    left = room(reduction.people.background)
    sent = place(reduction, demand, left, even=False)
    for (_, years), counts in sent.items():
        left[:, list(years)] -= counts[:, None]
    over = Counter({key: count - int(sent[key].sum()) for key, count in demand.items()})
    missing = Counter(found.solution.missing)
    return Exchange(reduction, groups, sent, left, missing), +over


def gone(reduction, at, path):
    """The years in which a path is away."""
    row = away(reduction.blocks[at], np.array([path], dtype=np.int8))[0]
    return tuple(int(year) for year in np.flatnonzero(row))
