"""What an enrolment and a class cost, and which budget line pays.

Amounts are whole thousands of dong. A line pays its share of each year's price, rounded
half up to a thousand; what no line pays is left to the learner and counted nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.budget import BudgetLine
from models.by_year import ByYear
from models.enrolments import Enrolments, grouped, in_progress
from models.roster import Ints
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
        if rule.recruitment is None and (rule.courses is None or course in rule.courses)
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


def recruit_charge(scenario: Scenario, stream: str, year: int) -> tuple[str, int]:
    """Return who pays for a recruit of a stream who joins in a year, and how much.

    The first line, in declared order, with a rule that names the stream (empty if there is
    none), and the amount charged to it [thousand dong].
    """
    recruitment = scenario.spec.recruitment
    cost = None if recruitment is None else recruitment.streams[stream].cost
    price = None if cost is None else cost.at(year)
    for name, line in scenario.spec.budget.items():
        for at, rule in enumerate(line.pays):
            if rule.recruitment is not None and stream in rule.recruitment:
                amount = 0 if price is None else thousands(price)
                return name, charged(scenario, name, at, [amount])[0]
    return "", 0


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


@dataclass(frozen=True)
class PaidSeats:
    """Seats of one intake that one budget line pays by one of its rules."""

    course: str
    start: int
    line: int
    """Position of the budget line."""
    yearly: list[int]
    """Charged to the line for one seat in each year of study [thousand dong]."""
    rows: Ints
    """Positions of the enrolments."""


def paid_seats(
    scenario: Scenario, official: Ints, course: Ints, start: Ints, line: Ints
) -> Iterator[PaidSeats]:
    """Yield enrolments with a line that may pay for them, together if charged alike.

    Enrolments that name no line, or a line without a rule that covers the course and the
    official on 1 January of the start year, are left out.

    Parameters
    ----------
    official, course, start, line
        Positions in the roster, the catalogue and the budget (-1 for no line), and start
        year; one entry for each enrolment.
    """
    for (course_at, year, line_at), rows in grouped(course, start, line):
        if line_at < 0:
            continue
        name, payer = scenario.course_ids[course_at], scenario.line_ids[line_at]
        entry = scenario.spec.budget[payer]
        prices = seat_price(scenario, name, year)
        for rule in pay_rules(entry, name):
            who = scenario.roster.members(
                entry.pays[rule].who, scenario.spec.groups, f"{year}-01-01"
            )[official[rows]]
            if who.any():
                yearly = charged(scenario, payer, rule, prices)
                yield PaidSeats(name, year, line_at, yearly, rows[who])
            rows = rows[~who]


def enrolment_cost(
    scenario: Scenario, official: Ints, course: Ints, start: Ints, line: Ints
) -> Ints:
    """Return what each enrolment costs its budget line in all [thousand dong].

    0 where no line is named or the line may not pay. Parameters as for `paid_seats`.
    """
    cost = np.zeros(len(official), dtype=np.int64)
    for paid in paid_seats(scenario, official, course, start, line):
        cost[paid.rows] = sum(paid.yearly)
    return cost


def seat_charges(enrolments: Enrolments) -> Ints:
    """Return what seats cost each line in each year of the horizon [thousand dong].

    One row for each budget line, one column for each year.
    """
    scenario = enrolments.scenario
    total = np.zeros(
        (len(scenario.line_ids), len(scenario.spec.horizon)), dtype=np.int64
    )
    for paid in paid_of(enrolments):
        add_yearly(scenario, total[paid.line], paid.start, paid.yearly, len(paid.rows))
    return total


def add_yearly(
    scenario: Scenario, total: Ints, start: int, yearly: list[int], times: int
) -> None:
    """Add, in place, what is charged in each year of study to the years of the horizon."""
    first = scenario.spec.horizon.first
    for study_year, amount in enumerate(yearly):
        at = start + study_year - first
        if 0 <= at < len(total):
            total[at] += amount * times


def committed(scenario: Scenario) -> Ints:
    """Return what courses in progress cost each line in each year [thousand dong].

    Shaped like `seat_charges`. The line named in the table pays its share by the first
    rule that covers the course and the official on 1 January of the start year; the whole
    price if there is no such rule, because the money is promised all the same.
    """
    running = in_progress(scenario)
    total = seat_charges(running)
    promised = running.line >= 0
    for paid in paid_of(running):
        promised[paid.rows] = False
    rest = np.flatnonzero(promised)
    for (course_at, start, line_at), rows in grouped(
        running.course[rest], running.start[rest], running.line[rest]
    ):
        prices = seat_price(scenario, scenario.course_ids[course_at], start)
        add_yearly(scenario, total[line_at], start, prices, len(rows))
    return total


def paid_of(enrolments: Enrolments) -> tuple[PaidSeats, ...]:
    """Return the enrolments with a line that may pay for them; see `paid_seats`."""
    if "paid" not in enrolments.cache:
        enrolments.cache["paid"] = tuple(
            paid_seats(
                enrolments.scenario,
                enrolments.official,
                enrolments.course,
                enrolments.start,
                enrolments.line,
            )
        )
    result: tuple[PaidSeats, ...] = enrolments.cache["paid"]
    return result
