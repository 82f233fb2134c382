"""What a roster does not say clearly is told at its cell, with a remedy; all at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from planner.io.problems import InvalidInput
from tests.io.roster import folders
from tests.io.roster.offices import Cells, write_xlsx

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Đối tượng",
        "Trình độ chuyên môn", "LLCT", "Tin học", "Đảng viên"]  # fmt: skip
#        A      B            C            D            E         F
#        G                       H       I          J


def good() -> Cells:
    """Three officials, in rows 2 to 4 of the sheet DS."""
    return [
        list(HEAD),
        [
            1,
            "Nguyễn Văn An",
            "12/3/1975",
            "Nam",
            "Xã A",
            "Cán bộ",
            "ĐH",
            "CC",
            "A",
            "x",
        ],
        [2, "Trần Thị Bình", "1980", "Nữ", "Xã A", "Công chức", "ThS", "TC", "", ""],
        [3, "Lê Văn Cường", "5/6/1985", "Nam", "Xã B", "Công chức", "TC", "", "", "x"],
    ]


Change = Callable[[Cells], Any]


def put(place: str, value: Any) -> Change:
    """Write a value into a cell, for example C2."""
    column, row = ord(place[0]) - ord("A"), int(place[1:]) - 1

    def change(cells: Cells) -> None:
        cells[row][column] = value

    return change


def column(*texts: Any) -> Change:
    """Add a column K: its heading and its cells."""

    def change(cells: Cells) -> None:
        for row, text in zip(cells, (*texts, "", "", ""), strict=False):
            row.append(text)

    return change


def row(*texts: Any, at: int = 4) -> Change:
    """Put a row above row `at` + 1."""
    return lambda cells: cells.insert(at, list(texts))


def without(letter: str) -> Change:
    """Take a column away."""

    def change(cells: Cells) -> None:
        for texts in cells:
            del texts[ord(letter) - ord("A")]

    return change


# A change; where it is told, as what; words of the message and of the remedy.
BROKEN: dict[str, tuple[Change, str, str, str]] = {
    "a day that does not exist": (
        put("C2", "31/2/1975"),
        "DS!C2",
        "cell-value",
        "existing day",
    ),
    "the month first": (
        put("C2", "03/24/1985"),
        "DS!C2",
        "cell-value",
        "day before the month",
    ),
    "an open century": (put("C4", "1/1/10"), "DS!C4", "cell-value", "four digits"),
    "no date at all": (put("C3", "khoảng 1960"), "DS!C3", "cell-value", "24/03/1985"),
    "a birth date missing": (put("C3", ""), "DS!C3", "cell-value", "year alone"),
    "born after the baseline": (
        put("C4", "1/1/2025"),
        "DS!C4",
        "dates-contradict",
        "correct",
    ),
    "an unknown level": (
        put("G2", "ĐH (đang học)"),
        "DS!G2",
        "cell-value",
        'education: "ĐH (đang học)"',
    ),
    "a level of another ladder": (
        put("H2", "Thạc sĩ"),
        "DS!H2",
        "cell-value",
        "so_cap, trung_cap",
    ),
    "an unknown sex": (put("D3", "Khác"), "DS!D3", "cell-value", "male, female"),
    "a sex missing": (put("D3", ""), "DS!D3", "cell-value", "sex"),
    "an unknown position": (
        put("F4", "Hợp đồng"),
        "DS!F4",
        "cell-value",
        "can_bo, cong_chuc",
    ),
    "a position missing": (put("F4", ""), "DS!F4", "cell-value", "position"),
    "an unknown mark": (put("J2", "dự bị"), "DS!J2", "cell-value", "true, false"),
    "an unknown heading": (
        column("Sở trường", "hát"),
        "DS!K1",
        "heading-unknown",
        '"Sở trường": ignore',
    ),
    "two columns that say the same": (
        column("Chuyên môn", "ĐH"),
        "DS!K1",
        "column-told-twice",
        '"Chuyên môn": ignore',
    ),
    "a heading twice": (
        column("LLCT", "CC"),
        "DS!K1",
        "column-told-twice",
        '"LLCT [K]": ignore',
    ),
    "a column missing": (without("H"), "DS!1:1", "column-not-told", "theory: VALUE"),
    "the units missing": (without("E"), "DS!1:1", "column-not-told", "unit: VALUE"),
    "a unit missing": (put("E3", ""), "DS!E3", "cell-empty", "unit"),
    "a unit like a formula": (put("E3", "=1+1"), "DS!E3", "cell-value", "="),
    "a row with a name and one thing more": (
        row(4, "Vũ Thị Em", "", "Nữ", at=2),
        "DS!3:3",
        "row-unclear",
        "delete the row",
    ),
    "an official with nothing but a name": (
        row(2, "Vũ Thị Em", at=2),
        "DS!3:3",
        "row-unclear",
        "delete the row",
    ),
    "the last official with nothing but a name": (
        row(4, "Vũ Thị Em", at=4),
        "DS!5:5",
        "row-unclear",
        "delete the row",
    ),
    "an id twice": (
        lambda cells: column("Mã số", "A1", "A2", "A1")(cells),
        "DS!K4",
        "id-twice",
        "id of their own",
    ),
    "an id like a formula": (
        column("Mã số", "@A", "A2", "A3"),
        "DS!K2",
        "cell-value",
        "=",
    ),
    "a heading with two meanings": (
        put("A1", "Trình độ"),
        "DS!A1",
        "heading-unknown",
        "mapping",
    ),
}


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


def test_the_roster_that_is_broken_here_is_good(tmp_path: Path, scenario: Path) -> None:
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (good(), [])}), scenario
    )
    assert folders.told(result.problems) == []
    assert len(result.officials) == 3


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_at_its_cell_with_a_remedy(
    tmp_path: Path, scenario: Path, name: str
) -> None:
    change, place, code, remedy = BROKEN[name]
    cells = good()
    change(cells)
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])})
    (found,) = folders.read(roster, scenario).problems
    assert (found.place, found.code, found.file) == (place, code, "r.xlsx")
    assert remedy in found.remedy


def test_all_problems_are_told_at_once(tmp_path: Path, scenario: Path) -> None:
    cells = good()
    for place, value in {"C2": "?", "D3": "?", "F4": "?", "G2": "?", "J4": "?"}.items():
        put(place, value)(cells)
    column("Sở trường")(cells)
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert [item.place for item in result.problems] == [
        "DS!K1", "DS!C2", "DS!D3", "DS!F4", "DS!G2", "DS!J4",
    ]  # fmt: skip


def test_a_value_in_many_cells_is_one_problem_with_its_count(
    tmp_path: Path, scenario: Path
) -> None:
    cells = good()[:1] + [
        [at, f"Người {at}", "1980", "Nam", "Xã A", "Cán bộ", "cử tuyển", "", "", ""]
        for at in range(1, 301)
    ]
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    (found,) = result.problems
    assert (found.place, found.value) == ("DS!G2", "cử tuyển")
    assert "300" in found.message and "G2, G3, G4" in found.message


def test_hundreds_of_wrong_values_are_cut_to_the_first_and_a_count(
    tmp_path: Path, scenario: Path
) -> None:
    cells = good()[:1] + [
        [
            at,
            f"Người {at}",
            "1980",
            "Nam",
            "Xã A",
            "Cán bộ",
            f"bằng số {at}",
            "",
            "",
            "",
        ]
        for at in range(1, 301)
    ]
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert len(result.problems) == 21
    assert "280" in result.problems[-1].message


def test_birth_dates_in_both_columns_and_in_none(
    tmp_path: Path, scenario: Path
) -> None:
    cells: Cells = [
        ["Họ và tên", "Ngày sinh", "", *HEAD[4:]],
        ["", "Nam", "Nữ", *[""] * 6],
        ["A", "1980", "1981", "Xã A", "Cán bộ", "", "", "", ""],
        ["B", "", "", "Xã A", "Cán bộ", "ĐH", "", "", ""],
    ]
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [(0, 1, 0, 2)])})
    result = folders.read(roster, scenario)
    assert [item.place for item in result.problems] == ["DS!B3", "DS!B4"]


def test_marks_of_both_sexes_and_of_none(tmp_path: Path, scenario: Path) -> None:
    cells: Cells = [
        ["Họ và tên", "Năm sinh", "Nam", "Nữ", *HEAD[4:]],
        ["A", "1980", "x", "x", "Xã A", "Cán bộ", "", "", "", ""],
        ["B", "1981", "", "", "Xã A", "Cán bộ", "", "", "", ""],
        ["C", "1982", "1", "", "Xã A", "Cán bộ", "", "", "", ""],
        ["D", "1983", "?", "", "Xã A", "Cán bộ", "", "", "", ""],
    ]
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert [item.place for item in result.problems] == ["DS!C5", "DS!C2", "DS!C3"]


def test_a_birth_date_in_the_column_of_the_other_sex(
    tmp_path: Path, scenario: Path
) -> None:
    cells: Cells = [
        ["Họ và tên", "Ngày sinh", "", *HEAD[3:]],
        ["", "Nam", "Nữ", *[""] * 7],
        ["A", "1980", "", "Nam", "Xã A", "Cán bộ", "", "", "", ""],
        ["B", "", "1981", "Nam", "Xã A", "Cán bộ", "", "", "", ""],
        ["C", "", "", "Nữ", "Xã A", "Cán bộ", "ĐH", "", "", ""],
    ]
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [(0, 1, 0, 2)])})
    result = folders.read(roster, scenario)
    assert [item.place for item in result.problems] == ["DS!B5", "DS!D4"]


def test_rows_below_a_merged_name_are_a_question(
    tmp_path: Path, scenario: Path
) -> None:
    cells = good()
    cells.insert(2, ["", "", "", "", "", "", "ThS", "", "", ""])
    merges = [(1, at, 2, at) for at in (0, 1, 2, 3, 4, 5)]
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, merges)})
    result = folders.read(roster, scenario)
    assert [(item.code, item.place) for item in result.problems] == [
        ("row-unclear", "DS!3:3")
    ]
    assert len(result.officials) == 3


def test_two_columns_of_names_are_a_question(tmp_path: Path, scenario: Path) -> None:
    cells = good()
    column("Họ và tên khai sinh", "Nguyễn Văn Ân")(cells)
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert [(item.code, item.place) for item in result.problems] == [
        ("column-told-twice", "DS!K1")
    ]


def test_a_unit_spelled_in_several_ways_is_one_and_told(
    tmp_path: Path, scenario: Path
) -> None:
    cells = good()
    put("E3", "XÃ  A")(cells)
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert result.officials["unit"].tolist() == ["Xã A", "Xã A", "Xã B"]
    assert result.respelled == {"XÃ A": "Xã A"}


def test_an_age_that_officials_do_not_have_is_a_warning(
    tmp_path: Path, scenario: Path
) -> None:
    cells = good()
    put("C2", "12/3/2015")(cells)
    put("C3", "1948")(cells)
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert result.problems == []
    assert folders.told(result.warnings) == [
        ("age-doubtful", "DS!C2", "2015-03-12"),
        ("age-doubtful", "DS!C3", "1948-01-01"),
    ]


def test_the_same_person_twice_is_a_warning(tmp_path: Path, scenario: Path) -> None:
    cells = good()
    cells.append(
        [4, "NGUYỄN VĂN AN", "12-03-1975", "Nam", "Xã B", "Cán bộ", "", "", "", ""]
    )
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert result.problems == []
    assert folders.told(result.warnings) == [("person-twice", "DS!B5", "NGUYỄN VĂN AN")]


def refused(roster: Path, scenario: Path, **options: Any) -> tuple[str, str, str]:
    with pytest.raises(InvalidInput) as error:
        folders.read(roster, scenario, **options)
    (found,) = error.value.problems
    return found.code, found.place, found.remedy


TCVN3 = [["Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh", "§¬n vÞ"],
         ["NguyÔn V¨n An", "12/3/1975", "Nam", "X· An Kh¸nh"]]  # fmt: skip
VNI = [["Hoï vaø teân", "Ngaøy sinh", "Giôùi tính", "Ñôn vò"],
       ["Nguyeãn Vaên An", "12/3/1975", "Nam", "Xaõ An Khaùnh"]]  # fmt: skip


@pytest.mark.parametrize(("name", "cells"), [("TCVN3", TCVN3), ("VNI", VNI)])
def test_text_of_before_unicode_is_refused_with_advice(
    tmp_path: Path, scenario: Path, name: str, cells: Cells
) -> None:
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])})
    code, place, remedy = refused(roster, scenario)
    assert (code, place) == ("text-not-unicode", "DS!A1")
    assert name in remedy and "UniKey" in remedy


def test_foreign_names_are_no_old_encoding(tmp_path: Path, scenario: Path) -> None:
    cells = good()
    put("B2", "Muñoz Ünal")(cells)
    result = folders.read(
        write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])}), scenario
    )
    assert result.problems == []


def test_a_workbook_without_a_roster(tmp_path: Path, scenario: Path) -> None:
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([["Kính gửi"], ["a", "b"]], [])})
    code, place, remedy = refused(roster, scenario)
    assert (code, place) == ("roster-without-header", "")
    assert "--sheet" in remedy and "header: [5, 6]" in remedy


def test_a_sheet_that_is_named_must_be_a_roster(tmp_path: Path, scenario: Path) -> None:
    sheets: dict[str, Any] = {"Xã A": (good(), []), "Ghi chú": ([["Kính gửi"]], [])}
    roster = write_xlsx(tmp_path / "r.xlsx", sheets)
    code, _, remedy = refused(roster, scenario, names=("Xã Aa",))
    assert code == "sheet-missing" and "Xã A" in remedy
    code, place, _ = refused(roster, scenario, names=("Xã A", "Ghi chú"))
    assert (code, place) == ("roster-without-header", "Ghi chú!1:60")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.xlsx", b"PK\x03\x04 damaged", "table-damaged"),
        ("r.xls", b"nothing of the kind", "table-damaged"),
        ("r.docx", b"PK", "roster-format"),
        ("r.csv", "Họ và tên;Ngày sinh".encode("utf-16"), "file-encoding"),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, scenario: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name, scenario)[0] == code


def test_a_cell_far_from_all_others_is_told_before_memory_ends(
    tmp_path: Path, scenario: Path
) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        for row, cells in enumerate(good()):
            sheet.write_row(row, 0, cells)
        sheet.write(1_048_575, 16_383, " .")
    code, _, remedy = refused(path, scenario)
    assert code == "sheet-too-vast" and "new workbook" in remedy


def test_formats_of_empty_cells_are_no_cells(tmp_path: Path, scenario: Path) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        for row, cells in enumerate(good()):
            sheet.write_row(row, 0, cells)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert folders.read(path, scenario).problems == []


def test_a_header_without_any_official(tmp_path: Path, scenario: Path) -> None:
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([HEAD], [])})
    result = folders.read(roster, scenario)
    assert [item.code for item in result.problems] == ["table-without-rows"]
