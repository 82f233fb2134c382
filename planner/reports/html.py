"""Small pieces of HTML for notebooks; every text of a scenario is escaped."""

from collections.abc import Mapping
from html import escape

import pandas as pd


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
    caption = escape(title) + f" ({len(table):,} rows)"
    body = "" if table.empty else table.head(most).to_html(index=False, na_rep="–")
    more = f"<p>… and {rest:,} more</p>" if rest > 0 else ""
    return f"<p><b>{caption}</b></p>{body}{more}"
