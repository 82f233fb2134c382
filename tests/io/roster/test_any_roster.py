"""Whatever a roster holds, it ends in officials or in problems told at their cells."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.io.problems import InvalidInput
from planner.io.roster.mapping import read_mapping
from planner.io.roster.specification import read_specification
from tests.io.roster import folders

# Headings, with cells that are right below them.
COLUMNS = {
    "STT": ["1", "2", "3"],
    "Họ và tên": ["Nguyễn Văn An", "Trần Thị Bình"],
    "Ngày sinh": ["1975", "12/3/1980", "3/1985", "29/2/1988", "4.5.90"],
    "Giới tính": ["Nam", "Nữ"],
    "Đơn vị": ["Xã A", "Phường B"],
    "Đối tượng": ["Cán bộ", "CC"],
    "TĐCM": ["ĐH", "Đại học Luật", ""],
    "LLCT": ["SC", "Cử nhân", ""],
    "Tin học": ["A", "có", ""],
    "Đảng viên": ["x", "không", ""],
}
OTHER_HEADINGS = [
    "Nam", "Nữ", "Trình độ", "Chuyên môn", "ĐH", "Ngày vào Đảng", "Mã số", "Ghi chú",
    "Quê quán", "Lạ", "",
]  # fmt: skip
ANYTHING = [
    "", "x", "1", "II", "(1)", "31/2/1980", "I. Xã B", "1. Cán bộ", "Tổng cộng",
    "Trang 1/2",
    "Người lập biểu", "VÍ DỤ", "=1+1", "A1", "\x1b[31m", "a;b", "{0}", "9" * 400, "1e5",
    "-", "?", "STT", "Họ và tên", "Đại học (đang học)",
]  # fmt: skip

people = st.tuples(*map(st.sampled_from, COLUMNS.values())).map(list)
lone_texts = st.sampled_from(ANYTHING).map(lambda text: [text])
grids = st.tuples(
    st.lists(lone_texts, max_size=2),
    st.lists(st.sampled_from(OTHER_HEADINGS), max_size=2).map(
        lambda more: [[*COLUMNS, *more]]
    ),
    st.lists(
        people
        | people
        | lone_texts
        | st.tuples(people, st.integers(0, 9), st.sampled_from(ANYTHING)).map(
            lambda change: [
                change[2] if at == change[1] else text
                for at, text in enumerate(change[0])
            ]
        )
        | st.lists(st.sampled_from(ANYTHING), max_size=12),
        max_size=7,
    ),
)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=grids)
def test_every_grid_of_cells_is_understood_or_refused(
    scenario: Path, parts: tuple[list[list[str]], ...]
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(row for part in parts for row in part)
    roster = scenario / "r.csv"
    roster.write_text(text.getvalue(), encoding="utf-8")
    try:
        result = folders.read(roster, scenario)
    except InvalidInput as error:
        assert all(item.message and item.remedy for item in error.problems)
        return
    assert all(item.file == "r.csv" and item.remedy for item in result.problems)
    rows = result.sheets[0].rows
    unclear = [item for item in result.problems if item.code == "row-unclear"]
    told = len(unclear) + len(rows.bands) + sum(map(len, rows.left_out.values()))
    texts = csv.reader(io.StringIO(text.getvalue()), delimiter=";")
    filled = [bool("".join(cells).strip()) for cells in texts]
    assert len(result.officials) + told == sum(
        filled[result.sheets[0].layout.header.last :]
    )
    # A mapping can always be saved, and read again.
    attributes = read_specification(scenario).attributes
    saved = result.mapping()
    again = folders.read(roster, scenario, mapping=saved)
    assert read_mapping(saved.encode(), "m", attributes).sheets == ()
    assert len(again.officials) == len(result.officials)
    if not result.problems:
        assert again.officials.equals(result.officials)
        assert result.officials["id"].is_unique
