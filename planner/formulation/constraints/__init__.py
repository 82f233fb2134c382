"""The hard rules as constraints, one file each, under the names of `models.rules`.

A personal rule says which starts it allows (`allows_start`) and which paths, that is
combinations of starts of one person (`allows_path`). A shared rule adds rows (`add`).
`known_references` has no constraint: nothing unknown has a column.
"""

from collections.abc import Callable, Mapping

from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.blocks import Block, Starts
from planner.formulation.constraints import (
    absent_years,
    budget_eligibility,
    budget_limit,
    class_size,
    decisions,
    eligibility,
    grants_more,
    intake_open,
    long_courses,
    once_per_course,
    prerequisites,
    recruitment,
    seat_limit,
    service_after,
    unit_cover,
    yearly_load,
)
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared

START_RULES: Mapping[str, Callable[[Background, int, int], BoolArray]] = {
    "eligibility": eligibility.allows_start,
    "once_per_course": once_per_course.allows_start,
    "grants_more": grants_more.allows_start,
    "service_after": service_after.allows_start,
    "yearly_load": yearly_load.allows_start,
    "long_courses": long_courses.allows_start,
    "absent_years": absent_years.allows_start,
    "decisions": decisions.allows_start,
    "intake_open": intake_open.allows_start,
    "budget_eligibility": budget_eligibility.allows_start,
}
"""Rules that decide on one start alone."""

PATH_RULES: Mapping[str, Callable[[Block, Starts], BoolArray]] = {
    "prerequisites": prerequisites.allows_path,
    "once_per_course": once_per_course.allows_path,
    "grants_more": grants_more.allows_path,
    "yearly_load": yearly_load.allows_path,
    "long_courses": long_courses.allows_path,
    "decisions": decisions.allows_path,
}
"""Rules that decide on all starts of one person together."""

SHARED_RULES: Mapping[str, Callable[[Matrix, Shared], None]] = {
    "recruitment": recruitment.add,
    "class_size": class_size.add,
    "seat_limit": seat_limit.add,
    "budget_eligibility": budget_eligibility.add,
    "budget_limit": budget_limit.add,
    "unit_cover": unit_cover.add,
}
"""Rules that bind people together."""

CONSTRAINTS = frozenset(START_RULES) | frozenset(PATH_RULES) | frozenset(SHARED_RULES)
"""Names of all constraints."""
