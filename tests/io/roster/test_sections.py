from pathlib import Path

import pytest

from planner.io.roster.bands import section_name
from tests.io.roster import folders
from tests.io.roster.offices import Cells, write_xlsx

HEAD = [
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Giới tính",
    "TĐCM",
    "LLCT",
    "Tin học",
    "Đảng viên",
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I. UBND xã An Khánh", "UBND xã An Khánh"),
        ("II/ Phường  Hòa Bình", "Phường Hòa Bình"),
        ("A - Khối Đảng", "Khối Đảng"),
        ("1.2. Xã A (12 người)", "Xã A"),
        ("3) Xã B: 7 đồng chí", "Xã B"),
        ("Đơn vị: Xã C", "Xã C"),
        ("Xã H'Mông", "Xã H'Mông"),
        ("Công an xã", "Công an xã"),
        ("C. Công chức", "Công chức"),
        ("Phường 12", "Phường 12"),
        ("Xã M'Drắk", "Xã M'Drắk"),
    ],
)
def test_a_section_is_named_without_numeral_and_count(text: str, name: str) -> None:
    assert section_name(text) == name


def person(name: str) -> list[str]:
    return ["1", name, "1980", "Nam", "ĐH", "", "", ""]


def units_and_positions(tmp_path: Path, rows: Cells) -> list[tuple[str, str]]:
    folder = folders.write(tmp_path / "commune")
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([HEAD, *rows], [])})
    officials = folders.read(roster, folder).officials
    return list(zip(officials["unit"], officials["position"], strict=True))


def test_positions_below_units_end_with_the_unit(tmp_path: Path) -> None:
    rows: Cells = [["I", "Xã A"], ["Cán bộ"], person("A"), ["Công chức"], person("B"),
                   ["II", "Xã B"], ["Cán bộ"], person("C"), ["III", "Xã C"],
                   person("D")]  # fmt: skip
    assert units_and_positions(tmp_path, rows) == [
        ("Xã A", "can_bo"), ("Xã A", "cong_chuc"), ("Xã B", "can_bo"), ("Xã C", ""),
    ]  # fmt: skip


def test_units_below_positions_end_with_the_position(tmp_path: Path) -> None:
    rows: Cells = [["A", "Cán bộ"], ["I. Xã A"], person("A"), ["II. Xã B"], person("B"),
                   ["B", "Công chức"], ["I. Xã A"], person("C")]  # fmt: skip
    assert units_and_positions(tmp_path, rows) == [
        ("Xã A", "can_bo"), ("Xã B", "can_bo"), ("Xã A", "cong_chuc"),
    ]  # fmt: skip


def test_officials_above_the_first_section_have_no_unit(tmp_path: Path) -> None:
    folder = folders.write(tmp_path / "commune")
    rows: Cells = [["", "Cán bộ"], person("A"), ["I. Xã A"], person("B")]
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([HEAD, *rows], [])})
    result = folders.read(roster, folder)
    assert [(item.code, item.place) for item in result.problems] == [
        ("cell-empty", "DS!B3")
    ]


def test_sections_say_nothing_where_columns_tell_the_unit(tmp_path: Path) -> None:
    folder = folders.write(tmp_path / "commune")
    head = [*HEAD, "Đơn vị", "Đối tượng"]
    rows: Cells = [["I. Khối Đảng"], [*person("A"), "Xã A", "Cán bộ"]]
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([head, *rows], [])})
    result = folders.read(roster, folder)
    assert result.problems == []
    assert result.officials["unit"].tolist() == ["Xã A"]
    assert result.sheets[0].sections.meanings == {"I. Khối Đảng": "ignore"}


def test_an_official_of_a_unit_named_like_a_total_is_none(tmp_path: Path) -> None:
    folder = folders.write(tmp_path / "commune")
    head = ["Đơn vị", "Họ và tên", "Năm sinh", "Giới tính", "Đối tượng", *HEAD[4:]]
    rest = ["Nam", "Cán bộ", "ĐH", "", "", ""]
    rows: Cells = [["Tổng công ty A", "An", "1980", *rest],
                   ["Tổng công ty A", "Bình", "5/6/1981", *rest],
                   ["Tổng số", "2", "2", "2", "2"]]  # fmt: skip
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": ([head, *rows], [])})
    result = folders.read(roster, folder)
    assert result.officials["name"].tolist() == ["An", "Bình"]
    assert result.sheets[0].rows.left_out == {"total": [(4, "Tổng số")]}
