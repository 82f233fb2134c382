"""Writes how every target of the scenarios stands with its plan into scenarios/README.md.

Usage: python -m benchmarks.targets_table RESULT_FOLDER...

Give the result folder of `planner solve` for each scenario, without what-ifs.
"""

import sys
from pathlib import Path

import pandas as pd

import planner
from models.target import Monitored

PAGE = Path(__file__).parents[1] / "scenarios" / "README.md"
START, END = "<!-- targets: start -->", "<!-- targets: end -->"
_HEAD = """\
Written by `python -m benchmarks.targets_table` from plans of `planner solve`. A target of
several years is shown in its worst; *today* is without any new enrolment. The reason is
the first thing in the way of most of those who are missing, as `planner report` finds it.

| target | year | group | required | today | with the plan | missing | main reason |
|---|---|--:|--:|--:|--:|--:|---|"""


def section(folders: list[Path]) -> str:
    """Return the table, with the content hash of every scenario."""
    lines = [START, _HEAD]
    hashes = []
    for folder in folders:
        plan = planner.open_run(folder)
        hashes.append(
            f"<!-- {plan.scenario.name} {plan.scenario.data.content_hash} -->"
        )
        for name, figures in plan.targets.groupby("name", sort=False):
            lines.append(_row(plan, str(name), figures))
    return "\n".join([*lines, "", *hashes, END])


def _row(plan: planner.Plan, name: str, figures: pd.DataFrame) -> str:
    """Return a target as a row, in the year in which most are missing."""
    short = figures["shortfall"].fillna(0).astype(int)
    worst = figures.iloc[int(short.to_numpy().argmax())]
    years = str(worst["year"]) + (f" (of {len(figures)})" if len(figures) > 1 else "")
    measure = plan.scenario.data.spec.targets[name].measure
    missing = plan.missing
    of_row = (missing["target"] == name) & (missing["year"] == worst["year"])
    if isinstance(measure, Monitored):
        reason = "monitored: not moved by training"
    elif not worst["shortfall"]:
        reason = "met"
    else:
        counts = missing.loc[of_row, "reason"].value_counts()
        reason = f"{str(counts.index[0]).replace('_', ' ')} ({counts.iloc[0]:,})"
    numbers = [
        _number(worst[column])
        for column in ("group_size", "required", "baseline", "attained", "shortfall")
    ]
    return "| " + " | ".join([name, years, *numbers, reason]) + " |"


def _number(value: object) -> str:
    return "–" if pd.isna(value) else f"{int(str(value)):,}"  # type: ignore[call-overload]


def main() -> None:
    """Replace the table in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(START)[0], page.split(END)[1]
    table = section([Path(name) for name in sys.argv[1:]])
    PAGE.write_text(before + table + after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
