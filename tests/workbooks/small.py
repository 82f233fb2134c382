"""A small plan with everything that a workbook shows, and two readers of workbooks."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from python_calamine import CalamineWorkbook

from models.enrolments import as_columns
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario
from planner.reports.figures import report_of
from planner.workbooks.presented import Presented
from planner.workbooks.write import write_workbook
from tests import builders
from tests.builders import course, level, officials, recruitment
from tests.io.runs import result_of

TITLE = "Trung cấp lý luận chính trị"


def scenario(names: Sequence[str] | None = None, **changes: Any) -> Scenario:
    """Five officials of two units, two courses, two lines that carry over; 2026 to 2028."""
    grants = [{"attribute": "theory", "level": "trung_cap"}]
    courses = {
        "TC": course(title=TITLE, duration=2, weeks=[13, 13], grants=grants,
                     cost_per_seat=["2.5", "1.234"], class_size={"min": 1, "max": 3},
                     kinds=["theory"]),
        "CN": course(title="Cập nhật", repeatable=True, kinds=["refresher"],
                     cost_per_seat=["0.5"], cost_per_class=["7"], seats=40),
    }  # fmt: skip
    budget = {
        "city": {"title": "Ngân sách thành phố", "amount": {"2026": 20, "2027": "15.5",
                 "2028": 0}, "carry_over": True, "pays": [{"courses": ["TC"]}]},
        "district": {"title": "Ngân sách huyện", "amount": 1000},
    }  # fmt: skip
    targets = {
        "theory": level("theory", "trung_cap", title="Lý luận"),
        "half": level("theory", "trung_cap", title="Một nửa", percent=40, tier=2),
        "watch": {"title": "Theo dõi", "percent": 50,
                  "measure": {"kind": "monitored", "first": 2026, "last": 2026}},
    }  # fmt: skip
    people = [
        *officials("A", "B", "C", unit="an", theory="so_cap"),
        *officials("D", "E", unit="binh", birth="1990-05-02", title="chair"),
    ]
    given = builders.scenario(
        people, **{"courses": courses, "budget": budget, "targets": targets, **changes}
    )
    return given if names is None else with_names(given, names)


def with_names(given: Scenario, names: Sequence[str]) -> Scenario:
    """The scenario with names of the officials, as a roster's column `name` gives them."""
    roster = given.roster.without_potential()
    return replace(given, roster=replace(roster, names=np.array(names, dtype=object)))


ENROLMENTS = (
    ("A", "TC", 2026, "TC-1", "city"),
    ("B", "TC", 2026, "TC-2", "city"),
    ("D", "TC", 2027, "TC-3", "city"),
    ("A", "CN", 2026, "CN-1", "district"),
    ("E", "CN", 2026, "CN-1", "district"),
    ("E", "CN", 2028, "CN-2", "district"),
)


def plan(given: Scenario, *enrolments: tuple[Any, ...], **changes: Any) -> Plan:
    return builders.plan(given, *(enrolments or ENROLMENTS), **changes)


def shown(given: Scenario, decided: Plan, **changes: Any) -> Presented:
    """The plan with a result that proves it optimal, unless stated."""
    columns = as_columns(given, decided)
    facts = {"result": proven(given, decided), **changes}
    return Presented(columns, report_of(given, columns), **facts)


def proven(given: Scenario, decided: Plan) -> Result:
    return result_of(given, decided)


def recruiting(**changes: Any) -> Scenario:
    """As `scenario`; whoever leaves is replaced."""
    return scenario(recruitment=recruitment(**changes))


Sheet = list[list[Any]]
Sheets = dict[str, Sheet]


def by_openpyxl(path: Path) -> dict[str, Sheet]:
    """Every sheet as rows of values, as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def by_calamine(path: Path) -> dict[str, Sheet]:
    """The same as calamine reads them; empty cells are None."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: [
            [None if value == "" else value for value in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def table(sheet: Sheet, first: str) -> list[dict[str, Any]]:
    """The rows of the table whose first header is given, up to the first empty row."""
    top = next(at for at, row in enumerate(sheet) if row[0] == first)
    header = [name for name in sheet[top] if name is not None]
    rows = []
    for row in sheet[top + 1 :]:
        if all(value is None for value in row):
            break
        rows.append(dict(zip(header, row, strict=False)))
    return rows


def xml_of(path: Path) -> dict[str, str]:
    """Every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        return {
            name: parts.read(name).decode("utf-8")
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        }


def written(folder: Path, given: Scenario, decided: Plan, **changes: Any) -> Sheets:
    path = folder / "plan.xlsx"
    write_workbook(path, shown(given, decided, **changes))
    return by_openpyxl(path)
