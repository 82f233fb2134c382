"""A workbook with one list for each commune or office: all of them are one roster."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.cli.conftest import Planner
from tests.cli.conftest import planner as planner  # a fixture
from tests.io.roster import folders
from tests.io.roster.offices import Cells, write_xlsx
from tests.io.roster.test_import import table_of

HEAD = ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Đối tượng", "TĐCM", "LLCT", "Tin học",
        "Đảng viên"]  # fmt: skip
REST = ["Nam", "Cán bộ", "ĐH", "", "", ""]
#       D      E         F     G   H   I


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


def people(*named: tuple[str, Any], head: list[str] = HEAD) -> Cells:
    """A sheet without a column for the unit; the first official stands in row 2."""
    return [head, *([at, *each, *REST] for at, each in enumerate(named, start=1))]


def with_unit(cells: Cells, *units: str) -> Cells:
    """The same sheet with a column J for the unit."""
    return [
        [*row, text]
        for row, text in zip(cells, ("Đơn vị công tác", *units), strict=True)
    ]


def workbook(folder: Path, **sheets: Cells) -> Path:
    """Write sheets; `_` in their names stands for a space."""
    named = {name.replace("_", " "): (cells, []) for name, cells in sheets.items()}
    return write_xlsx(folder / "r.xlsx", named)


def test_all_sheets_with_a_roster_are_one(tmp_path: Path, scenario: Path) -> None:
    """Headers differ in place and order; other sheets are left out, and said to be."""
    file = workbook(
        tmp_path,
        Hướng_dẫn=[["Mỗi xã một trang tính"]],
        Xã_An_Khánh=people(("An", 1975), ("Bình", 1980)),
        Hòa_Bình=[
            ["PHƯỜNG HÒA BÌNH"],
            [],
            ["Họ và tên", "Giới tính", "Ngày sinh", "Đối tượng", "LLCT", "TĐCM",
             "Đảng viên", "Tin học"],
            ["Cúc", "Nữ", "1/2/1985", "Công chức", "SC", "ThS", "x", "A"],
        ],
    )  # fmt: skip
    result = folders.read(file, scenario)
    assert folders.told(result.problems) == []
    assert folders.rows(result.officials) == [
        ("An", "Xã An Khánh", "1975-01-01", "male",
         "can_bo", "dai_hoc", "none", "none", "false"),
        ("Bình", "Xã An Khánh", "1980-01-01", "male",
         "can_bo", "dai_hoc", "none", "none", "false"),
        ("Cúc", "Hòa Bình", "1985-02-01", "female",
         "cong_chuc", "thac_si", "so_cap", "co_ban", "true"),
    ]  # fmt: skip
    assert result.officials["id"].tolist() == [
        "xa-an-khanh-001", "xa-an-khanh-002", "hoa-binh-001",
    ]  # fmt: skip
    assert result.left_out == {"Hướng dẫn": "no header of a roster"}


def test_what_the_name_of_a_sheet_tells_is_said(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    file = workbook(
        tmp_path, Xã_A=people(("An", 1975)), Xã_B=people(("Bình", 1980), ("Cúc", 1981))
    )
    done = planner("import", file, "--into", scenario)
    assert done.exit_code == 0, done.output
    assert "Sheets: 2. Officials: 3" in done.stdout
    assert "unit = Xã A" in done.stdout and "unit = Xã B" in done.stdout
    assert done.stdout.count("Họ và tên") == 1  # the columns of both are alike
    assert [row["unit"] for row in table_of(scenario)] == ["Xã A", "Xã B", "Xã B"]
    done = planner("import", file, "--into", scenario, "--sheet", "Xã B")
    assert "name of the sheet: unit = Xã B" in done.stdout
    assert "Sheets left out: Xã A (not chosen)" in done.stdout
    assert [row["name"] for row in table_of(scenario)] == ["Bình", "Cúc"]


def test_columns_and_sections_tell_the_unit_before_the_name_does(
    tmp_path: Path, scenario: Path
) -> None:
    sections = people(("Bình", 1980))
    sections.insert(1, ["I. UBND xã B"])
    file = workbook(
        tmp_path,
        Một_xã=with_unit(people(("An", 1975)), "Xã A"),
        Hai_xã=sections,
    )
    result = folders.read(file, scenario)
    assert result.officials["unit"].tolist() == ["Xã A", "UBND xã B"]
    assert [sheet.from_name for sheet in result.sheets] == [{}, {}]


def test_a_sheet_named_like_a_value_tells_it(tmp_path: Path, scenario: Path) -> None:
    """As a section `1. Cán bộ` does; the unit then has to come from elsewhere."""
    head = [heading for heading in HEAD if heading != "Đối tượng"]
    rest = [text for text in REST if text != "Cán bộ"]
    file = workbook(
        tmp_path,
        Cán_bộ=with_unit([head, [1, "An", 1975, *rest]], "Xã A"),
        Công_chức=with_unit([head, [1, "Bình", 1980, *rest]], "Xã A"),
    )
    result = folders.read(file, scenario)
    assert folders.told(result.problems) == []
    assert result.officials["position"].tolist() == ["can_bo", "cong_chuc"]


@pytest.mark.parametrize(
    "name", ["Sheet1", "Trang tính2", "DS", "Danh sách 2024", "12"]
)
def test_a_name_that_any_list_could_have_is_no_unit(
    tmp_path: Path, scenario: Path, name: str
) -> None:
    sheets: Any = {
        name: (people(("An", 1975)), []),
        "Xã B": (people(("Bình", 1980)), []),
    }
    file = write_xlsx(tmp_path / "r.xlsx", sheets)
    first = folders.read(file, scenario)
    assert folders.told(first.problems) == [("column-not-told", f"{name}!1:1", "")]
    saved = first.mapping()
    assert f'"{name}": "?"' in saved and '"Xã B": "unit = Xã B"' in saved
    answered = saved.replace(f'"{name}": "?"', f'"{name}": "unit = Xã A"')
    result = folders.read(file, scenario, mapping=answered)
    assert folders.told(result.problems) == []
    assert result.officials["unit"].tolist() == ["Xã A", "Xã B"]
    assert result.mapping() == answered


def test_every_problem_is_told_at_its_own_sheet(tmp_path: Path, scenario: Path) -> None:
    first, second = people(("An", 1975)), people(("Bình", "?"), ("Cúc", "31/2/1980"))
    first[1][5] = second[2][5] = "hệ 10/10"
    second[0] = [*HEAD, "Sở trường"]
    for row in second[1:]:
        row.append("hát")
    result = folders.read(workbook(tmp_path, Xã_A=first, Xã_B=second), scenario)
    assert [(item.place, item.code) for item in result.problems] == [
        ("Xã A!F2", "cell-value"),
        ("Xã B!J1", "heading-unknown"),
        ("Xã B!C2", "cell-value"),
        ("Xã B!C3", "cell-value"),
        ("Xã B!F3", "cell-value"),
    ]


def test_a_column_that_one_sheet_lacks_is_asked_there_alone(
    tmp_path: Path, scenario: Path
) -> None:
    short = [row[:-1] for row in people(("Bình", 1980))]
    result = folders.read(
        workbook(tmp_path, Xã_A=people(("An", 1975)), Xã_B=short), scenario
    )
    assert folders.told(result.problems) == [("column-not-told", "Xã B!1:1", "")]
    assert "Xã B: party_member = VALUE" in result.problems[0].remedy


def test_an_official_in_two_sheets_is_refused_with_both_cells(
    tmp_path: Path, scenario: Path
) -> None:
    """A sheet that repeats the others would otherwise count everybody twice."""
    file = workbook(
        tmp_path,
        Xã_A=people(("An", 1975), ("Bình", 1980)),
        Toàn_huyện=with_unit(
            people(("Đào", 1979), ("AN", "1/1/1975"), ("Bình", 1981)),
            "Xã A",
            "Xã A",
            "Xã A",
        ),
    )
    result = folders.read(file, scenario)
    (found,) = result.problems
    assert (found.code, found.place, found.value) == (
        "person-in-two-sheets", "Toàn huyện!B3", "AN",
    )  # fmt: skip
    assert "Xã A!B2" in found.message and "--sheet" in found.remedy
    chosen = folders.read(file, scenario, names=("Xã A",))
    assert chosen.problems == [] and len(chosen.officials) == 2


def test_namesakes_with_ids_of_their_own_are_two_people(
    tmp_path: Path, scenario: Path
) -> None:
    def numbered(name: str) -> Cells:
        return [
            [*row, text]
            for row, text in zip(people(("An", 1975)), ("Mã số", name), strict=True)
        ]

    apart = folders.read(
        workbook(tmp_path, Xã_A=numbered("A1"), Xã_B=numbered("B1")), scenario
    )
    assert apart.problems == []
    assert folders.told(apart.warnings) == [("person-twice", "Xã B!B2", "An")]
    same = folders.read(
        workbook(tmp_path, Xã_A=numbered("A1"), Xã_B=numbered("A1")), scenario
    )
    (found,) = same.problems
    assert (found.code, found.place) == ("id-twice", "Xã B!J2")
    assert "Xã A!J2" in found.message


def test_units_are_spelled_alike_in_all_sheets(tmp_path: Path, scenario: Path) -> None:
    file = workbook(
        tmp_path,
        Một=with_unit(people(("An", 1975)), "Xã Hoà Bình"),
        Hai=with_unit(people(("Bình", 1980)), "XÃ HÒA BÌNH"),
    )
    result = folders.read(file, scenario)
    assert result.officials["unit"].tolist() == ["Xã Hoà Bình"] * 2
    assert result.respelled == {"XÃ HÒA BÌNH": "Xã Hoà Bình"}


def test_the_mapping_chooses_sheets_and_is_saved_so(
    tmp_path: Path, scenario: Path
) -> None:
    file = workbook(
        tmp_path, Xã_A=people(("An", 1975)), Xã_B=people(("Bình", 1980)),
        Xã_C=people(("Cúc", 1981)),
    )  # fmt: skip
    result = folders.read(file, scenario, mapping="sheet: [Xã C, Xã A]")
    assert result.officials["name"].tolist() == ["An", "Cúc"]  # as in the workbook
    assert result.left_out == {"Xã B": "not chosen"}
    again = folders.read(file, scenario, mapping=result.mapping())
    assert again.officials.equals(result.officials)
    # Unless somebody chose, the next year's workbook may have other sheets.
    assert "\nsheet:" not in folders.read(file, scenario).mapping()


def test_rows_of_the_header_that_are_named_hold_for_rosters_alone(
    tmp_path: Path, scenario: Path
) -> None:
    file = workbook(
        tmp_path,
        Bìa=[["DANH SÁCH"]],
        Hướng_dẫn=[["Bước 1"], ["Bước 2"]],
        Xã_A=[["UBND xã A"], *people(("An", 1975))],
    )
    result = folders.read(file, scenario, mapping="header: [2, 2]")
    assert folders.told(result.problems) == []
    assert [sheet.name for sheet in result.sheets] == ["Xã A"]


def test_hidden_sheets_are_left_out_and_said_to_be(
    tmp_path: Path, scenario: Path
) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, person in (("Xã A", "An"), ("Xã cũ", "Bình")):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(people((person, 1975))):
                sheet.write_row(row, 0, cells)
        sheet.hide()
    result = folders.read(path, scenario)
    assert result.officials["name"].tolist() == ["An"]
    assert result.left_out == {"Xã cũ": "hidden"}


def test_a_csv_file_has_no_name_of_a_sheet(tmp_path: Path, scenario: Path) -> None:
    text = "\n".join(",".join(map(str, row)) for row in people(("An", 1975)))
    path = tmp_path / "xa-an-khanh.csv"
    path.write_text(text, encoding="utf-8")
    result = folders.read(path, scenario)
    assert [item.code for item in result.problems] == ["column-not-told"]
    assert "bands" not in result.problems[0].remedy
