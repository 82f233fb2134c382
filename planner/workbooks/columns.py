"""The columns of a table on a sheet, and how high their texts make its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

LINE = 15.0
"""Height of a line of text [points]."""

Kind = Literal["text", "date", "count", "year", "money", "percent"]
"""How cells look; dates are texts that are never broken."""

_DENSITY = 1.08  # letters of this font in the width of a digit of Excel's own [-]
_CAPITAL = 0.58  # width of a capital beyond that of other letters [letters]
_CAPITALS = re.compile(r"[A-ZĐ@]")
_PADDING = 1.9  # letters lost to the edges of a cell
_MOST_LINES = 27  # as high as a row can be


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    values: Sequence[Any]
    """One for each row: text that `cell_text` has passed, numbers, or None."""
    kind: Kind
    width: float
    """Width on the sheet [characters]."""
    number_format: str = ""
    """Excel's number format, if not that of the kind."""


def header_height(columns: Sequence[Column]) -> float:
    """Return the height of the header of a table [points]."""
    titles = [lines_of([column.title], column.width)[0] for column in columns]
    return LINE * max(titles) + 4


def row_heights(columns: Sequence[Column]) -> list[float]:
    """Return the height of each row of a table [points].

    Heights are set from it, as not every program fits them to the text by itself.
    """
    lines = [
        lines_of(column.values, column.width)
        for column in columns
        if column.kind == "text"
    ]
    return [LINE * min(max(row), _MOST_LINES) for row in zip(*lines, strict=True)]


def lines_of(texts: Sequence[str], width: float) -> list[int]:
    """Return how many lines each text takes in a column of a width [characters]."""
    letters = _DENSITY * width - _PADDING
    known: dict[str, int] = {}
    for text in texts:
        if text not in known:
            known[text] = sum(
                max(
                    1,
                    ceil(
                        (len(part) + _CAPITAL * len(_CAPITALS.findall(part))) / letters
                    ),
                )
                for part in text.split("\n")
            )
    return [known[text] for text in texts]


def money_format(amounts: Sequence[int]) -> str:
    """Return the number format of amounts in thousand dong shown as million dong.

    As many decimals as the amounts need, so that none is shown rounded.
    """
    decimals = max(
        (3 if each % 10 else 2 if each % 100 else 1 for each in amounts if each % 1000),
        default=0,
    )
    return "#,##0" + ("." + "0" * decimals if decimals else "")
