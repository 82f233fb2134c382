"""Small scenarios and plans with sensible defaults: a test states only what matters.

Everything is built through the same records as a scenario file, from plain dictionaries.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from models.attribute import Category, Flag, Ladder, SetOf
from models.plan import COLUMNS, Plan, PlanColumns
from models.plan_of import recruits_of
from models.prices import enrolment_cost
from models.retirement import retirement_dates
from models.roster import FAR_FUTURE, FAR_PAST, Roster
from models.rules import RULES, violations
from models.scenario import Scenario, ScenarioSpec
from models.tables import Appointments, InProgress, Pins

ATTRIBUTES: dict[str, Any] = {
    "education": {
        "kind": "ladder",
        "levels": ["none", "trung_cap", "cao_dang", "dai_hoc", "thac_si"],
    },
    "theory": {"kind": "ladder", "levels": ["none", "so_cap", "trung_cap", "cao_cap"]},
    "fields": {"kind": "set", "values": ["law", "finance", "farming"]},
    "party": {"kind": "flag"},
    "title": {"kind": "category", "values": ["chair", "accountant", "registrar"]},
    "rank_years": {"kind": "number", "minimum": 0},
    "post_year": {"kind": "number", "minimum": 0},
}
"""Attributes of every scenario built here."""


def official(name: str, **changes: Any) -> dict[str, Any]:
    """A woman of 40 on 1 January 2026 in unit `an`, Party member, with a degree.

    Born on 1-1-1986, so she turns 40 on the first day of the default horizon and retires
    on 31-1-2046.
    """
    return {
        "id": name,
        "unit": "an",
        "birth": "1986-01-01",
        "sex": "female",
        "joined": FAR_PAST,
        "leaves": FAR_FUTURE,
        "retires": None,
        "yearly_load": -1,
        "long_courses": -1,
        "education": "dai_hoc",
        "theory": "none",
        "fields": [],
        "party": True,
        "title": "accountant",
        "rank_years": 5.0,
        "post_year": 0.0,
        **changes,
    }


def officials(*names: str, **changes: Any) -> list[dict[str, Any]]:
    """Several officials with the same changes."""
    return [official(name, **changes) for name in names]


def roster(
    rows: Sequence[Mapping[str, Any]],
    spec: ScenarioSpec,
    absences: Sequence[tuple[str, int]] = (),
) -> Roster:
    """A roster of the given officials; retirement by the legal table unless given."""
    units = sorted({row["unit"] for row in rows})
    birth = np.array([row["birth"] for row in rows], dtype="datetime64[D]")
    female = np.array([row["sex"] == "female" for row in rows], dtype=np.bool_)
    legal = retirement_dates(birth, female)
    given = np.array([row["retires"] or "NaT" for row in rows], dtype="datetime64[D]")
    ids = [row["id"] for row in rows]
    return Roster(
        ids=np.array(ids, dtype=object),
        unit_names=tuple(units),
        unit=np.array([units.index(row["unit"]) for row in rows], dtype=np.int64),
        birth=birth,
        female=female,
        retires=np.where(np.isnat(given), legal, given),
        joined=np.array([row["joined"] for row in rows], dtype="datetime64[D]"),
        leaves=np.array([row["leaves"] for row in rows], dtype="datetime64[D]"),
        attributes=spec.attributes,
        columns={
            name: _codes(attribute, [row[name] for row in rows])
            for name, attribute in spec.attributes.items()
        },
        absent=frozenset((ids.index(name), year) for name, year in absences),
        yearly_load=np.array([row["yearly_load"] for row in rows], dtype=np.int64),
        long_courses=np.array([row["long_courses"] for row in rows], dtype=np.int64),
    )


def _codes(attribute: Any, held: list[Any]) -> Any:
    match attribute:
        case Ladder(levels=known) | Category(values=known):
            return np.array([known.index(value) for value in held], dtype=np.int64)
        case SetOf(values=known):
            bits = [sum(1 << known.index(value) for value in row) for row in held]
            return np.array(bits, dtype=np.uint64)
        case Flag():
            return np.array(held, dtype=np.bool_)
    return np.array(held, dtype=np.float64)


def course(**changes: Any) -> dict[str, Any]:
    """A free course of one year, no weeks away, classes of 1 to 100, granting nothing."""
    duration = changes.get("duration", 1)
    return {
        "title": "a course",
        "weeks": [0] * duration,
        "class_size": {"min": 1, "max": 100},
        "cost_per_seat": [0] * duration,
        **changes,
    }


def stream(**changes: Any) -> dict[str, Any]:
    """A stream of women of 24 with a degree in law, whose recruits cost nothing."""
    held = {"education": "dai_hoc", "fields": ["law"]}
    return {
        "title": "a stream",
        "attributes": held,
        "sex": "female",
        "age": 24,
        **changes,
    }


def recruitment(**changes: Any) -> dict[str, Any]:
    """Recruitment by the streams `good` (a degree) and `plain` (none), unless stated.

    The title belongs to the post.
    """
    streams = {"good": stream(), "plain": stream(attributes={})}
    return {"of_post": ["title"], "streams": streams, **changes}


def level(attribute: str, at_least: str, year: int = 2028, **changes: Any) -> Any:
    """A target: everyone holds at least a level by a year."""
    measure = {
        "kind": "level_by_deadline",
        "conditions": [{"attribute": attribute, "at_least": at_least}],
        "year": year,
    }
    return {"title": "a level", "percent": 100, "measure": measure, **changes}


def scenario(
    people: Sequence[Mapping[str, Any]],
    courses: Mapping[str, Any] | None = None,
    *,
    targets: Mapping[str, Any] | None = None,
    pins: Sequence[tuple[str, str, int, bool]] = (),
    in_progress: Sequence[tuple[str, str, int, str]] = (),
    absences: Sequence[tuple[str, int]] = (),
    appointments: Sequence[tuple[str, int, str]] = (),
    **changes: Any,
) -> Scenario:
    """A scenario of 2026 to 2028 with one course `C` and one target, unless stated.

    Parameters
    ----------
    pins
        (official, course, start year or 0, enrol).
    in_progress
        (official, course, start year, budget line or "").
    appointments
        (official, year, post).
    """
    spec = ScenarioSpec.model_validate(
        {
            "name": "test",
            "title": "Test",
            "synthetic": True,
            "horizon": {"first": 2026, "last": 2028},
            "attributes": ATTRIBUTES,
            "courses": courses or {"C": course()},
            "targets": targets or {"theory": level("theory", "so_cap")},
            **changes,
        }
    )
    ids = [row["id"] for row in people]
    names, lines = list(spec.courses), [*spec.budget, ""]

    def positions(values: Sequence[str], known: Sequence[str]) -> Any:
        return np.array([known.index(value) for value in values], dtype=np.int64)

    posts = sorted({row[2] for row in appointments})
    running_lines = positions([row[3] for row in in_progress], lines)
    return Scenario(
        spec=spec,
        roster=roster(people, spec, absences),
        pins=Pins(
            positions([row[0] for row in pins], ids),
            positions([row[1] for row in pins], names),
            np.array([row[2] for row in pins], dtype=np.int64),
            np.array([row[3] for row in pins], dtype=np.bool_),
        ),
        in_progress=InProgress(
            positions([row[0] for row in in_progress], ids),
            positions([row[1] for row in in_progress], names),
            np.array([row[2] for row in in_progress], dtype=np.int64),
            np.where(running_lines == len(lines) - 1, -1, running_lines),
        ),
        appointments=Appointments(
            positions([row[0] for row in appointments], ids),
            np.array([row[1] for row in appointments], dtype=np.int64),
            positions([row[2] for row in appointments], posts),
            tuple(posts),
        ),
    )


def plan(
    given: Scenario, *enrolments: tuple[Any, ...], recruits: Sequence[str] = ()
) -> Plan:
    """A plan of (official, course, start year[, class[, budget line]]), and recruits.

    Unless given, the class is the only one of its intake and the first line pays; end
    year and cost are what the scenario says, so that they are right.
    """
    first_line = next(iter(given.line_ids), "")
    rows = []
    for name, taken, start, *rest in enrolments:
        chosen = rest[0] if rest else f"{taken}-{start}"
        line = rest[1] if len(rest) > 1 else first_line
        length = given.spec.courses[taken].duration if taken in given.course_ids else 1
        rows.append((name, taken, start, start + length - 1, chosen, line, 0))
    at = [given.roster.position[name] for name in recruits]
    joining = recruits_of(given, np.array(at, dtype=np.int64))
    if not rows:
        return Plan(Plan.empty().enrolments, joining)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    columns = PlanColumns(given, Plan(frame))
    at = np.flatnonzero(columns.known)
    frame.loc[at, "cost"] = enrolment_cost(
        given,
        columns.official[at],
        columns.course[at],
        columns.start[at],
        columns.line[at],
    )
    return Plan(frame, joining)


def table(given: Scenario, rule: str, *enrolments: tuple[Any, ...]) -> pd.DataFrame:
    """The violations of one rule by a plan."""
    return RULES[rule](PlanColumns(given, plan(given, *enrolments)))


def items(given: Scenario, rule: str, *enrolments: tuple[Any, ...]) -> list[str]:
    """The names of the violations of one rule by a plan."""
    return list(table(given, rule, *enrolments)["item"])


def broken(given: Scenario, decided: Plan) -> set[str]:
    """The names of the rules that a plan breaks."""
    return set(violations(given, decided)["rule"])
