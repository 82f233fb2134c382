"""Every rule matters where the engine is compared: it alone keeps a better plan away.

The best plan of brute force gets one enrolment more. Where that would lower a shortfall
and breaks one rule only, an engine that forgot this rule would find a better value than
there is, and the comparison would tell.
"""

from collections.abc import Iterator

from models.measures import objective_values
from models.plan import Plan
from models.rules import RULES, violations
from models.scenario import Scenario
from tests import builders
from tests.exactness.plans import Row, rows_of
from tests.exactness.random_scenarios import tiny

# Names are right by construction; recruitment has scenarios of its own.
ELSEWHERE = {"known_references", "recruitment"}
SEEDS = (1, 10, 12, 22, 26, 31, 147, 157, 158)
"""Of the scenarios compared, a few in which every rule decides; among the first 246 every
rule does in 2 or more."""


def one_more(scenario: Scenario, rows: list[Row]) -> Iterator[Plan]:
    """The plans with one enrolment more, in a class that there is or in a new one."""
    spec = scenario.spec
    for name in scenario.roster.ids:
        for course in spec.courses:
            for start in spec.horizon.years:
                rooms = {row[3] for row in rows if row[1:3] == (course, start)}
                for room in (*sorted(rooms), "new"):
                    for line in scenario.line_ids or ("",):
                        row = (str(name), course, start, room, line)
                        yield builders.plan(scenario, *rows, row)


def shortfalls(scenario: Scenario, plan: Plan) -> tuple[int, ...]:
    values = objective_values(scenario, plan)
    return tuple(entry.value for entry in values if entry.name.startswith("tier-"))


def deciding(seed: int) -> set[str]:
    """Rules that alone keep a better plan away."""
    scenario, best = tiny(seed).scenario, tiny(seed).best
    if best is None or not any(best.shortfall.values()):
        return set()
    rows = rows_of(scenario, best)
    reached = shortfalls(scenario, builders.plan(scenario, *rows))
    found = set()
    for plan in one_more(scenario, rows):
        if shortfalls(scenario, plan) < reached:
            broken = set(violations(scenario, plan)["rule"])
            assert broken, "brute force missed a better plan"
            if len(broken) == 1:
                found |= broken
    return found


def test_every_rule_alone_keeps_a_better_plan_away():
    assert set().union(*map(deciding, SEEDS)) == set(RULES) - ELSEWHERE
