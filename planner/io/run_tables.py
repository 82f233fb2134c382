"""The tables of a plan as its result folder has them; money in million dong."""

from collections.abc import Iterable

import pandas as pd

from models.measures import budget_figures, classes, quotas
from models.plan import COLUMNS, PlanColumns, in_order
from models.result import TargetFigure

_COUNTS = ("tier", "baseline", "attained", "shortfall")
_MONEY = ("cost", "amount", "available", "spent")


def run_tables(
    columns: PlanColumns, targets: Iterable[TargetFigure]
) -> dict[str, pd.DataFrame]:
    """Return the tables by name: enrolments, classes, targets, budget, quotas.

    With recruitment also recruits.

    Parameters
    ----------
    targets
        The figures of the plan.
    """
    scenario = columns.scenario
    tables = {
        "enrolments": in_order(columns.frame[[*COLUMNS]]),
        "classes": classes(scenario, columns),
        "targets": target_table(targets),
        "budget": _budget(columns),
        "quotas": quotas(scenario, columns),
    }
    if scenario.spec.recruitment is not None:
        tables["recruits"] = columns.recruits
    return {name: _in_millions(table) for name, table in tables.items()}


def target_table(targets: Iterable[TargetFigure]) -> pd.DataFrame:
    """Return one row for each target and year measured."""
    table = pd.DataFrame([figure.model_dump() for figure in targets])
    return table.astype(dict.fromkeys(_COUNTS, "Int64"))


def _budget(columns: PlanColumns) -> pd.DataFrame:
    scenario = columns.scenario
    table = pd.DataFrame(
        [figure.model_dump() for figure in budget_figures(scenario, columns)],
        columns=["line", "year", "amount", "available", "spent"],
    )
    titles = [scenario.spec.budget[line].title for line in table["line"]]
    table.insert(1, "title", titles)
    return table


def _in_millions(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        **{name: table[name] / 1000 for name in _MONEY if name in table}
    )
