"""What a sweep shows, on a terminal: one line for each point."""

from collections.abc import Sequence

import pandas as pd
from rich.console import Console

from planner.reports.layout import line, new_table, row

_TITLE = "Kinh phí và mức đạt"
_BUDGET = "Kinh phí\n(triệu đồng)"
_PERCENT = "Đạt\n(%)"
_TIER = "Còn thiếu\nưu tiên {tier}"
_PROVEN = "Chứng minh"
_YES, _NO = "có", "chưa"
_KNEE = "◄ điểm gãy: sau đó thêm tiền đem lại ít hơn"
_SAME = "= ít tiền hơn cũng đạt như vậy"
_NONE = "Không có phương án: {name} ({why})"


def print_frontier(console: Console, table: pd.DataFrame, axes: Sequence[str]) -> None:
    """Print the table of the frontiers.

    Parameters
    ----------
    table
        As written to `frontier.csv`.
    axes
        Columns that hold the labels of axes.
    """
    names = map(str, table.columns)
    tiers = [name for name in names if name.startswith("tier-") and "_" not in name]
    heads = [_TIER.format(tier=name.removeprefix("tier-")) for name in tiers]
    page = new_table(
        _TITLE, [*axes, _BUDGET, _PERCENT, *heads, _PROVEN, ""], texts=len(axes)
    )
    for item in table.to_dict("records"):
        note = _KNEE if item["knee"] == "yes" else ""
        if item["frontier"] == "no":
            note = _SAME
        row(
            page,
            *(str(item[name]) for name in axes),
            _number(item["budget"]),
            _number(item["percent"]),
            *(f"{item[name]:,.0f}".replace(",", ".") for name in tiers),
            _YES if item["proven"] == "yes" else _NO,
            note,
            style="bold" if item["knee"] == "yes" else "",
        )
    console.print(page)


def print_without_plan(console: Console, name: str, why: str) -> None:
    """Print that a point has no plan."""
    line(console, _NONE.format(name=name, why=why))


def _number(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
