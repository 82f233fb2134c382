from pathlib import Path

import pytest

from benchmarks.families import write_scenario
from benchmarks.rivals import greedy, person_mip
from models.measures import objective_values
from models.rules import violations
from planner.io.read_scenario import load
from tests.builders import course, level, official, officials, scenario


@pytest.mark.parametrize("solver", person_mip.SOLVERS)
def test_a_shortage_of_seats_is_proven(solver: str) -> None:
    # One seat a year for three years, five officials: two stay without.
    given = scenario(
        officials(*"ABCDE"),
        {"C": course(grants=[{"attribute": "theory", "level": "so_cap"}], seats=1)},
        targets={"theory": level("theory", "so_cap")},
    )
    answer = person_mip.solve(given, solver, time_limit=20)
    assert answer.plan is not None
    assert len(answer.plan) == 3
    assert violations(given, answer.plan).empty
    assert answer.bounds == {"tier-1": 2}


def test_every_rule_of_the_families_is_obeyed(tmp_path: Path) -> None:
    write_scenario(tmp_path, "refreshers", 60, seed=2)
    given = load(tmp_path).scenario
    answer = person_mip.solve(given, "highs", time_limit=5)
    assert answer.plan is not None
    assert violations(given, answer.plan).empty
    by_hand = {
        value.name: value.value for value in objective_values(given, greedy.plan(given))
    }
    assert answer.bounds["tier-1"] <= by_hand["tier-1"]


def test_courses_that_become_worthless_and_loads_are_seen() -> None:
    # HIGH needs LOW first; both in one year would be 12 weeks, 8 are allowed; and LOW
    # after HIGH would grant nothing.
    given = scenario(
        [official("A")],
        {
            "LOW": course(
                grants=[{"attribute": "theory", "level": "so_cap"}], weeks=[6]
            ),
            "HIGH": course(
                grants=[{"attribute": "theory", "level": "trung_cap"}],
                requires=[{"attribute": "theory", "at_least": "so_cap"}],
                weeks=[6],
            ),
        },
        targets={"theory": level("theory", "trung_cap", 2027)},
        rules={"yearly_load": 8},
    )
    answer = person_mip.solve(given, "highs", time_limit=20)
    assert answer.plan is not None
    assert violations(given, answer.plan).empty
    assert list(answer.plan.enrolments["course"]) == ["LOW", "HIGH"]
    assert answer.bounds == {"tier-1": 0}


def test_pins_are_refused() -> None:
    given = scenario(officials("A"), pins=[("A", "C", 2026, True)])
    with pytest.raises(ValueError, match="nothing decided"):
        person_mip.solve(given, "highs", time_limit=1)
