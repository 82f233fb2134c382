"""Balanced academic curriculum: prerequisites, yearly load and courses at once.

Courses with credits are put into periods, prerequisites into earlier ones; credits and
number of courses in each period are within given limits; the greatest load of any
period is as small as possible.

The student is one official, a period a year, a credit a week away from the office.
Every course of the curriculum grants its own value of a set, asks for those of its
prerequisites, and has a target in tier 1 that it is held at the end: shortfall 0 means
that all are placed. The limit of credits *b* is the yearly load, the limit of courses
*d* that of long courses at once (only the courses of the curriculum count as long).

The greatest load is told by *spare* courses: `spare-k` takes *k* weeks of every year
and grants level *k* of a ladder with the levels 1 … b, which tier 2 has a target for
each. With the curriculum in place, level *k* is within reach exactly if no year's load
exceeds b − k, so the shortfall of tier 2, b − k, is the greatest load. A course lasts
at most ten years: longer curricula have a spare course for each half, and a target
needs the level in both.

The least numbers of credits *a* and courses *c* are not put into the scenario. What is
solved is therefore a relaxation; as `recount` checks that the plan respects them, a
proven bound that the plan attains is the optimum of the whole problem.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd

from benchmarks.known_answers.instance import (
    DATA,
    FIRST_YEAR,
    BrokenAnswerError,
    Instance,
    Reading,
    by_year,
    course,
    specification,
)

_OPTIMA = {"bacp8": 17, "bacp10": 14, "bacp12": 17}
_LONGEST = 10  # years that one course may last
_MOST_VALUES = 62  # of one set attribute


@dataclass(frozen=True)
class Curriculum:
    """A published curriculum; limits hold for every period."""

    periods: int
    least_credits: int
    most_credits: int
    least_courses: int
    most_courses: int
    credits: dict[str, int]
    prerequisites: list[tuple[str, str]]
    """(course, course that comes before it)."""

    @classmethod
    def read(cls, name: str) -> "Curriculum":
        """Return the curriculum of a published file."""
        text = (DATA / f"{name}.dat").read_text()
        limits = {
            key: int(value)
            for key, value in re.findall(r"^([pabcd]) *= *(\d+) *;", text, re.MULTILINE)
        }
        courses = re.findall(r"\w+", _between(text, "courses", "{", "}"))
        credits = map(int, re.findall(r"\d+", _between(text, "credit", "[", "]")))
        pairs = re.findall(
            r"<\s*(\w+)\s*,\s*(\w+)\s*>", _between(text, "prereq", "{", "}")
        )
        return cls(
            periods=limits["p"],
            least_credits=limits["a"],
            most_credits=limits["b"],
            least_courses=limits["c"],
            most_courses=limits["d"],
            credits=dict(zip(courses, credits, strict=True)),
            prerequisites=sorted(set(pairs)),
        )


def _between(text: str, name: str, opening: str, closing: str) -> str:
    pattern = rf"^\s*{name}\s*=\s*{re.escape(opening)}([^{re.escape(closing)}]*)"
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        raise ValueError(f"the file has no section {name}")
    return found.group(1)


def instances() -> tuple[Instance, ...]:
    """Return the curricula of 8, 10 and 12 periods."""
    return tuple(_instance(name, optimum) for name, optimum in _OPTIMA.items())


def _instance(name: str, optimum: int) -> Instance:
    given = Curriculum.read(name)
    names = list(given.credits)
    sets = [names[at : at + _MOST_VALUES] for at in range(0, len(names), _MOST_VALUES)]
    set_of = {taken: f"done_{at}" for at, values in enumerate(sets) for taken in values}
    last = FIRST_YEAR + given.periods - 1
    levels = range(1, given.most_credits + 1)
    parts = _parts(given.periods)

    curriculum = {
        taken: course(
            taken,
            weeks=[weeks],
            long=True,
            grants=[{"attribute": set_of[taken], "add": [taken]}],
            requires=[
                {"attribute": set_of[before], "any_of": [before]}
                for after, before in given.prerequisites
                if after == taken
            ],
        )
        for taken, weeks in given.credits.items()
    }
    spare = {
        f"spare-{part}-{level}": course(
            f"{level} weeks of every year left free",
            duration=end - start,
            weeks=[level] * (end - start),
            long=False,
            grants=[{"attribute": f"spare_{part}", "level": f"s{level}"}],
            classes={"default": 0, **by_year([0] * start + [1])},
        )
        for part, (start, end) in enumerate(parts)
        for level in levels
    }
    targets = {
        **{
            taken: _target(1, last, [{"attribute": kind, "any_of": [taken]}])
            for taken, kind in set_of.items()
        },
        **{
            f"spare-{level}": _target(
                2,
                last,
                [
                    {"attribute": f"spare_{part}", "at_least": f"s{level}"}
                    for part in range(len(parts))
                ],
            )
            for level in levels
        },
    }
    ladder = {"kind": "ladder", "levels": ["none", *(f"s{level}" for level in levels)]}
    attributes: dict[str, Any] = {
        **{f"done_{at}": {"kind": "set", "values": v} for at, v in enumerate(sets)},
        **{f"spare_{part}": ladder for part in range(len(parts))},
    }
    spec = specification(
        name,
        given.periods,
        attributes=attributes,
        courses=curriculum | spare,
        targets=targets,
        rules={
            "yearly_load": given.most_credits,
            "long_courses_at_once": given.most_courses,
        },
    )
    student = {
        "id": "student",
        **{
            attribute: "none" if kind["kind"] == "ladder" else ""
            for attribute, kind in attributes.items()
        },
    }
    return Instance(
        "curriculum",
        name,
        spec,
        [student],
        (Reading("tier-2", "greatest load", Decimal(optimum)),),
        lambda enrolments: _recount(given, enrolments),
        "tier-1",
    )


def _parts(periods: int) -> list[tuple[int, int]]:
    """Return stretches of periods, together all, none longer than a course may be."""
    number = -(-periods // _LONGEST)
    return list(pairwise(periods * part // number for part in range(number + 1)))


def _target(tier: int, year: int, conditions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": " and ".join(
            str(list(condition.values())) for condition in conditions
        ),
        "measure": {
            "kind": "level_by_deadline",
            "conditions": conditions,
            "year": year,
        },
        "percent": 100,
        "tier": tier,
    }


def _recount(given: Curriculum, enrolments: pd.DataFrame) -> tuple[Decimal, ...]:
    period_of = {
        taken: start - FIRST_YEAR
        for taken, start in zip(
            enrolments["course"], enrolments["start_year"], strict=True
        )
        if taken in given.credits
    }
    if len(period_of) < len(given.credits):
        raise BrokenAnswerError("a course is not placed")
    for after, before in given.prerequisites:
        if period_of[before] >= period_of[after]:
            raise BrokenAnswerError(f"{before} does not come before {after}")
    loads, counts = [0] * given.periods, [0] * given.periods
    for taken, period in period_of.items():
        loads[period] += given.credits[taken]
        counts[period] += 1
    if min(loads) < given.least_credits or max(loads) > given.most_credits:
        raise BrokenAnswerError(f"credits outside the limits: {loads}")
    if min(counts) < given.least_courses or max(counts) > given.most_courses:
        raise BrokenAnswerError(f"numbers of courses outside the limits: {counts}")
    return (Decimal(max(loads)),)
