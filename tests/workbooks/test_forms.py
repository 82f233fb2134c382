from pathlib import Path
from typing import Any

import pytest

from models.enrolments import as_columns
from models.forms import FormRow
from models.scenario import Scenario
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from planner.workbooks.forms.assign import row_of
from planner.workbooks.forms.rows import LINES
from planner.workbooks.forms.write import write_forms
from tests import builders
from tests.builders import course, officials
from tests.cli.folders import write_scenario
from tests.workbooks import small
from tests.workbooks.small import by_calamine, by_openpyxl, table


def forms_of(folder: Path, given: Scenario, *rows: tuple[Any, ...]) -> dict[str, Any]:
    """Year -> text of the line -> columns 3 to 9 of form 10; lines of equal text apart."""
    columns = as_columns(given, small.plan(given, *rows))
    path, _ = write_forms(folder, columns)
    found, again = (
        {year: _lines(sheet) for year, sheet in read(path).items()}
        for read in (by_openpyxl, by_calamine)
    )
    assert found == again
    return found


def _lines(sheet: list[list[Any]]) -> dict[str, list[int]]:
    top = next(at for at, row in enumerate(sheet) if row[2] == "3=4+6+8")
    lines: dict[str, list[int]] = {}
    above = ""
    for row in sheet[top + 1 :]:
        if row[1] is None:
            break
        text = str(row[1])
        if text.startswith("+"):
            text = f"{above} {text}"
        else:
            above = text
        lines[text] = [int(cell or 0) for cell in row[2:9]]
    return lines


def kinds(**changes: Any) -> Scenario:
    """Courses of every sort that a plan may have."""

    def grant(level: str, attribute: str) -> dict[str, Any]:
        return {"grants": [{"attribute": attribute, "level": level}]}

    law = {"grants": [{"attribute": "fields", "add": ["law"]}]}
    courses = {
        "DH": course(**grant("dai_hoc", "education")),
        "THS": course(**grant("thac_si", "education")),
        "TC-CM": course(**grant("trung_cap", "education"), kinds=["degree"]),
        "VB2": course(**law, kinds=["degree"]),
        "TC-TT": course(**grant("trung_cap", "theory")),
        "TC-VLVH": course(**grant("trung_cap", "theory"), duration=2, weeks=[9, 9]),
        "CC": course(**grant("cao_cap", "theory"), duration=2, weeks=[9, 9]),
        "SC": course(**grant("so_cap", "theory")),
        "QLNN": course(kinds=["state_management"]),
        "NN": course(kinds=["language"]),
        "TIN": course(kinds=["it"]),
        "CN": course(kinds=["refresher"]),
        "QPAN": course(kinds=["defence"]),
        "KN": course(title="Kỹ năng lãnh đạo"),
    }
    people = [*officials("A", "B"), *officials("C", unit="so", title="chair")]
    return builders.scenario(people, courses, **changes)


def test_the_row_of_a_course_follows_from_what_it_grants_and_its_kind() -> None:
    given = kinds()
    assert {name: row_of(given.spec, name).value for name in given.course_ids} == {
        "DH": "dai_hoc_trong_nuoc",
        "THS": "thac_si_trong_nuoc",
        "TC-CM": "khac",
        "VB2": "dai_hoc_trong_nuoc",
        "TC-TT": "trung_cap_tap_trung",
        "TC-VLVH": "trung_cap_khong_tap_trung",
        "CC": "cao_cap_khong_tap_trung",
        "SC": "khac",
        "QLNN": "qlnn_trong_nuoc",
        "NN": "ngoai_ngu_trong_nuoc",
        "TIN": "tin_hoc",
        "CN": "cap_nhat",
        "QPAN": "qpan",
        "KN": "khac",
    }


def test_the_scenario_decides_the_row_where_it_names_one() -> None:
    given = kinds(forms={"rows": {"THS": "thac_si_ngoai_nuoc", "KN": "xay_dung_dang"}})
    assert row_of(given.spec, "THS") is FormRow.THAC_SI_NGOAI_NUOC
    assert row_of(given.spec, "KN") is FormRow.XAY_DUNG_DANG


def test_every_row_is_counted_in_one_line_without_parts() -> None:
    single = [line.rows[0] for line in LINES if len(line.rows) == 1]
    assert len(set(single)) == len(single)
    # Line 8 counts what no group of it names; the line for others is added below.
    assert set(FormRow) - set(single) == {FormRow.QPAN, FormRow.KHAC}


