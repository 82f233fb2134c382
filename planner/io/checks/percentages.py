"""No target asks for more than everybody."""

from models.scenario import ScenarioSpec
from planner.io.problems import Problem, problem


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return targets of more than 100 %."""
    return [
        problem(
            "percent-impossible",
            path=f"targets.{name}.compare",
            value=f"{target.compare} {target.percent} %",
        )
        for name, target in spec.targets.items()
        if target.compare == ">" and target.percent == 100
    ]
