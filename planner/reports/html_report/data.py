"""Data that all pages drawn by the script share."""

from typing import Any

from models.scenario import Scenario
from planner.language import _, current
from planner.reports import labels
from planner.reports.detail_words import Details
from planner.reports.html_report import texts
from planner.reports.html_report.units import Pairs


def shared_data(scenario: Scenario, taken: Pairs, lacking: Pairs) -> dict[str, Any]:
    """Return what the blocks of units point into.

    `enrolments` are course, start, end, class, line, cost in thousand dong; `missing` are
    target, year, reason, course, start, detail; courses, lines and targets are positions,
    -1 for none.
    """
    spec = scenario.spec
    course_at = {name: at for at, name in enumerate(spec.courses)}
    target_at = {name: at for at, name in enumerate(spec.targets)}
    details = Details(spec)
    return {
        "lang": current(),
        "texts": texts.of_script(),
        "years": list(spec.horizon.years),
        "units": list(scenario.roster.unit_names),
        "courses": [f"{entry.title} ({name})" for name, entry in spec.courses.items()],
        "lines": [f"{entry.title} ({name})" for name, entry in spec.budget.items()],
        "targets": [[name, entry.title] for name, entry in spec.targets.items()],
        "reasons": {name: _(text) for name, text in labels.REASONS.items()},
        "enrolments": [list(kind) for kind in taken.kinds],
        "missing": [
            [
                target_at[target],
                year,
                reason,
                course_at.get(course, -1),
                start,
                details.in_words(reason, detail),
            ]
            for target, year, reason, course, start, detail in lacking.kinds
        ],
    }
