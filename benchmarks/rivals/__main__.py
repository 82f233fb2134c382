"""One rival on one scenario: makes its plan, checks and values it, prints JSON.

Usage: python -m benchmarks.rivals {greedy,highs,scip,timefold} SCENARIO --time-limit 60
"""

import json
import time
from pathlib import Path

import click

from benchmarks.rivals import greedy, person_mip
from models.measures import objective_values
from models.plan import Plan, PlanColumns
from models.rules import violations
from planner.io.read_scenario import load

RIVALS = ("greedy", *person_mip.SOLVERS, "timefold")


@click.command()
@click.argument("name", type=click.Choice(RIVALS))
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--time-limit", type=float, default=60.0, show_default=True)
@click.option("--set", "changes", multiple=True, help="As of `planner solve`.")
def main(
    name: str, scenario: Path, time_limit: float, changes: tuple[str, ...]
) -> None:
    """Let the rival NAME plan SCENARIO."""
    clock = _Clock()
    given = load(scenario, (), changes).scenario
    clock.lap("read")
    plan: Plan | None
    bounds: dict[str, int] = {}
    if name == "greedy":
        plan = greedy.plan(given)
    elif name == "timefold":
        # Imported here: starting Java takes a second, and the package may be absent.
        from benchmarks.rivals import timefold_problem

        plan = timefold_problem.solve(given, time_limit)
    else:
        answer = person_mip.solve(given, name, time_limit)
        plan, bounds = answer.plan, answer.bounds
    clock.lap("solve")
    outcome: dict[str, object] = {"status": "no-solution", "stages": []}
    if plan is not None:
        columns = PlanColumns(given, plan)
        broken = violations(given, columns)
        values = objective_values(given, columns)
        clock.lap("verify")
        outcome = {
            "status": "feasible" if broken.empty else "infeasible",
            "enrolments": len(plan),
            "violations": len(broken),
            "stages": [
                {
                    "name": value.name,
                    # As in result.json, money is in million dong.
                    "incumbent": value.value / 1000
                    if value.unit == "thousand dong"
                    else value.value,
                    "bound": bounds.get(value.name),
                }
                for value in values
            ],
        }
    click.echo(json.dumps({**outcome, "phases": clock.laps}))


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.last = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = round(now - self.last, 3)
        self.last = now


if __name__ == "__main__":
    main()
