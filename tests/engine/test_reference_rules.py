"""Each rule binds in the reference engine, exactly at its limit."""

from typing import Any

import pytest

from models.rules import RULES
from models.scenario import Scenario
from tests.builders import course, official, officials, recruitment, scenario, stream
from tests.engine.reference_cases import SO_CAP, THEORY, money, two, values

LAW = {"attribute": "fields", "add": ["law"]}
ONLY_2026 = {"default": 0, 2026: 1}


def everyone_yearly(kind: str, last: int) -> dict[str, Any]:
    """A target: everybody attends a kind of course in every year from 2026 on."""
    measure = {
        "kind": "annual_participation",
        "course_kind": kind,
        "first": 2026,
        "last": last,
    }
    return {"yearly": {"title": "yearly", "percent": 100, "measure": measure}}


CASES: dict[str, tuple[Scenario, Scenario]] = {
    "eligibility": (
        two({"who": "party"}, people=[official("A"), official("B", party=False)]),
        two({"who": "party"}),
    ),
    # Law can be studied, but from 2028 on, which is too late for C.
    "prerequisites": tuple(  # type: ignore[dict-item]
        scenario(
            [official("A", fields=["law"]), official("B")],
            {
                "C": course(
                    grants=[SO_CAP],
                    requires=[{"attribute": "fields", "any_of": ["law"]}],
                ),
                "S": course(grants=[LAW], seats=seats),
            },
            targets=THEORY,
        )
        for seats in ({"default": 0, 2028: 5}, 5)
    ),
    # Each attends in one of two years.
    "once_per_course": tuple(  # type: ignore[dict-item]
        scenario(
            officials("A"),
            {"R": course(kinds=["r"], repeatable=repeatable)},
            targets=everyone_yearly("r", 2027),
        )
        for repeatable in (False, True)
    ),
    # Whoever took one of the two gains nothing from the other.
    "grants_more": tuple(  # type: ignore[dict-item]
        scenario(
            officials("A"),
            {
                "C": course(grants=[SO_CAP], kinds=["r"]),
                "D": course(grants=[SO_CAP, *more], kinds=["r"]),
            },
            targets=everyone_yearly("r", 2027),
        )
        for more in ([], [LAW])
    ),
    # Three years from the end of 2026: B has left by then.
    "service_after": (
        two(
            {"service_after": {"years": 3}},
            people=[official("A"), official("B", leaves="2029-12-31")],
        ),
        two(
            {"service_after": {"years": 3}},
            people=[official("A"), official("B", leaves="2030-01-01")],
        ),
    ),
    "yearly_load": (
        two({"weeks": [6]}, people=[official("A", yearly_load=59), official("B")]),
        two({"weeks": [6]}, people=[official("A", yearly_load=60), official("B")]),
    ),
    "long_courses": (
        two({"weeks": [9]}, people=[official("A", long_courses=0), official("B")]),
        two({"weeks": [9]}, people=[official("A", long_courses=1), official("B")]),
    ),
    "absent_years": (
        two({"classes": ONLY_2026}, absences=[("A", 2026)]),
        two({"classes": ONLY_2026}, absences=[("A", 2027)]),
    ),
    "decisions": (
        two(pins=[("A", "C", 0, False)]),
        two(pins=[("A", "C", 2027, False), ("B", "C", 0, True)]),
    ),
    "intake_open": (
        two(
            {"duration": 2, "classes": {"default": 1, 2026: 0, 2027: 0}},
            people=[official("A")],
        ),
        two(
            {"duration": 2, "classes": {"default": 1, 2026: 0}}, people=[official("A")]
        ),
    ),
    # Three would be needed; the second best is nobody.
    "class_size": (
        two({"class_size": {"min": 3, "max": 9}}, people=[official("A")]),
        two({"class_size": {"min": 1, "max": 9}}, people=[official("A")]),
    ),
    "seat_limit": (two({"seats": ONLY_2026}), two({"seats": {"default": 1, 2028: 0}})),
    "budget_eligibility": (
        two(
            people=[official("A"), official("B", party=False)],
            budget=money(pays=[{"who": "party"}]),
        ),
        two(budget=money(pays=[{"who": "party"}])),
    ),
    "budget_limit": (
        two({"cost_per_seat": [2]}, budget=money(amount={"default": 0, 2027: 3})),
        two({"cost_per_seat": [2]}, budget=money(amount={"default": 0, 2027: 4})),
    ),
    # Of the two of a unit one may be away.
    "unit_cover": tuple(  # type: ignore[dict-item]
        two(
            {"weeks": [9], "classes": ONLY_2026},
            people=[official("A"), official("B", unit=unit)],
            rules={"unit_cover": {"share": 0.5}},
        )
        for unit in ("an", "bi")
    ),
    # B's post goes to somebody without the level; only the other stream brings it.
    "recruitment": tuple(  # type: ignore[dict-item]
        two(
            {"classes": ONLY_2026},
            people=[official("A"), official("B", leaves="2026-05-01")],
            recruitment=recruitment(
                streams={
                    "plain": stream(),
                    "read": stream(
                        attributes={"theory": "so_cap"}, limits={"max": {2026: most}}
                    ),
                }
            ),
        )
        for most in (0, 1)
    ),
}
"""Rule -> a scenario in which it leaves one official missing, and one where it just
does not."""


def test_every_rule_has_a_scenario() -> None:
    assert set(CASES) == set(RULES) - {"known_references"}


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_binds_exactly_at_its_limit(rule: str) -> None:
    binding, just_free = CASES[rule]
    assert values(binding)[0] == 1
    assert values(just_free)[0] == 0


def test_money_carried_over_is_spent_later() -> None:
    amount = {"default": 1, 2026: 3}
    costly = {"cost_per_seat": [4], "cost_per_class": [0.5]}
    # 1 million of 2027 and 3 of 2026 pay for one seat, but not for its class as well;
    # with the million of 2028 they do.
    assert values(two(costly, budget=money(amount=amount, carry_over=True))) == [
        1,
        4500,
    ]
    assert values(two(costly, budget=money(amount=amount))) == [2, 0]
