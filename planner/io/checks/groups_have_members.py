"""Groups and targets concern somebody."""

from models.measures import group_on
from models.scenario import Scenario
from models.target import BeforeAppointment
from planner.io.problems import Problem, problem


def check(scenario: Scenario) -> list[Problem]:
    """Return groups without members, and targets whose group has nobody serving."""
    spec, roster = scenario.spec, scenario.roster
    baseline_and_horizon = range(spec.horizon.first - 1, spec.horizon.last + 1)
    found = [
        problem("group-empty", path=f"groups.{name}", value=text)
        for name, text in spec.groups.items()
        if not any(
            roster.members(text, spec.groups, f"{year}-12-31").any()
            for year in baseline_and_horizon
        )
    ]
    for name, target in spec.targets.items():
        years = target.years()
        empty = [str(y) for y in years if not group_on(scenario, target, y).any()]
        # Appointments need not be made every year.
        is_rare = isinstance(target.measure, BeforeAppointment)
        if len(empty) == len(years) if is_rare else empty:
            found.append(
                problem(
                    "target-empty",
                    path=f"targets.{name}.group",
                    value=target.group,
                    years=", ".join(empty),
                )
            )
    return found
