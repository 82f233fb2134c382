"""Lines and tables on a terminal; texts of the scenario are shown as they are."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.reports.text import printable


def new_table(title: str, columns: Iterable[str], texts: int = 1) -> Table:
    """Return an empty table; the first columns hold texts, which may be wrapped."""
    # Without lines between columns, nine of them fit on a terminal of 80 characters.
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD,
        pad_edge=False, collapse_padding=True,
    )  # fmt: skip
    for at, name in enumerate(columns):
        table.add_column(
            name, justify="right" if at >= texts else "left", no_wrap=at >= texts
        )
    return table


def row(table: Table, *cells: str | Text, style: str = "") -> None:
    """Add a row."""
    # A text of the scenario is never read as markup.
    table.add_row(
        *(Text(printable(cell)) if isinstance(cell, str) else cell for cell in cells),
        style=style,
    )


def stacked(*texts: str) -> Text:
    """Return a cell with one text under the other."""
    return Text("\n".join(printable(text) for text in texts))


def section(console: Console, title: str) -> None:
    """Print a heading."""
    line(console, "")
    line(console, title, style="bold")


def line(console: Console, text: str, style: str = "") -> None:
    """Print a line, which the terminal may wrap."""
    console.print(Text(printable(text), style=style), soft_wrap=True)
