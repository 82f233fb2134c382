"""Tables as the templates print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

UNKNOWN = "–"
"""Stands where there is nothing to tell."""


@dataclass(frozen=True)
class Cell:
    """One cell."""

    text: str
    value: float | None = None
    """What a column of numbers is sorted by."""
    link: str = ""
    """Address within the page."""
    mark: str = ""
    """Class that decides the colour."""
    drawing: Markup | str = ""
    """Picture after the text."""


@dataclass(frozen=True)
class Table:
    """A table with headings; the first cell of each row is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    texts: int = 1
    """So many columns from the left hold text, the others numbers."""


def text(value: object, *, link: str = "", mark: str = "") -> Cell:
    """Return a cell with text."""
    return Cell(str(value), link=link, mark=mark)


def number(shown: str, value: float | None, *, mark: str = "") -> Cell:
    """Return a cell with a number as it is shown and as it is sorted."""
    return Cell(shown, value=value, mark=mark)


def as_data(table: Table) -> dict[str, Any]:
    """Return a table as data that the script draws, page by page.

    Thousands of rows as elements of the page would make it slow to open. A cell is its
    text, or text, value and link.
    """
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "texts": table.texts,
        "rows": [
            [
                [cell.text, cell.value, cell.link]
                if cell.link or cell.value is not None
                else cell.text
                for cell in row
            ]
            for row in table.rows
        ],
    }
