"""Every constraint alone accepts exactly the plans that the rule of its name accepts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules import RULES
from planner.formulation.constraints import (
    CONSTRAINTS,
    PATH_RULES,
    SHARED_RULES,
    START_RULES,
)
from tests.formulation.agreement import ROWS, Tried, tried
from tests.formulation.tiny_cases import CASES, prerequisites_both_ways


def test_every_rule_but_known_references_is_a_constraint():
    assert set(RULES) - {"known_references"} == CONSTRAINTS
    assert set(CASES) == CONSTRAINTS


@pytest.mark.parametrize("rule", CASES)
def test_rule_and_constraint_accept_the_same_plans(rule):
    results = tried(rule, CASES[rule]())
    assert [each for each in results if each.by_rule != each.by_constraint] == []
    # The scenario makes the rule both pass and fail.
    assert {each.by_rule for each in results} == {True, False}


def test_courses_that_could_give_each_other_what_they_require():
    results = tried("prerequisites", prerequisites_both_ways())
    assert [each for each in results if each.by_rule != each.by_constraint] == []


# Each entry makes its constraint stricter by one (-1) or laxer by one (+1).


def _of_rows(rule: str, by: int) -> Callable[..., None]:
    """A shared constraint whose rows allow one more or one less."""
    original = SHARED_RULES[rule]
    word = ROWS[rule][-1]

    def planted(matrix: Any, shared: Any) -> None:
        original(matrix, shared)
        for row, name in enumerate(matrix.row_names):
            if name.startswith(word):
                # Money is in thousands, so that one more or less is a million.
                matrix.row_upper[row] += 1000 * by if rule == "budget_limit" else by

    return planted


def _of_load(rule: str, by: int) -> Callable[..., Any]:
    """The path constraint for people with another yearly load [tenths of a week]."""
    original = PATH_RULES[rule]
    return lambda block, starts: original(
        replace(block, load_limit=block.load_limit + by), starts
    )


def _of_service(rule: str, by: int) -> Callable[..., Any]:
    """The start constraint with another service owed [months]."""

    def planted(background: Any, course: int, start: int) -> Any:
        catalogue = background.catalogue
        year = catalogue.first + start
        end = year + catalogue.courses[course].duration - 1
        terms = background.scenario.spec.terms(catalogue.course_name(course), year)
        return background.roster.serves_until(end, terms.service_after.value - by)

    return planted


FAULTS: dict[str, tuple[dict[str, Any], Callable[..., Any]]] = {
    "service_after": (START_RULES, _of_service),
    "yearly_load": (PATH_RULES, _of_load),
    "seat_limit": (SHARED_RULES, _of_rows),
    "budget_limit": (SHARED_RULES, _of_rows),
    "unit_cover": (SHARED_RULES, _of_rows),
}


def _disagreements(rule: str) -> list[Tried]:
    results = tried(rule, CASES[rule]())
    return [each for each in results if each.by_rule != each.by_constraint]


@pytest.mark.parametrize("rule", FAULTS)
def test_a_constraint_that_is_too_strict_is_found(rule, monkeypatch):
    table, fault = FAULTS[rule]
    monkeypatch.setitem(table, rule, fault(rule, -1))
    found = _disagreements(rule)
    assert found
    assert all(each.by_rule for each in found)


@pytest.mark.parametrize("rule", FAULTS)
def test_a_constraint_that_is_too_lax_is_found(rule, monkeypatch):
    table, fault = FAULTS[rule]
    monkeypatch.setitem(table, rule, fault(rule, +1))
    found = _disagreements(rule)
    assert found
    assert all(each.by_constraint for each in found)