def test_lines_count_who_starts_in_the_year(tmp_path: Path) -> None:
    found = forms_of(
        tmp_path, kinds(),
        ("A", "DH", 2026), ("B", "DH", 2026), ("A", "TC-VLVH", 2027), ("A", "CN", 2026),
        ("C", "TC-TT", 2026, "1"), ("B", "TC-TT", 2026, "2"),
    )  # fmt: skip
    assert list(found) == ["2026", "2027", "2028"]
    first, second = found["2026"], found["2027"]
    assert first["- Đại học + Đào tạo trong nước"] == [2, 0, 0, 0, 0, 2, 1]
    assert first["- Trung cấp LLCT + Hệ tập trung"] == [2, 0, 0, 0, 0, 2, 2]
    assert first["Đào tạo"] == [4, 0, 0, 0, 0, 4, 3]
    assert (
        first["Cập nhật kiến thức mới"] == first["Bồi dưỡng"] == [1, 0, 0, 0, 0, 1, 1]
    )
    assert second["Đào tạo chính trị"] == second["Tổng cộng"] == [1, 0, 0, 0, 0, 1, 1]
    assert found["2028"]["Tổng cộng"] == [0] * 7


def test_courses_that_fit_nowhere_are_listed_and_none_is_dropped(
    tmp_path: Path,
) -> None:
    rows = [("A", "KN", 2026), ("B", "SC", 2026), ("C", "KN", 2026), ("A", "TIN", 2026)]
    lines = forms_of(tmp_path, kinds(), *rows)["2026"]
    assert lines["- Kỹ năng lãnh đạo"] == [2, 0, 0, 0, 0, 2, 1]
    assert lines["Khác (mẫu không có dòng)"] == [3, 0, 0, 0, 0, 3, 2]
    assert lines["Tổng cộng"] == [4, 0, 0, 0, 0, 4, 3]


def test_totals_are_those_of_the_plan(tmp_path: Path) -> None:
    given = small.scenario()
    found = forms_of(tmp_path, given)
    totals = [found[str(year)]["Tổng cộng"] for year in given.spec.horizon.years]
    assert sum(total[0] for total in totals) == len(small.ENROLMENTS)
    assert sum(total[-1] for total in totals) == 5
    for lines in found.values():
        parts = ("Đào tạo", "Bồi dưỡng", "Khác (mẫu không có dòng)")
        sums = [
            sum(column) for column in zip(*(lines[part] for part in parts), strict=True)
        ]
        assert sums == lines["Tổng cộng"]


def test_levels_and_leaders_come_from_the_scenario(tmp_path: Path) -> None:
    forms = {"province": "unit == so", "district": "rank_years > 6 or unit == so",
             "leaders": "title == chair"}  # fmt: skip
    people = [*officials("A"), *officials("B", rank_years=9.0),
              *officials("C", unit="so", title="chair")]  # fmt: skip
    given = builders.scenario(people, {"C1": course(kinds=["it"])}, forms=forms)
    rows = [(name, "C1", 2026) for name in "ABC"]
    # C is of province level first, and so not of the district as well.
    assert forms_of(tmp_path, given, *rows)["2026"]["Tin học"] == [3, 1, 1, 1, 0, 1, 1]


@pytest.mark.parametrize("stated", [True, False])
def test_the_sheet_says_what_the_scenario_does_not_know(
    tmp_path: Path, stated: bool
) -> None:
    forms = {"province": "unit == so", "leaders": "title == chair"} if stated else {}
    given = kinds(forms=forms)
    columns = as_columns(given, small.plan(given, ("A", "KN", 2026)))
    path, _ = write_forms(tmp_path, columns)
    texts = " ".join(str(row[0]) for row in by_openpyxl(path)["2026"])
    assert ("does not say who is of province" in texts) is not stated
    assert ("does not say who is a leader" in texts) is not stated
    assert "Part III and the total are not in the form" in texts
    assert "columns 10 and 11 are empty" in texts


def test_the_list_of_classes_has_every_class_of_the_year(tmp_path: Path) -> None:
    given = small.scenario()
    _, path = write_forms(tmp_path, as_columns(given, small.plan(given)))
    sheets = by_openpyxl(path)
    assert list(sheets) == ["2026", "2027", "2028"]
    rows = [row for sheet in sheets.values() for row in table(sheet, "STT")]
    found = [(row["Tên lớp"], row["Số lượng"]) for row in rows if row["Số lượng"]]
    assert found == [("TC-1", 1), ("TC-2", 1), ("CN-1", 2), ("TC-3", 1), ("CN-2", 1)]
    assert (rows[0]["Ngày khai giảng"], rows[0]["Ngày bế giảng"]) == (
        "…/…/2026", "…/…/2027",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("forms.rows={GHOST: tin_hoc}", "GHOST"),
        ("forms.rows={TC: not_a_row}", "not_a_row"),
        ("forms.post=ghost", "ghost"),
        ("forms.leaders=ghost == 1", "ghost"),
    ],
)
def test_what_forms_name_has_to_exist(tmp_path: Path, change: str, value: str) -> None:
    folder = write_scenario(tmp_path / "hamlet")
    with pytest.raises(InvalidInput, match=value):
        load(folder, (), [change])


def test_what_forms_need_is_no_part_of_the_content_hash(tmp_path: Path) -> None:
    folder = write_scenario(tmp_path / "hamlet")
    plain = load(folder).scenario
    changed = load(folder, (), ["forms.rows={TC: khac}"]).scenario
    assert changed.spec.forms.rows == {"TC": FormRow.KHAC}
    assert changed.content_hash == plain.content_hash
