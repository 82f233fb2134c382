"""A mapping is saved, edited by a person, and used again."""

from pathlib import Path

import pytest

from planner.io.problems import InvalidInput
from planner.io.roster import mapping
from planner.io.roster.mapping import read_mapping
from planner.io.roster.specification import read_specification
from tests.io.roster import folders, offices
from tests.io.roster.offices import Cells, write_xlsx

SCENARIOS = Path(__file__).parents[3] / "scenarios"
UNCLEAR: Cells = [
    ["Họ và tên", "Ngày sinh", "Phái", "Nơi làm", "Diện", "Trình độ", "LLCT", "LLCT",
     "Tin học", "Đảng viên"],
    ["An", "1975", "Nam", "Xã A", "CB", "Hệ 10/10", "CC", "TC", "IC3", ""],
    ["Bình", "1980", "Nữ", "Xã A", "HĐ 68", "ĐH", "TC", "", "", "DB"],
]  # fmt: skip


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


def test_what_was_understood_is_saved_and_reads_the_roster_alike(
    tmp_path: Path, scenario: Path
) -> None:
    for office in offices.OFFICES:
        roster = office(tmp_path)
        first = folders.read(roster, scenario)
        text = first.mapping()
        assert "?" not in text.partition("sheet:")[2]
        again = folders.read(roster, scenario, mapping=text)
        assert again.problems == []
        assert again.officials.equals(first.officials), office.__name__
        assert again.mapping() == text


def test_a_saved_mapping_asks_what_is_not_known_and_takes_the_answers(
    tmp_path: Path, scenario: Path
) -> None:
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (UNCLEAR, [])})
    saved = folders.read(roster, scenario).mapping()
    answers = {
        '"Nơi làm": "?"': '"Nơi làm": unit',
        '"Diện": "?"': '"Diện": position',
        '"Trình độ": "?"': '"Trình độ": education',
        '"LLCT [H]": "theory"': '"LLCT [H]": ignore',
        '"IC3": "?"': '"IC3": co_ban',
        '"DB": "?"': '"DB": true',
    }
    for question, answer in answers.items():
        assert question in saved, question
        saved = saved.replace(question, answer)
    second = folders.read(roster, scenario, mapping=saved)
    assert [item.place for item in second.problems] == ["DS!E3", "DS!F2"]
    # Now the values of the columns that were not known are asked for, too.
    more = second.mapping()
    for question, answer in {
        '"HĐ 68": "?"': '"HĐ 68": cong_chuc',
        '"Hệ 10/10": "?"': '"Hệ 10/10": none',
    }.items():
        assert question in more
        more = more.replace(question, answer)
    result = folders.read(roster, scenario, mapping=more)
    assert result.problems == []
    assert folders.rows(result.officials) == [
        ("An", "Xã A", "1975-01-01", "male",
         "can_bo", "none", "cao_cap", "co_ban", "false"),
        ("Bình", "Xã A", "1980-01-01", "female",
         "cong_chuc", "dai_hoc", "trung_cap", "none", "true"),
    ]  # fmt: skip


def test_the_mapping_of_one_year_reads_the_roster_of_the_next(
    tmp_path: Path, scenario: Path
) -> None:
    said = (
        "columns:\n  {Nơi làm: unit, Diện: position, Trình độ: education,"
        " 'LLCT [H]': ignore}\n"
        "values:\n  position: {'*': cong_chuc}\n  education: {Hệ 10/10: none}\n"
        "  it: {IC3: co_ban}\n  party_member: {DB: true}\n"
    )
    cells = [
        ["Năm 2026"],
        *UNCLEAR,
        ["Cường", 1990, "Nam", "Xã B", "Khác", "", "", "", "", ""],
    ]
    roster = write_xlsx(tmp_path / "r.xlsx", {"Tháng 1": (cells, [])})
    result = folders.read(roster, scenario, mapping=said)
    assert result.problems == []
    assert result.officials["position"].tolist() == ["cong_chuc"] * 3


def test_one_column_may_tell_two_things_and_one_value_hold_for_everybody(
    tmp_path: Path, scenario: Path
) -> None:
    cells: Cells = [["Họ và tên", "Năm sinh", "Giới tính", "Chức vụ hiện giữ", "Đảng viên"],
                    ["An", 1975, "Nam", "Bí thư", "x"],
                    ["Bình", 1980, "Nữ", "Kế toán", ""]]  # fmt: skip
    said = (
        "columns: {Chức vụ hiện giữ: [position, note]}\n"
        "values: {position: {Bí thư: can_bo, Kế toán: cong_chuc}}\n"
        "fixed: {unit: Xã A, education: dai_hoc, theory: none, it: co_ban}\n"
    )
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])})
    result = folders.read(roster, scenario, mapping=said)
    assert result.problems == []
    assert result.officials["position"].tolist() == ["can_bo", "cong_chuc"]
    assert result.officials["note"].tolist() == ["Bí thư", "Kế toán"]
    assert set(result.officials["unit"]) == {"Xã A"}


