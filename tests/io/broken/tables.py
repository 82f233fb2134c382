"""What is wrong with tables, at their rows and cells."""

from collections.abc import Callable
from pathlib import Path

from tests.io.broken.breaking import (
    LINES,
    PINS,
    RUNNING,
    Broken,
    cell,
    replaces,
    roster,
)
from tests.io.good_scenario import OFFICIALS, edit


def damaged_workbook(folder: Path) -> None:
    (folder / "tables/officials.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    edit(folder, "scenario.yaml", "officials.csv", "officials.xlsx")


def damaged_parquet(folder: Path) -> None:
    (folder / "tables/officials.parquet").write_bytes(b"PAR1 no parquet")
    edit(folder, "scenario.yaml", "officials.csv", "officials.parquet")


def text_table(folder: Path) -> None:
    (folder / "tables/officials.txt").write_text(OFFICIALS, encoding="utf-8")
    edit(folder, "scenario.yaml", "officials.csv", "officials.txt")


def long_roster(bad_rows: int) -> Callable[[Path], None]:
    """A roster of 2,000 officials whose births from row 1042 on are no dates."""
    rows = [
        f"B{at},North,{'soon' if 1042 <= at < 1042 + bad_rows else '1985'},M,can_bo,,,,0"
        for at in range(2, 2002)
    ]
    return roster(*LINES[1:2], *LINES[4:5], *rows[2:])


def workbook(file: str, rows: list[list[object]]) -> Callable[[Path], None]:
    def breaks(folder: Path) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Danh sách"
        for row in rows:
            sheet.append(row)
        book.save(folder / file)
        edit(folder, "scenario.yaml", "tables/officials.csv", file)

    return breaks


CASES = (
    Broken("text file as table", "table-format", (".txt", ".parquet"), text_table),
    Broken(
        "damaged workbook",
        "table-damaged",
        ("officials.xlsx", "save"),
        damaged_workbook,
    ),
    Broken(
        "damaged Parquet file", "table-damaged", ("officials.parquet",), damaged_parquet
    ),
    Broken("roster without rows", "table-without-rows", ("officials.csv",), roster()),
    Broken(
        "unknown column",
        "column-unknown",
        ("column brith", "did you mean birth?"),
        replaces("birth", "brith", "tables/officials.csv"),
    ),
    Broken(
        "missing attribute column",
        "column-missing",
        ("tables/officials.csv", "add the column party"),
        replaces("position,party,", "position,note,", "tables/officials.csv"),
    ),
    Broken(
        "column given twice",
        "column-twice",
        ("row 1, column 6", "position"),
        replaces("party", "position", "tables/officials.csv"),
    ),
    Broken(
        "column without a name",
        "column-unnamed",
        ("row 1, column 9", "name it"),
        replaces(",rank_years", ",", "tables/officials.csv"),
    ),
    Broken(
        "row that is too long",
        "row-length",
        ("row 3", "10 cells", "9", "double quotes"),
        cell(3, "law", "law,finance"),
    ),
    Broken(
        "wrong type in row 1042",
        "cell-value",
        ("row 1042, column birth", "soon", "1985-03-24"),
        long_roster(1),
    ),
    Broken(
        "many wrong cells",
        "cell-value",
        ("column birth", "and 80 more rows"),
        long_roster(100),
    ),
    Broken(
        "day that does not exist",
        "cell-value",
        ("row 2, column birth", "1985-02-30", "no such day"),
        cell(2, "1985-03-24", "1985-02-30"),
    ),
    Broken(
        "unknown level",
        "cell-value",
        ("row 3, column theory", "trung_cp", "did you mean trung_cap?"),
        cell(3, "trung_cap", "trung_cp"),
    ),
    Broken(
        "unknown value in a set",
        "cell-value",
        ("row 2, column fields", "law;money", "law, finance"),
        cell(2, "law;finance", "law;money"),
    ),
    Broken(
        "unknown truth",
        "cell-value",
        ("row 5, column party", "maybe", "true or false"),
        cell(5, ",1,", ",maybe,"),
    ),
    Broken(
        "number above its maximum",
        "cell-value",
        ("row 2, column rank_years", "at most 40"),
        cell(2, ",3", ",41"),
    ),
    Broken(
        "number with a decimal comma",
        "cell-value",
        ("row 3, column rank_years", "1,5", "point"),
        cell(3, ",1.5", ',"1,5"'),
    ),
    Broken(
        "empty category",
        "cell-empty",
        ("row 4, column position", "can_bo, cong_chuc"),
        cell(4, "cong_chuc", ""),
    ),
    Broken(
        "empty id",
        "cell-empty",
        ("row 4, column id", "an id"),
        cell(4, "A3,", ","),
    ),
    Broken(
        "id that is a formula",
        "cell-value",
        ("row 4, column id", "=A3", "formula", "one line"),
        cell(4, "A3,", "=A3,"),
    ),
    Broken(
        "unit that is a formula",
        "cell-value",
        ("row 4, column unit", "@South", "formula"),
        cell(4, "South", "@South"),
    ),
    Broken(
        "duplicate id",
        "id-twice",
        ("row 4, column id", "A1", "first in row 2"),
        cell(4, "A3,", "A1,"),
    ),
    Broken(
        "born after the baseline date",
        "dates-contradict",
        ("row 4, column birth", "2024-12-31"),
        cell(4, "1992", "2025-01-01"),
    ),
    Broken(
        "wrong cell of a workbook",
        "cell-value",
        ("Danh sách!F3", "perhaps"),
        workbook(
            "tables/officials.xlsx",
            [
                list(LINES[0].split(",")),
                list(LINES[1].split(",")),
                ["A2", "North", "1990", "M", "can_bo", "perhaps", "none", "law", "1"],
            ],
        ),
    ),
    Broken(
        "decision about an unknown official",
        "cell-value",
        ("pins.csv", "row 2, column official", "did you mean A1?"),
        replaces("A1,", "AA1,", PINS),
    ),
    Broken(
        "decision about an unknown course",
        "cell-value",
        ("pins.csv", "row 2, column course", "did you mean TC?"),
        replaces(",TC,", ",TCC,", PINS),
    ),
    Broken(
        "unknown decision",
        "cell-value",
        ("pins.csv", "row 2, column decision", "never, enrol"),
        replaces("enrol\n", "perhaps\n", PINS),
    ),
    Broken(
        "unknown budget line of a course in progress",
        "cell-value",
        ("in_progress.csv", "row 2, column budget_line", "did you mean city?"),
        replaces("city", "ciity", RUNNING),
    ),
    Broken(
        "absence in no year",
        "cell-value",
        ("absences.csv", "row 2, column year", "20x6"),
        replaces("2026", "20x6", "tables/absences.csv"),
    ),
)
