from typing import Any

from models.enrolments import as_columns
from models.measures import objective_values, unit_cover
from tests import builders
from tests.builders import course, level, official, officials

GRANTS = {"grants": [{"attribute": "theory", "level": "so_cap"}]}


def given(**cover: Any) -> Any:
    """Four officials in `an`, of whom one may be away, and one in `bi`."""
    people = [*officials("A", "B", "D", "F"), official("E", unit="bi")]
    courses = {
        "C": course(weeks=[9], **GRANTS),
        "L": course(weeks=[9, 9], duration=2),
    }
    return builders.scenario(
        people,
        courses,
        targets={"t": level("theory", "so_cap", weight=3, tier=2)},
        rules={"unit_cover": {"share": 0.25, **cover}, "long_courses_at_once": None},
        in_progress=[("F", "L", 2025, "")],
    )


def taking(scenario: Any, *enrolments: tuple[str, str, int]) -> Any:
    return as_columns(scenario, builders.plan(scenario, *enrolments))


def test_who_is_away_stands_against_what_the_unit_can_spare() -> None:
    # F is away in 2026 anyway; A is in two courses and away once.
    scenario = given(tier=1)
    plan = taking(
        scenario,
        ("A", "C", 2026), ("A", "L", 2026), ("B", "C", 2026), ("E", "C", 2027),
    )  # fmt: skip
    rows = unit_cover(plan).astype(object).to_dict("records")
    names = ("unit", "year", "away", "allowed", "beyond")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("an", 2026, 3, 1, 2), ("an", 2027, 1, 1, 0), ("bi", 2027, 1, 1, 0),
    ]  # fmt: skip


def test_without_the_rule_every_unit_can_spare_all() -> None:
    scenario = builders.scenario(officials("A"), {"C": course(weeks=[9])})
    (row,) = unit_cover(taking(scenario, ("A", "C", 2026))).to_dict("records")
    assert (row["away"], row["allowed"], row["beyond"]) == (1, 1, 0)


def test_who_is_away_beyond_it_counts_in_the_tier_of_unit_cover() -> None:
    enrolments = [("A", "C", 2027), ("B", "C", 2027), ("D", "C", 2027)]
    for cover, expected in (
        ({}, {"tier-2": 6}),
        ({"tier": 1}, {"tier-1": 2, "tier-2": 6}),
        ({"tier": 2, "weight": 5}, {"tier-2": 6 + 10}),
        ({"tier": 7}, {"tier-2": 6, "tier-7": 2}),
    ):
        scenario = given(**cover)
        values = objective_values(scenario, taking(scenario, *enrolments))
        assert {entry.name: entry.value for entry in values} == expected
        assert values[-1].unit == ("officials" if cover.get("tier") == 7 else
                                   "weighted officials")  # fmt: skip