def test_sections_are_read_as_the_mapping_says(tmp_path: Path, scenario: Path) -> None:
    head = ["Họ và tên", "Năm sinh", "Giới tính", "Đối tượng", "TĐCM", "LLCT", "Tin học",
            "Đảng viên"]  # fmt: skip
    person = ["An", 1975, "Nam", "Cán bộ", "", "", "", ""]
    cells: Cells = [head, ["A. Khối Đảng"], person, ["B. UBND"], ["Bình", *person[1:]]]
    said = "bands: {A. Khối Đảng: unit = Đảng ủy xã A, B. UBND: ignore}\n"
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])})
    assert folders.read(roster, scenario).officials["unit"].tolist() == [
        "Khối Đảng",
        "UBND",
    ]
    result = folders.read(roster, scenario, mapping=said)
    assert result.officials["unit"].tolist() == ["Đảng ủy xã A", "Đảng ủy xã A"]


def test_a_birth_date_mapped_to_nothing_is_missing(
    tmp_path: Path, scenario: Path
) -> None:
    cells: Cells = [
        ["Họ và tên", "Ngày sinh", "", "Đơn vị", "Đối tượng", "TĐCM", "LLCT", "Tin học",
         "Đảng viên"],
        ["", "Nam", "Nữ", *[""] * 6],
        ["An", "không rõ", "", "Xã A", "Cán bộ", "ĐH", "", "", ""],
    ]  # fmt: skip
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [(0, 1, 0, 2)])})
    said = 'values: {birth (male): {không rõ: ""}}'
    result = folders.read(roster, scenario, mapping=said)
    assert [item.place for item in result.problems] == ["DS!B3"]
    said = 'values: {birth (male): {không rõ: "1980"}}'
    result = folders.read(roster, scenario, mapping=said)
    assert result.problems == []
    assert result.officials["birth"].tolist() == ["1980-01-01"]


def test_the_header_may_be_named(tmp_path: Path, scenario: Path) -> None:
    cells: Cells = [["a", "b"], ["Tên gọi", "Sinh"], ["An", "1975"]]
    said = (
        "header: [2, 2]\ncolumns: {Tên gọi: name, Sinh: birth}\n"
        "fixed: {unit: Xã A, sex: male, position: can_bo,"
        " education: none, theory: none, it: none, party_member: false}\n"
    )
    roster = write_xlsx(tmp_path / "r.xlsx", {"DS": (cells, [])})
    result = folders.read(roster, scenario, mapping=said)
    assert result.problems == []
    assert result.officials["name"].tolist() == ["An"]
    again = folders.read(roster, scenario, mapping=result.mapping())
    assert again.problems == [] and again.officials.equals(result.officials)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("colums: {}", "line 1, column 1"),
        ("columns: {A: salary}", "line 1, column 11"),
        ("columns:\n  A: education = tien_si", "line 2, column 3"),
        ("columns: {A: birth (date)}", "line 1, column 11"),
        ("values:\n  education:\n    ĐH: daihoc", "line 3, column 5"),
        ("values: {education = dai_hoc: {x: ja}}", "line 1, column 32"),
        ("fixed: {salary: 3}", "line 1, column 9"),
        ("fixed: {education: phd}", "line 1, column 9"),
        ("bands: {I: village = 3}", "line 1, column 9"),
        ("header: 5", "line 1, column 1"),
        ("sheet: [a, 5]", "line 1, column 1"),
        ("columns: [a]", "line 1, column 1"),
        ("- a", ""),
    ],
)
def test_a_wrong_mapping_is_told_at_its_line(
    scenario: Path, text: str, place: str
) -> None:
    attributes = read_specification(scenario).attributes
    with pytest.raises(InvalidInput) as error:
        read_mapping(text.encode(), "m.yaml", attributes)
    (found,) = error.value.problems
    assert (found.code, found.file, found.place) == ("wrong-value", "m.yaml", place)
    assert found.remedy


def test_the_example_of_the_documentation_is_a_mapping() -> None:
    text = Path(mapping.__file__).with_name("ROSTERS.md").read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    attributes = read_specification(SCENARIOS / "can-tho-2024-2030").attributes
    said = read_mapping(example.encode(), "m.yaml", attributes)
    assert said.header == (5, 6)
    assert len(said.columns) == 5
    assert said.fixed == {"unit_type": "xa"}
