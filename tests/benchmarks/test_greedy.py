from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.families import FAMILIES, write_scenario
from benchmarks.rivals import greedy
from models.plan import Plan
from models.rules import violations
from models.scenario import Scenario
from models.target import RecruitmentComposition
from planner.io.read_scenario import load
from tests.builders import course, level, official, officials, scenario


@pytest.mark.parametrize("family", FAMILIES)
def test_the_plan_obeys_every_rule(family: str, tmp_path: Path) -> None:
    write_scenario(tmp_path, family, 800, seed=5)
    given = load(tmp_path).scenario
    plan = greedy.plan(given)
    assert len(plan) > 100
    assert violations(given, plan).empty


def test_the_plan_obeys_the_rules_of_a_real_catalogue() -> None:
    # Two lines that pay for some, shares, carry-over, fields that fit the title.
    given = _without_recruitment(load(Path("scenarios/can-tho-2024-2030")).scenario)
    plan = greedy.plan(given)
    assert len(plan) > 500
    assert violations(given, plan).empty


def _without_recruitment(given: Scenario) -> Scenario:
    """The scenario in which nobody is recruited, which is not for this rival to choose."""
    targets = {
        name: target
        for name, target in given.spec.targets.items()
        if not isinstance(target.measure, RecruitmentComposition)
    }
    budget = {
        name: line
        for name, line in given.spec.budget.items()
        if all(rule.recruitment is None for rule in line.pays)
    }
    changes = {"recruitment": None, "targets": targets, "budget": budget}
    return replace(given, spec=given.spec.model_copy(update=changes))


def test_the_cheapest_course_is_taken() -> None:
    grants = {"grants": [{"attribute": "theory", "level": "so_cap"}]}
    given = scenario(
        officials("A"),
        {
            "DEAR": course(**grants, cost_per_seat=[5]),
            "CHEAP": course(**grants, cost_per_seat=[4]),
        },
        budget={"city": {"title": "City", "amount": 10}},
    )
    assert _starts(given) == [("A", "CHEAP", 2026)]


def test_the_higher_tier_and_the_longer_service_come_first() -> None:
    # One seat a year: theory for both (tier 1) before fields (tier 2) in 2028.
    given = scenario(
        [official("YOUNG", birth="1990-01-01"), official("OLD", birth="1980-01-01")],
        {
            "C": course(grants=[{"attribute": "theory", "level": "so_cap"}], seats=1),
            "L": course(grants=[{"attribute": "education", "level": "thac_si"}]),
        },
        budget={"city": {"title": "City", "amount": 0}},
        targets={
            "master": level("education", "thac_si", 2026, tier=2, percent=50),
            "theory": level("theory", "so_cap", tier=1),
        },
    )
    assert _starts(given) == [
        ("OLD", "C", 2026),
        ("OLD", "L", 2026),
        ("YOUNG", "C", 2027),
    ]


def test_whoever_lacks_a_prerequisite_is_sent_on_it_before() -> None:
    given = scenario(
        officials("A"),
        {
            "HIGH": course(
                grants=[{"attribute": "theory", "level": "trung_cap"}],
                requires=[{"attribute": "theory", "at_least": "so_cap"}],
            ),
            "LOW": course(grants=[{"attribute": "theory", "level": "so_cap"}]),
        },
        targets={"theory": level("theory", "trung_cap")},
    )
    assert _starts(given) == [("A", "LOW", 2026), ("A", "HIGH", 2027)]


def test_a_class_too_small_is_filled_with_others_or_not_opened() -> None:
    grants = [{"attribute": "theory", "level": "so_cap"}]
    for smallest, expected in ((2, ["A", "B"]), (3, [])):
        given = scenario(
            officials("A", "B"),
            {"C": course(grants=grants, class_size={"min": smallest, "max": 9})},
            targets={"half": level("theory", "so_cap", percent=50)},
        )
        assert sorted(name for name, _, _ in _starts(given)) == expected


def test_pins_are_refused() -> None:
    given = scenario(officials("A"), pins=[("A", "C", 2026, True)])
    with pytest.raises(ValueError, match="no pins"):
        greedy.plan(given)


def _starts(given: Scenario) -> list[tuple[str, str, int]]:
    plan: Plan = greedy.plan(given)
    assert violations(given, plan).empty
    columns = ("official", "course", "start_year")
    return list(plan.enrolments[[*columns]].itertuples(index=False, name=None))
