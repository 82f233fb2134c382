import csv
import datetime
import unicodedata

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from models.roster import FAR_FUTURE, FAR_PAST
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario


@pytest.fixture
def folder(tmp_path):
    return good_scenario.write(tmp_path)


def roster_of(folder, officials=None):
    if officials is not None:
        (folder / "tables/officials.csv").write_text(officials, encoding="utf-8")
    return load(folder).scenario.roster


def use(folder, name):
    good_scenario.edit(folder, "scenario.yaml", "tables/officials.csv", name)


def frame():
    rows = [row.split(",") for row in good_scenario.OFFICIALS.splitlines()]
    return pd.DataFrame(rows[1:], columns=rows[0])


def assert_same(first, second):
    assert first.ids.tolist() == second.ids.tolist()
    assert first.unit_names == second.unit_names
    for name in ("unit", "birth", "female", "retires", "joined", "leaves"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    assert first.columns.keys() == second.columns.keys()
    for name, column in first.columns.items():
        assert column.dtype == second.columns[name].dtype
        assert np.array_equal(column, second.columns[name]), name


def test_the_table_becomes_columns_in_the_order_of_the_file(folder):
    roster = roster_of(folder)
    assert roster.ids.tolist() == ["A1", "A2", "A3", "A4"]
    assert roster.unit_names == ("North", "South")
    assert roster.unit.tolist() == [0, 0, 1, 1]
    assert roster.birth.astype(str).tolist() == [
        "1985-03-24", "1990-03-24", "1992-01-01", "1979-11-02"
    ]  # fmt: skip
    assert roster.female.tolist() == [True, False, True, False]
    assert roster.columns["position"].tolist() == [0, 1, 1, 0]
    assert roster.columns["party"].tolist() == [True, True, False, True]
    assert roster.columns["theory"].tolist() == [1, 2, 0, 1]
    assert roster.columns["fields"].tolist() == [3, 1, 0, 2]
    assert roster.columns["rank_years"].tolist() == [3.0, 1.5, 0.0, 12.0]
    assert (roster.joined == FAR_PAST).all()
    assert (roster.leaves == FAR_FUTURE).all()
    assert roster.yearly_load is None
    assert roster.absent == {(2, 2026)}


def test_retirement_is_computed_by_law_where_the_table_has_none(folder):
    rows = [
        "id,unit,birth,sex,position,party,theory,fields,rank_years,retires",
        "A1,N,1965-05-10,M,can_bo,1,so_cap,,0,",
        "A2,N,1965-05-10,M,can_bo,1,so_cap,,0,2026-01-31",
        "A3,N,1990,F,can_bo,,,,0,",
        "A4,N,1990,F,can_bo,1,so_cap,,0,",
    ]
    retires = roster_of(folder, "\n".join(rows)).retires.astype(str).tolist()
    # NĐ 135/2020: men retire at 61 years 9 months in 2027, 61 years 6 months in 2026;
    # born in May 1965, 61 years 6 months are reached in November 2026.
    assert retires[:2] == ["2026-11-30", "2026-01-31"]


def test_optional_columns_are_read(folder):
    rows = [
        "id,name,unit,birth,sex,position,party,theory,fields,rank_years,yearly_load,"
        "long_courses,joined,leaves,note",
        "A1,An,N,1985,F,can_bo,1,so_cap,,0,12.5,2,01/09/2010,,anything",
        "A2,Bình,N,1985,F,can_bo,1,so_cap,,0,,,,2026-06-30,",
        "A3,,N,1985,F,can_bo,1,so_cap,,0,,,,,",
        "A4,,N,1985,F,can_bo,1,so_cap,,0,,,,,",
    ]
    roster = roster_of(folder, "\n".join(rows))
    assert roster.names is not None and roster.names.tolist()[:2] == ["An", "Bình"]
    assert roster.yearly_load is not None
    assert roster.yearly_load.tolist() == [125, -1, -1, -1]
    assert roster.long_courses is not None
    assert roster.long_courses.tolist() == [2, -1, -1, -1]
    assert str(roster.joined[0]) == "2010-09-01"
    assert str(roster.leaves[1]) == "2026-06-30"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_words_are_read_however_they_are_typed(folder, form):
    text = good_scenario.OFFICIALS.replace(",x,", ",có,").replace(",1,", ",Không,")
    roster = roster_of(folder, unicodedata.normalize(form, text))
    assert roster.female.tolist() == [True, False, True, False]
    assert roster.columns["party"].tolist() == [True, True, False, False]


def test_a_csv_from_excel_is_read(folder):
    """With byte order mark, CRLF, semicolons, spaces and empty rows."""
    expected = roster_of(folder)
    text = good_scenario.OFFICIALS.replace("law;finance", '"law;finance"')
    text = text.replace(",", " ;").replace("\n", "\r\n") + "\r\n;;;;;;;;\r\n"
    path = folder / "tables/officials.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert_same(roster_of(folder), expected)


def test_the_order_of_columns_does_not_matter(folder):
    expected = roster_of(folder)
    frame()[list(reversed(frame().columns))].to_csv(
        folder / "tables/officials.csv", index=False
    )
    assert_same(roster_of(folder), expected)


def test_parquet_gives_the_same_roster(folder):
    expected = roster_of(folder)
    frame().to_parquet(folder / "tables/officials.parquet")
    use(folder, "tables/officials.parquet")
    assert_same(roster_of(folder), expected)


def test_parquet_with_typed_columns_gives_the_same_roster(folder):
    expected = roster_of(folder)
    births = ["1985-03-24", "1990-03-24", "1992-01-01", "1979-11-02"]
    table = frame().assign(
        birth=pd.to_datetime(births),
        party=[True, True, False, True],
        theory=pd.Categorical(["so_cap", "trung_cap", None, "so_cap"]),
        fields=[["law", "finance"], ["law"], None, ["finance"]],
        rank_years=[3.0, 1.5, 0.0, 12.0],
    )
    table.to_parquet(folder / "tables/officials.parquet")
    use(folder, "tables/officials.parquet")
    assert_same(roster_of(folder), expected)


def test_excel_gives_the_same_roster(folder):
    expected = roster_of(folder)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(frame().columns))
    births = [datetime.date(1985, 3, 24), datetime.datetime(1990, 3, 24), 1992, None]
    for at, row in enumerate(frame().itertuples(index=False)):
        cells = list(row)
        cells[2] = births[at] or cells[2]
        cells[5] = [True, "x", None, 1][at]
        cells[8] = float(cells[8])
        sheet.append(cells)
    book.save(folder / "tables/officials.xlsx")
    use(folder, "tables/officials.xlsx")
    assert_same(roster_of(folder), expected)


