"""Money: what a plan and the courses in progress cost each budget line."""

from collections import Counter
from decimal import Decimal

import numpy as np

from models.enrolments import as_columns, of_plan
from models.measures.classes import class_charge, classes
from models.measures.recruits import recruits_by_stream
from models.plan import Plan, PlanColumns
from models.prices import add_yearly, committed, recruit_charge, seat_charges
from models.result import BudgetFigure
from models.roster import Ints
from models.scenario import Scenario
from models.units import thousands


def spent(scenario: Scenario, plan: Plan | PlanColumns) -> Ints:
    """Return what is charged to each line in each year [thousand dong].

    Seats, classes and recruits of the plan, and seats of courses in progress. One row for
    each budget line in declared order, one column for each year of the horizon.
    """
    columns = as_columns(scenario, plan)
    total = seat_charges(of_plan(columns)) + committed(scenario)
    table = classes(scenario, columns)
    for intake, number in Counter(
        zip(table["course"], table["start_year"], strict=True)
    ).items():
        line, yearly = class_charge(scenario, *intake)
        if line:
            at = scenario.line_ids.index(line)
            add_yearly(scenario, total[at], intake[1], yearly, number)
    for (stream, year), number in recruits_by_stream(columns).items():
        line, amount = recruit_charge(scenario, stream, year)
        if line:
            at = scenario.line_ids.index(line)
            add_yearly(scenario, total[at], year, [amount], number)
    return total


def total_cost(scenario: Scenario, plan: Plan | PlanColumns) -> int:
    """Return what is charged to all lines in the horizon [thousand dong].

    Courses in progress included; 0 if the scenario has no budget lines.
    """
    return int(spent(scenario, plan).sum())


def granted(scenario: Scenario) -> Ints:
    """Return the amount of each line in each year [thousand dong]; shaped like `spent`."""
    years = scenario.spec.horizon.years
    amounts = [
        [thousands(line.amount.at(year) or Decimal(0)) for year in years]
        for line in scenario.spec.budget.values()
    ]
    return np.array(amounts, dtype=np.int64).reshape(len(amounts), len(years))


def budget_figures(
    scenario: Scenario, plan: Plan | PlanColumns
) -> tuple[BudgetFigure, ...]:
    """Return each line in each year [thousand dong], in declared order, then by year.

    What is available is the amount of the year and, if the line carries over, what
    remains of the years before. A year without an amount has none.
    """
    charged = spent(scenario, plan)
    amounts = granted(scenario)
    remaining = np.cumsum(amounts - charged, axis=1)
    figures = []
    for at, (name, line) in enumerate(scenario.spec.budget.items()):
        for step, year in enumerate(scenario.spec.horizon.years):
            amount = int(amounts[at, step])
            carried = int(remaining[at, step - 1]) if line.carry_over and step else 0
            figures.append(
                BudgetFigure(
                    line=name,
                    year=year,
                    amount=amount,
                    available=amount + carried,
                    spent=int(charged[at, step]),
                )
            )
    return tuple(figures)
