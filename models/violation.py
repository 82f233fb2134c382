"""Violations: one row for each way in which a plan breaks a rule."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

COLUMNS: dict[str, Any] = {
    "rule": object,
    "item": object,
    "official": object,
    "course": object,
    "year": "Int64",
    "unit": object,
    "line": object,
    "value": np.float64,
    "limit": np.float64,
    "message": object,
}
"""Columns of a table of violations.

rule, item (stable readable name, for example `seats:TC-LLCT@2027`), official, course,
unit, line (str, empty where it does not apply), year (calendar year, missing where it does
not apply), value and limit (the amounts compared, in the unit that the message names; NaN
where nothing is counted), message (a sentence).
"""

Texts = npt.NDArray[np.object_]


def violations_of(rule: str, item: Texts | str, **columns: Any) -> pd.DataFrame:
    """Return a table of violations of one rule.

    Parameters
    ----------
    item
        Name of each violation, or one name if there is one violation.
    columns
        Column -> an array with one value for each, or one value for all.
    """
    size = 1 if isinstance(item, str) else len(item)
    return _table(rule, item, size, columns) if size else no_violations()


def _table(
    rule: str, item: Texts | str, size: int, columns: dict[str, Any]
) -> pd.DataFrame:
    empty = {"Int64": pd.NA, np.float64: np.nan, object: ""}
    data = {}
    for name, kind in COLUMNS.items():
        value = {"rule": rule, "item": item, **columns}.get(name, empty[kind])
        values = value if np.ndim(value) else [value] * size
        data[name] = pd.Series(values, dtype=kind, index=range(size))
    return pd.DataFrame(data)


def no_violations() -> pd.DataFrame:
    """Return a table without violations."""
    return _nothing().copy()


@cache
def _nothing() -> pd.DataFrame:
    """Make the table without violations: once, as most checks of most rules give it."""
    return _table("", np.zeros(0, dtype=object), 0, {})


def joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return one table of all violations, numbered anew."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else no_violations()


def sentences(template: str, *columns: npt.NDArray[Any]) -> Texts:
    """Return one text per row: the template with each `{}` filled from a column.

    Examples
    --------
    >>> list(sentences("{} is away {} weeks", np.array(["O1"]), np.array([24.0])))
    ['O1 is away 24.0 weeks']
    """
    first, *rest = template.split("{}")
    texts = np.full(len(columns[0]), first, dtype=object)
    for column, piece in zip(columns, rest, strict=True):
        texts = texts + column.astype(str).astype(object) + piece
    return texts


def by_law(source: str) -> str:
    """Return in brackets the source of what is asked; nothing if the course asks it."""
    # Two braces would be taken for a place to fill in.
    return f" ({source.replace('{}', '')})" if source else ""