def one_more(**cells):
    """The table as CSV text, every cell quoted, with an official added."""
    row = frame().iloc[[0]].assign(**{"id": "A5", **cells})
    return pd.concat([frame(), row]).to_csv(index=False, quoting=csv.QUOTE_ALL)


FORMULAS = ["=cmd|' /C calc'!A0", "+84", "-1", "@SUM(1)"]
ROW_BREAKS = ["A\rB", "A\n=1"]
HOSTILE = [
    "<script>alert(1)</script>", "'; DROP TABLE x; --",
    "{0}{message}%s", "../../etc/passwd", "[bold]x[/bold]", "\x1b[31mred", "1e5", "007",
    "true", "NaN", "null", "Đỗ Thị Ánh", "🙂",
]  # fmt: skip


def test_hostile_ids_are_kept_as_text(folder):
    rows = frame().iloc[[0] * len(HOSTILE)].assign(id=HOSTILE, unit=HOSTILE)
    text = pd.concat([frame(), rows]).to_csv(index=False)
    roster = roster_of(folder, text)
    assert roster.ids.tolist()[4:] == HOSTILE
    assert set(HOSTILE) <= set(roster.unit_names)
    assert roster.position["007"] == 4 + HOSTILE.index("007")


@pytest.mark.parametrize("column", ["id", "unit"])
@pytest.mark.parametrize("name", [*FORMULAS, *ROW_BREAKS])
def test_names_that_a_spreadsheet_would_run_or_break_up_are_refused(
    folder, column, name
):
    with pytest.raises(InvalidInput) as caught:
        roster_of(folder, one_more(**{column: name}))
    (told,) = caught.value.problems
    shown = name.replace("\r", r"\r").replace("\n", r"\n")
    assert (told.code, told.place, told.value) == (
        "cell-value", f"row 6, column {column}", shown,
    )  # fmt: skip
    assert "formula" in told.message and "does not begin with" in told.remedy


