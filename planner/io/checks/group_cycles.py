"""No group is defined, over any detour, by itself."""

from models.expression import Is, parse, walk
from models.scenario import ScenarioSpec
from planner.io.checks.circles import circles
from planner.io.problems import Problem, problem


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return circles of groups; one problem for each circle."""
    uses = {
        name: {
            part.name
            for part in walk(parse(text))
            if isinstance(part, Is) and part.group
        }
        for name, text in spec.groups.items()
    }
    return [
        problem(
            "group-cycle",
            path=f"groups.{circle[0]}",
            value=spec.groups[circle[0]],
            circle=" → ".join(circle),
        )
        for circle in circles(uses)
    ]
