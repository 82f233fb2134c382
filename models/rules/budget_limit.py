"""Budget limit: what a line is charged in a year ≤ its amount, with what is carried over.

Charged are seats and classes of the plan and courses in progress.
"""

import pandas as pd

from models.measures.money import budget_figures
from models.plan import PlanColumns
from models.units import millions
from models.violation import joined, violations_of

NAME = "budget_limit"


def violations(columns: PlanColumns) -> pd.DataFrame:
    """Return lines overspent; one row per line and year, amounts in thousand dong."""
    return joined(
        [
            violations_of(
                NAME,
                item=f"budget:{figure.line}@{figure.year}",
                year=figure.year,
                line=figure.line,
                value=float(figure.spent),
                limit=float(figure.available),
                message=f"{figure.line} is charged {millions(figure.spent)} million dong "
                f"in {figure.year}, {millions(figure.available)} are available",
            )
            for figure in budget_figures(columns.scenario, columns)
            if figure.spent > figure.available
        ]
    )
