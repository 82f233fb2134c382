"""Where the header is, what its groups mean, and what a column without heading is."""

from pathlib import Path

import pytest

from planner.io.roster.reading import Reading
from planner.io.roster.specification import read_specification
from planner.io.roster.vocabulary import Vocabulary
from tests.io.roster import folders
from tests.io.roster.offices import Cells, Merges, write_ods, write_xlsx

PERSON = ["1", "Nguyễn Văn", "An", "1975", "Nam", "Xã A", "Cán bộ", "ĐH", "CC", "A",
          "3/2/2000", "3/2/2001"]  # fmt: skip
HEAD = ["STT", "Họ và tên", "", "Năm sinh", "Giới tính", "Đơn vị", "Đối tượng", "TĐCM",
        "LLCT", "Tin học", "Ngày vào Đảng", ""]  # fmt: skip
BELOW = [""] * 10 + ["Dự bị", "Chính thức"]


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


def header(
    path: Path, scenario: Path, cells: Cells, merges: Merges = ()
) -> tuple[int, int]:
    result = folders.read(write_xlsx(path, {"DS": (cells, merges)}), scenario)
    return result.sheets[0].layout.header.first, result.sheets[0].layout.header.last


MERGED_NAME: Merges = [(0, 1, 0, 2)]


def test_a_column_with_cells_needs_a_heading_or_a_word_of_the_mapping(
    tmp_path: Path, scenario: Path
) -> None:
    roster = write_ods(tmp_path / "r.ods", [HEAD, BELOW, PERSON])
    result = folders.read(roster, scenario)
    assert (
        result.sheets[0].layout.header.first,
        result.sheets[0].layout.header.last,
    ) == (1, 2)
    (found,) = result.problems
    assert (found.code, found.place) == ("heading-unknown", "Trang 1!C2")
    assert 'columns: "[C]": ignore' in found.remedy
    assert '"[C]": "?"' in result.mapping()
    result = folders.read(roster, scenario, mapping='columns: {"[C]": name}')
    assert result.problems == []
    assert result.officials["name"].tolist() == ["Nguyễn Văn An"]


def test_titles_may_fill_half_a_page(tmp_path: Path, scenario: Path) -> None:
    titles: Cells = [[f"Dòng {at}"] for at in range(1, 31)]
    cells = [*titles, HEAD, BELOW, PERSON]
    merges = [(30, 1, 30, 2), (30, 10, 30, 11), (0, 0, 0, 11)]
    assert header(tmp_path / "r.xlsx", scenario, cells, merges) == (31, 32)


def test_a_remark_beside_the_list_cuts_no_header(
    tmp_path: Path, scenario: Path
) -> None:
    rest = [[*PERSON, ""] for _ in range(8)]
    cells: Cells = [[*HEAD, "Lưu ý"], [*BELOW, ""], *rest]
    merges = [*MERGED_NAME, (0, 12, 9, 12)]
    assert header(tmp_path / "r.xlsx", scenario, cells, merges) == (1, 2)


def test_merged_cells_tell_how_deep_a_header_is(tmp_path: Path, scenario: Path) -> None:
    cells: Cells = [HEAD, [""] * 12, PERSON]
    merges = [(0, 1, 1, 2), *((0, at, 1, at) for at in (0, *range(3, 12)))]
    assert header(tmp_path / "r.xlsx", scenario, cells, merges) == (1, 2)


def test_the_first_official_is_no_heading(tmp_path: Path, scenario: Path) -> None:
    cells: Cells = [HEAD, PERSON]
    assert header(tmp_path / "r.xlsx", scenario, cells, MERGED_NAME) == (1, 1)


@pytest.mark.parametrize(
    ("path", "reading"),
    [
        ("Ngày sinh > Nữ", "birth (female)"),
        ("Nữ", "sex = female"),
        ("Giới tính > Nam", "sex = male"),
        ("Trình độ > Chuyên môn > ThS", "education = thac_si"),
        ("Trình độ chuyên môn > Trình độ", "education"),
        ("Trình độ chuyên môn > Năm tốt nghiệp", "ignore"),
        ("Trình độ chuyên môn (cao nhất)", "education"),
        ("Trình độ > Lý luận chính trị > Sơ cấp", "theory = so_cap"),
        ("Ngày vào Đảng > Chính thức", "party_member (date)"),
        ("Ngoại ngữ > Tiếng Anh > B1", "ignore"),
        ("Số điện thoại", "ignore"),
        ("theory", "theory"),
        ("STT", "running_number"),
    ],
)
def test_groups_and_headings(scenario: Path, path: str, reading: str) -> None:
    vocabulary = Vocabulary(read_specification(scenario).attributes)
    assert list(map(str, vocabulary.headings(path.split(" > ")))) == [reading]


@pytest.mark.parametrize(
    "path", ["Số con > Nữ", "Trình độ", "Năm", "Nam sinh hoạt", "x"]
)
def test_what_a_heading_does_not_say_clearly_is_not_known(
    scenario: Path, path: str
) -> None:
    vocabulary = Vocabulary(read_specification(scenario).attributes)
    assert vocabulary.headings(path.split(" > ")) == set()


def test_the_label_of_the_scenario_comes_before_the_usual_meaning(
    tmp_path: Path,
) -> None:
    text = folders.SCENARIO.replace(
        "label: Trình độ chuyên môn", "label: Bằng cấp cao nhất"
    )
    text = text.replace(
        "  theory: {", "  school: {kind: flag, label: Chuyên môn}\n  theory: {"
    )
    spec = read_specification(folders.write(tmp_path / "other", text))
    vocabulary = Vocabulary(spec.attributes)
    assert vocabulary.headings(("Chuyên môn",)) == {Reading("school")}
    assert vocabulary.headings(("Bằng cấp cao nhất",)) == {Reading("education")}
    assert vocabulary.headings(("TĐCM",)) == {Reading("education")}


def test_a_heading_of_two_attributes_is_a_question(
    tmp_path: Path, scenario: Path
) -> None:
    text = folders.SCENARIO.replace(
        "  theory: {", "  grade: {kind: flag, label: Đảng viên}\n  theory: {"
    )
    spec = read_specification(folders.write(tmp_path / "other", text))
    found = Vocabulary(spec.attributes).headings(("Đảng viên",))
    assert found == {Reading("grade"), Reading("party_member")}
