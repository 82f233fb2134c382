"""Small pieces of HTML for notebooks; every text of a scenario is escaped."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from planner.language import _, marked
from planner.language.numbers import number
from planner.reports.numbers import counted


def facts(values: Mapping[str, object], title: str = "") -> str:
    """Return a heading and a line of named values."""
    heading = f"<h4>{escape(title)}</h4>" if title else ""
    items = (
        f"{escape(name)}: <b>{escape(str(value))}</b>" for name, value in values.items()
    )
    return f"{heading}<p>{' · '.join(items)}</p>"


def table_as_html(table: pd.DataFrame, title: str, most: int) -> str:
    """Return the first rows of a table, and how many there are."""
    rest = len(table) - most
    caption = f"{escape(title)} ({counted(len(table), marked('row'))})"
    body = "" if table.empty else _body(table.head(most))
    more = escape(_("… and {number} more").format(number=number(rest)))
    more = f"<p>{more}</p>" if rest > 0 else ""
    return f"<p><b>{caption}</b></p>{body}{more}"


def _body(table: pd.DataFrame) -> str:
    shown = table.copy()
    for name, column in table.items():
        # `na_rep` does not reach numbers that may be missing.
        if isinstance(column.dtype, pd.Int64Dtype | pd.Float64Dtype):
            shown[name] = column.astype(object).where(column.notna(), "–")
    return shown.to_html(index=False, na_rep="–")
