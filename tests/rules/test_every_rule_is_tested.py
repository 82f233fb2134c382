from pathlib import Path

import pytest

from models import rules
from models.rules import RULES
from models.violation import COLUMNS
from tests.builders import PlanColumns, items, official, plan, scenario

IN_ORDER = (
    "known_references", "eligibility", "prerequisites", "once_per_course", "grants_more",
    "service_after", "yearly_load", "long_courses", "absent_years", "decisions",
    "intake_open", "class_size", "seat_limit", "budget_eligibility", "budget_limit",
    "unit_cover", "recruitment",
)  # fmt: skip


def test_the_rules_are_those_decided_in_their_order():
    assert tuple(RULES) == IN_ORDER


def test_every_rule_is_a_file_of_its_name():
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")}
    assert files - {"__init__"} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_file_of_tests_with_at_least_three(rule):
    text = Path(__file__).with_name(f"test_{rule}.py").read_text(encoding="utf-8")
    assert text.count("\ndef test_") >= 3


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_accepts_the_plan_that_enrols_nobody(rule):
    assert items(scenario([official("A")]), rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_returns_the_same_columns(rule):
    given = scenario([official("A")])
    found = RULES[rule](PlanColumns(given, plan(given, ("A", "C", 2026))))
    assert list(found) == list(COLUMNS)
    assert {name: found[name].dtype for name in COLUMNS} == COLUMNS
