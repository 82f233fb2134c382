"""Where money is limited, some budget line may pay for each course."""

from models.prices import pay_rules
from models.scenario import ScenarioSpec
from planner.io.problems import Problem, problem


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return courses that no budget line may pay for."""
    if not spec.budget:
        return []
    return [
        problem("course-unpaid", path=f"courses.{name}", value=name)
        for name in spec.courses
        if not any(pay_rules(line, name) for line in spec.budget.values())
    ]
