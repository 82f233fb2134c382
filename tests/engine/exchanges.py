"""Exchanges: what is in them, whether it adds up, and small ones made by hand."""

from collections import Counter
from copy import deepcopy

import numpy as np

from planner.engine.exchange import Exchange
from planner.formulation.catalogue import Catalogue
from planner.formulation.constraints import PATH_RULES
from planner.formulation.constraints.unit_cover import room
from planner.formulation.paths import attains
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, scenario
from tests.engine.crowded import exchange_of, gone


def unsettled(seed):
    """An exchange that can settle nobody more, and who is left over."""
    exchange, over = exchange_of(seed)
    for absence in each(over):
        over[absence] -= exchange.settle(absence)
    return exchange, +over


def state(exchange):
    """Everything that moves change, without what is zero."""
    groups = {
        key: {path: count for path, count in paths.items() if count}
        for key, paths in exchange.groups.items()
    }
    return deepcopy(
        (
            {key: paths for key, paths in groups.items() if paths},
            {key: row.tolist() for key, row in exchange.sent.items() if row.any()},
            exchange.left.tolist(),
            [row.tolist() for row in exchange.free],
            exchange.taking,
        )
    )


def taken(exchange):
    """(block, path, officials) of all paths."""
    for (at, _), paths in exchange.groups.items():
        for path, count in paths.items():
            if count:
                yield at, path, count


def enrolments(exchange):
    """(course, start, pay pattern), and membership of priority groups -> enrolments."""
    found = Counter()
    for at, path, count in taken(exchange):
        block = exchange.reduction.blocks[at]
        for item, start in enumerate(path):
            if start >= 0:
                course = block.catalogue.items[block.items[item]].course
                found[course, start, block.pay[item]] += count
                found[block.priority] += count
    return +found


def seats(exchange):
    """(course, start) -> enrolments."""
    found = Counter()
    for key, count in enrolments(exchange).items():
        if len(key) == 3:
            found[key[:2]] += count
    return found


def attained_by(block, path):
    row = attains(block, np.array([path], dtype=np.int8))[0]
    return [block.needs[need].measurement for need in np.flatnonzero(row)]


def attained(exchange):
    """Measurement -> officials who attain it by courses."""
    found = Counter()
    for at, path, count in taken(exchange):
        for measurement in attained_by(exchange.reduction.blocks[at], path):
            found[measurement] += count
    return found


def assert_consistent(exchange, over):
    """Nobody is sent twice or from a full unit, and everybody's path is allowed."""
    reduction = exchange.reduction
    left = room(reduction.people.background)
    unit = reduction.people.roster.unit
    free = [
        np.bincount(unit[block.members], minlength=len(left))
        for block in reduction.blocks
    ]
    for (at, years), counts in exchange.sent.items():
        assert (counts >= 0).all()
        free[at] -= counts
        left[:, list(years)] -= counts[:, None]
        there = sum(exchange.groups[at, years].values())
        assert counts.sum() == there - over[at, years]
    assert (left >= 0).all()
    assert (exchange.left == left).all()
    assert all((row >= 0).all() for row in free)
    assert np.array_equal(exchange.free, free)
    taking = Counter()
    for at, path, count in taken(exchange):
        block, row = reduction.blocks[at], np.array([path], dtype=np.int8)
        assert all(rule(block, row)[0] for rule in PATH_RULES.values())
        assert all(
            start < 0 or mask >> start & 1
            for start, mask in zip(path, block.masks, strict=True)
        )
        assert path in exchange.groups[at, gone(reduction, at, path)]
        assert count > 0
        taking[at] += count
    assert exchange.taking == [taking[at] for at in range(len(reduction.blocks))]
    assert all(taking[at] <= block.size for at, block in enumerate(reduction.blocks))


def spare_of(exchange, solution):
    """Seats of each intake that its classes can do without; fillers take some too."""
    courses = exchange.reduction.catalogue.courses
    spare = seats(exchange)
    for filler, number in solution.fillers.items():
        spare[filler.course, filler.start] += number
    for key, number in solution.classes.items():
        spare[key] -= number * courses[key[0]].class_size.min
    return spare


def each(over):
    return [absence for absence in sorted(over) for _ in range(over[absence])]


def by_hand(people, targets, paths, missing=None, weeks=9):
    """An exchange of the given paths: course of 2026 -> officials of the first's block.

    Everybody of this block is in unit `an`, which has sent one official and has no room.
    Course D lasts as long as told.
    """
    seat = {"weeks": [9], "classes": {"default": 0, 2026: 1}}
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}], **seat),
        "D": course(
            grants=[{"attribute": "education", "level": "dai_hoc"}],
            **{**seat, "weeks": [weeks]},
        ),
    }
    case = scenario(
        people, courses, targets=targets, rules={"unit_cover": {"share": 0.5}}
    )
    reduction = reduce(People(Catalogue(case)))
    at = next(at for at, b in enumerate(reduction.blocks) if 0 in b.members)
    items = [reduction.catalogue.items[i].course for i in reduction.blocks[at].items]
    of_course = {
        name: tuple(0 if item == number else -1 for item in items)
        for number, name in enumerate("SD")
    }
    absence = at, (0,)
    groups = {absence: {of_course[name]: count for name, count in paths.items()}}
    free = room(reduction.people.background)
    sent = np.zeros(len(free), dtype=np.int64)
    sent[0] = 1
    free[0, 0] -= 1
    exchange = Exchange(
        reduction, groups, {absence: sent}, free, Counter(missing or {})
    )
    return exchange, absence, of_course