@pytest.mark.parametrize("column", ["id", "unit"])
@pytest.mark.parametrize("start", ["\t", "\r", " ", "\n"])
def test_blanks_around_a_name_do_not_belong_to_it(folder, column, start):
    roster = roster_of(folder, one_more(**{column: f"{start}Z{start}"}))
    read = roster.ids[4] if column == "id" else roster.unit_names[roster.unit[4]]
    assert read == "Z"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_typed_composed_or_decomposed_are_the_same(folder, form):
    """Flags, sexes, units and the filters of scenario.yaml compare equal."""
    good_scenario.edit(
        folder, "scenario.yaml", "young: age < 40", "young: unit == 'Phường Hai'"
    )
    path = folder / "scenario.yaml"
    other = "NFC" if form == "NFD" else "NFD"
    path.write_text(unicodedata.normalize(other, path.read_text(encoding="utf-8")))
    text = one_more(id="A5", unit="Phường Hai", sex="Nữ", party="CÓ")
    roster = roster_of(folder, unicodedata.normalize(form, text))
    groups = load(folder).scenario.spec.groups
    assert roster.female[4] and roster.columns["party"][4]
    assert roster.unit_names == ("North", "Phường Hai", "South")
    members = roster.members("@young", groups, "2025-01-01")
    assert members.tolist() == [False] * 4 + [True]


def test_quoted_line_breaks_do_not_shift_rows(folder):
    rows = good_scenario.OFFICIALS.splitlines()
    rows[1] = rows[1].replace("North", '"North\nEast"')
    rows[4] = rows[4].replace("1979-11-02", "never")
    with pytest.raises(InvalidInput) as caught:
        roster_of(folder, "\n".join(rows))
    assert "row 5, column birth" in str(caught.value)


def test_empty_rows_do_not_shift_rows(folder):
    rows = good_scenario.OFFICIALS.splitlines()
    rows[4] = rows[4].replace("1979-11-02", "never")
    with pytest.raises(InvalidInput) as caught:
        roster_of(folder, "\n".join([*rows[:2], "", *rows[2:]]))
    assert "row 6, column birth" in str(caught.value)


def test_a_cell_far_from_all_others_is_told_before_memory_ends(folder):
    path = folder / "tables" / "officials.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("officials")
        for row, line in enumerate(good_scenario.OFFICIALS.splitlines()):
            sheet.write_row(row, 0, line.split(","))
        sheet.write(1_048_575, 16_383, "x")
    good_scenario.edit(folder, "scenario.yaml", "officials.csv", "officials.xlsx")
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    (found,) = caught.value.problems
    assert (found.code, found.file) == ("sheet-too-vast", "tables/officials.xlsx")
    assert "XFD1048576" in found.message


def test_decisions_are_positions_in_roster_and_catalogue(folder):
    scenario = load(folder).scenario
    assert scenario.pins.official.tolist() == [0, 1]
    assert scenario.pins.course.tolist() == [1, 2]
    assert scenario.pins.start_year.tolist() == [2026, 0]
    assert scenario.pins.enrol.tolist() == [True, False]
    assert scenario.in_progress.official.tolist() == [3]
    assert scenario.in_progress.start_year.tolist() == [2024]
    assert scenario.in_progress.line.tolist() == [0]


def test_optional_columns_of_small_tables_may_be_left_out(folder):
    (folder / "tables/pins.csv").write_text("official,course,decision\nA1,TC,enrol\n")
    (folder / "tables/in_progress.csv").write_text(
        "official,course,start_year\nA4,TC,2024\n"
    )
    scenario = load(folder).scenario
    assert scenario.pins.start_year.tolist() == [0]
    assert scenario.in_progress.line.tolist() == [-1]


def test_tables_that_are_not_named_are_empty(folder):
    for name in ("pins", "in_progress", "absences"):
        good_scenario.edit(
            folder, "scenario.yaml", f"  {name}: tables/{name}.csv\n", ""
        )
    scenario = load(folder).scenario
    assert len(scenario.pins.official) == 0
    assert len(scenario.in_progress.official) == 0
    assert scenario.roster.absent == frozenset()
