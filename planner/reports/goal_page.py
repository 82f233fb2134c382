"""The answer to a reverse question, on a terminal."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planner.reports.layout import line, new_table, row, section

_TITLES = {
    "min-cost": "Chi phí ít nhất để đạt các chỉ tiêu với kinh phí đã cho",
    "min-budget": "Kinh phí ít nhất để đạt các chỉ tiêu",
    "earliest-year": "Năm sớm nhất có thể đạt chỉ tiêu",
    "max-slack": "Mức cắt giảm kinh phí lớn nhất mà không ảnh hưởng chỉ tiêu",
}
_UNITS = {"million dong": "triệu đồng", "year": "", "%": "%"}
_TARGETS = "Chỉ tiêu được hỏi: {names}"
_FOUND = "Kết quả: {value}{unit}"
_NONE = "Kết quả: không có năm nào trong giai đoạn"
_PROVEN = "đã chứng minh: không thể tốt hơn"
_LEAST = "đã chứng minh: không thể ít hơn {bound}{unit}"
_SOONEST = "đã chứng minh: không thể sớm hơn {bound}"
_MOST = "đã chứng minh: không thể lớn hơn {bound}{unit}"
_NOTHING = "chưa chứng minh được giới hạn"
_ALL_MET = "Mọi chỉ tiêu được hỏi đều đạt."
_MISSING = "Còn thiếu {missing} người theo mức ưu tiên ({how}); kết quả là cho mức này."
_MISSING_PROVEN = "đã chứng minh: không thể thiếu ít hơn"
_MISSING_OPEN = "chưa chứng minh"
_SPLIT = "Phân bổ kinh phí (triệu đồng)"
_STEPS = "Đã thử"
_STEP_HEADS = {"earliest-year": "Năm", "max-slack": "Kinh phí\n(%)"}
_STEP = ("Còn thiếu", "Ít nhất", "Đạt")
_MET = {True: "có", False: "không (đã chứng minh)", None: "chưa rõ"}


def print_goal(console: Console, data: dict[str, Any]) -> None:
    """Print an answer.

    Parameters
    ----------
    data
        As written to `goal.json`.
    """
    goal, unit = str(data["goal"]), _unit(data)
    section(console, _TITLES[goal])
    line(console, _TARGETS.format(names=", ".join(_texts(data["targets"]))))
    if data["incumbent"] is None:
        line(console, f"{_NONE}; {_proof(goal, data, unit)}.")
    else:
        value = _FOUND.format(value=_value(goal, data["incumbent"]), unit=unit)
        line(console, f"{value}; {_proof(goal, data, unit)}.", style="bold")
    missing = _texts(data["missing"])
    if set(missing) <= {"0"}:
        line(console, _ALL_MET)
    else:
        how = _MISSING_PROVEN if data["missing_proven"] else _MISSING_OPEN
        line(console, _MISSING.format(missing=" / ".join(missing), how=how))
    if data["split"]:
        console.print(_split(pd.DataFrame(data["split"])))
    if data["steps"]:
        _print_steps(console, goal, data["steps"])


def _proof(goal: str, data: dict[str, Any], unit: str) -> str:
    if data["bound"] is None:
        return _NOTHING
    if data["bound"] == data["incumbent"]:
        return _PROVEN
    words = {"earliest-year": _SOONEST, "max-slack": _MOST}.get(goal, _LEAST)
    return words.format(bound=_value(goal, data["bound"]), unit=unit)


def _split(table: pd.DataFrame) -> Table:
    years = sorted(table["year"].unique())
    page = new_table(_SPLIT, ["", *map(str, years), "Σ"])
    for name, rows in table.groupby("line", sort=False):
        amounts = rows.set_index("year")["amount"]
        row(
            page,
            str(name),
            *(_number(amounts[year]) for year in years),
            _number(float(amounts.sum())),
        )
    return page


def _print_steps(console: Console, goal: str, steps: list[dict[str, Any]]) -> None:
    page = new_table(_STEPS, [_STEP_HEADS[goal], *_STEP])
    for step in steps:
        row(
            page,
            _plain(step["at"]),
            " / ".join(_texts(step["missing"])),
            " / ".join("–" if each is None else str(each) for each in step["bounds"]),
            _MET[step["met"]],
        )
    console.print(page)


def _unit(data: dict[str, Any]) -> str:
    unit = _UNITS[str(data["unit"])]
    return f" {unit}" if unit else ""


def _texts(values: Sequence[object]) -> list[str]:
    return [str(value) for value in values]


def _number(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _value(goal: str, value: float) -> str:
    return _plain(value) if goal == "earliest-year" else _number(value)


def _plain(value: float) -> str:
    return f"{value:g}"
