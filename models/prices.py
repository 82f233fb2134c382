"""What an enrolment and a class cost, and which budget line pays.

Amounts are whole thousands of dong. A line pays its share of each year's price, rounded
half up to a thousand; what no line pays is left to the learner and counted nowhere.
"""

import numpy as np

from models.budget import BudgetLine
from models.by_year import ByYear
from models.scenario import Scenario
from models.units import Money, share_of, thousands


def _yearly(
    prices: ByYear[tuple[Money, ...]] | None, duration: int, start: int
) -> list[int]:
    if prices is None:
        return [0] * duration
    row = []
    for study_year in range(duration):
        values = prices.at(start + study_year)
        row.append(0 if values is None else thousands(values[study_year]))
    return row


def seat_price(scenario: Scenario, course: str, start: int) -> list[int]:
    """Return the price of a seat in each year of study [thousand dong]."""
    entry = scenario.spec.courses[course]
    return _yearly(entry.cost_per_seat, entry.duration, start)


def class_price(scenario: Scenario, course: str, start: int) -> list[int]:
    """Return the fixed cost of a class in each year it runs [thousand dong]."""
    entry = scenario.spec.courses[course]
    return _yearly(entry.cost_per_class, entry.duration, start)


def pay_rules(line: BudgetLine, course: str) -> list[int]:
    """Return the positions of the line's rules that cover the course, in order."""
    return [
        at
        for at, rule in enumerate(line.pays)
        if rule.courses is None or course in rule.courses
    ]


def class_payer(scenario: Scenario, course: str) -> tuple[str, int] | None:
    """Return the line and the rule that pay the fixed cost of the course's classes.

    The first line, in declared order, with a rule that covers the course; None if there is
    none (then the fixed cost is charged to nobody).
    """
    for name, line in scenario.spec.budget.items():
        rules = pay_rules(line, course)
        if rules:
            return name, rules[0]
    return None


def paying_rule(
    scenario: Scenario, line: str, course: str, year: int
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return for each official the first rule of the line that pays; -1 if none does.

    Filters are evaluated on 1 January of the year.
    """
    roster = scenario.roster
    result = np.full(len(roster), -1, dtype=np.int64)
    entry = scenario.spec.budget[line]
    for at in pay_rules(entry, course):
        who = roster.members(entry.pays[at].who, scenario.spec.groups, f"{year}-01-01")
        result[(result < 0) & who] = at
    return result


def charged(scenario: Scenario, line: str, rule: int, prices: list[int]) -> list[int]:
    """Return what the line is charged in each year of study [thousand dong]."""
    share = scenario.spec.budget[line].pays[rule].share
    return [share_of(price, share) for price in prices]
