"""Plans of the scenario of `tests.cli.folders`, made without a solver."""

from pathlib import Path

import planner

HEADER = "official,course,start_year,class\n"


def plan_of(folder: Path, *rows: str) -> planner.Plan:
    """A plan read from a table; rows are `official,course,start_year,class`."""
    table = folder.parent / "table.csv"
    table.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return planner.load(folder).read_plan(table)


def plan_of_one(folder: Path) -> planner.Plan:
    return plan_of(folder, "A,TC,2026,one")


def plan_of_both(folder: Path) -> planner.Plan:
    return plan_of(folder, "A,TC,2027,late", "B,TC,2027,late")
