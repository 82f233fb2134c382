"""What one more unit is worth, on a terminal."""

import pandas as pd
from rich.console import Console

from planner.reports.layout import line, new_table, row

_TITLE = "Giá trị của một đơn vị tăng thêm (số người còn thiếu thay đổi)"
_HEADS = (
    "Mục", "Ưu tiên", "Mỗi đơn vị", "Đến\nthêm", "Dự báo\nở cuối", "Giải lại",
    "Phương án\ntrước → sau",
)  # fmt: skip
_UNITS = {
    "million dong": "1 triệu đồng",
    "seat": "1 chỗ",
    "class": "1 lớp",
    "percentage point": "1 điểm %",
}
_UNIT = "Đơn vị"
_NOTHING = "Thêm một đơn vị nữa không làm giảm số người còn thiếu."
_NOTE = (
    "Mỗi đơn vị, dự báo và giải lại là của bài toán liên tục; phương án là số người thật "
    "({proven} = đã chứng minh tối ưu)."
)
_PROVEN = "✓"


def print_prices(console: Console, table: pd.DataFrame) -> None:
    """Print prices.

    Parameters
    ----------
    table
        As written to the CSV file.
    """
    if table.empty:
        line(console, _NOTHING)
        return
    page = new_table(_TITLE, [_HEADS[0], _UNIT, *_HEADS[1:]], texts=2)
    for item in table.to_dict("records"):
        plans = ""
        if not pd.isna(item["plan_before"]):
            mark = f" {_PROVEN}" if item["plan_proven"] == "yes" else ""
            plans = f"{item['plan_before']:.0f} → {item['plan_after']:.0f}{mark}"
        row(
            page,
            item["item"],
            _UNITS[item["unit"]],
            item["tier"].removeprefix("tier-"),
            _number(item["per_unit"], 4),
            _number(item["up_to"], 3),
            _number(item["predicted"], 2),
            _number(item["relaxed"], 2),
            plans,
        )
    console.print(page)
    line(console, _NOTE.format(proven=_PROVEN))


def _number(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
