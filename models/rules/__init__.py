"""Rules: what every plan obeys, one rule a file, without any solver.

A rule is a function that returns the ways in which a plan breaks it; a plan is feasible
if there are none.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from models.enrolments import as_columns
from models.plan import Plan, PlanColumns
from models.rules import (
    absent_years,
    budget_eligibility,
    budget_limit,
    class_size,
    decisions,
    eligibility,
    grants_more,
    intake_open,
    known_references,
    long_courses,
    once_per_course,
    prerequisites,
    recruitment,
    seat_limit,
    service_after,
    unit_cover,
    yearly_load,
)
from models.scenario import Scenario
from models.violation import joined

Rule = Callable[[PlanColumns], pd.DataFrame]
"""Returns the violations of one rule; the columns are those of `models.violation`."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.NAME: rule.violations
        for rule in (
            known_references,
            eligibility,
            prerequisites,
            once_per_course,
            grants_more,
            service_after,
            yearly_load,
            long_courses,
            absent_years,
            decisions,
            intake_open,
            class_size,
            seat_limit,
            budget_eligibility,
            budget_limit,
            unit_cover,
            recruitment,
        )
    }
)
"""Every rule by name, in the order in which violations are listed."""


def violations(scenario: Scenario, plan: Plan | PlanColumns) -> pd.DataFrame:
    """Return every violation of every rule; one row per violation, none if feasible."""
    columns = as_columns(scenario, plan)
    return joined([rule(columns) for rule in RULES.values()])
