"""The least money: with the budget as it is (`min-cost`), or with as much as it takes.

`min-budget` lifts the amounts of some lines; what the cheapest plan then spends, line by
line and year by year, is the budget asked for, and the bound of its cost is what no budget
can be below.
"""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from models.measures.money import budget_figures, granted
from models.result import Stage
from models.scenario import Scenario
from models.units import millions, thousands
from planner.goals.asking import Asker, Solved, is_proven, of_tiers, without_others
from planner.goals.reply import Goal, Reply

LIFTED = 10_000_000
"""Amount that no plan can spend in a year [million dong]."""


class NotPlannedAsToldError(Exception):
    """The budget found does not carry its own plan; a bug, never a result."""


def min_cost(asker: Asker, tiers: Sequence[int]) -> Reply:
    """Return the least cost of meeting the targets of some tiers with the given budget.

    Where they cannot be met, the least cost of the least shortfall.
    """
    scenario = asker.given().scenario
    targets = of_tiers(scenario, tiers)
    solved = asker.solve(without_others(scenario, targets))
    cost = _cost(solved)
    return _reply("min-cost", solved, targets, cost.incumbent or 0, cost.bound)


def min_budget(asker: Asker, tiers: Sequence[int], lines: Sequence[str]) -> Reply:
    """Return the least total budget that meets the targets of some tiers, year by year.

    Where no money meets them, the least budget of the least shortfall.

    Parameters
    ----------
    lines
        Budget lines whose amounts are asked for, those of the others being kept; none
        means all.
    """
    scenario = asker.given().scenario
    targets = of_tiers(scenario, tiers)
    chosen = tuple(lines) or scenario.line_ids
    ignored = without_others(scenario, targets)
    lifted = (*ignored, *(f"budget.{name}.amount={LIFTED}" for name in chosen))
    solved = asker.solve(lifted)
    split = _split(solved, chosen)
    amounts = (*ignored, *budget_changes(split))
    planned = asker.moved(solved, amounts)
    if planned is None:
        raise NotPlannedAsToldError("the plan does not obey the rules with its budget")
    # Whatever a plan costs, the other lines pay no more of it than they have.
    others = [at for at, name in enumerate(scenario.line_ids) if name not in chosen]
    most = int(granted(scenario)[others].sum())
    bound = _cost(solved).bound
    return _reply(
        "min-budget",
        planned,
        targets,
        sum(thousands(Decimal(str(amount))) for amount in split["amount"]),
        None if bound is None else max(0, bound - most),
        split,
    )


def budget_changes(split: pd.DataFrame) -> tuple[str, ...]:
    """Return the single changes that give the lines the amounts of a split."""
    changes = []
    for line, rows in split.groupby("line", sort=False):
        amounts = ", ".join(
            f"{row.year}: {row.amount}" for row in rows.itertuples(index=False)
        )
        changes.append(f"budget.{line}.amount={{{amounts}}}")
    return tuple(changes)


def _reply(
    goal: Goal,
    solved: Solved,
    targets: tuple[str, ...],
    incumbent: int,
    bound: int | None,
    split: pd.DataFrame | None = None,
) -> Reply:
    return Reply(
        goal=goal,
        unit="million dong",
        incumbent=float(millions(incumbent)),
        bound=None if bound is None else float(millions(bound)),
        targets=targets,
        missing=solved.missing,
        missing_proven=is_proven(solved.tiers),
        solved=solved,
        split=split,
    )


def _cost(solved: Solved) -> Stage:
    (stage,) = [stage for stage in solved.result.stages if stage.name == "cost"]
    return stage


def _split(solved: Solved, lines: Sequence[str]) -> pd.DataFrame:
    scenario: Scenario = solved.scenario
    rows = [
        (figure.line, figure.year, float(millions(figure.spent)))
        for figure in budget_figures(scenario, solved.columns)
        if figure.line in lines
    ]
    return pd.DataFrame(rows, columns=["line", "year", "amount"])
