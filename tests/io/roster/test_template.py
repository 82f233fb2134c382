"""The workbook that offices fill in reads back without a mapping, whatever is filled in."""

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.attribute import Category, Flag, Ladder, Number, SetOf
from models.scenario import ScenarioSpec
from planner.io.problems import InvalidInput
from planner.io.roster.reading import Reading
from planner.io.roster.sheets import Workbook
from planner.io.roster.small_sheets import read_small_sheets
from planner.io.roster.specification import read_specification
from planner.io.roster.template_columns import (
    column_names,
    official_columns,
    shown,
)
from planner.io.roster.template_workbook import MOST_ROWS, template, write_template
from planner.io.roster.understand import understand
from planner.io.roster.vocabulary import Vocabulary
from planner.language import use
from tests.io import good_scenario
from tests.io.roster import folders

SCENARIOS = Path(__file__).parents[3] / "scenarios"
BASELINE = datetime.date(2024, 12, 31)
PLACES = [folder.name for folder in sorted(SCENARIOS.iterdir()) if folder.is_dir()]


@pytest.fixture
def spec(tmp_path: Path) -> ScenarioSpec:
    return read_specification(good_scenario.write(tmp_path / "tiny"))


def opened(spec: ScenarioSpec, units: tuple[str, ...] = ()) -> Any:
    return openpyxl.load_workbook(io.BytesIO(template(spec, units)))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_every_heading_and_every_choice_reads_as_itself(
    monkeypatch: pytest.MonkeyPatch, place: str, language: str
) -> None:
    monkeypatch.setenv("PLANNER_LANG", language)
    attributes = read_specification(SCENARIOS / place).attributes
    vocabulary = Vocabulary(attributes)
    names = column_names(attributes)
    columns = official_columns(attributes, ())
    for name, column in zip(names, columns, strict=True):
        assert vocabulary.headings((column.heading,)) == {Reading(name)}
        for value in vocabulary.values_of(name):
            assert vocabulary.values(name, shown(vocabulary, name, value)) == {value}


def test_there_is_one_sheet_for_each_table_and_a_hidden_one_of_lists(
    spec: ScenarioSpec,
) -> None:
    book = opened(spec)
    assert [sheet.title for sheet in book] == [
        "Officials", "Decisions", "Courses in progress", "Absences", "Appointments",
        "lists",
    ]  # fmt: skip
    assert [sheet.sheet_state for sheet in book].count("hidden") == 1


def test_headings_are_protected_and_cells_are_not(spec: ScenarioSpec) -> None:
    for sheet in opened(spec).worksheets[:-1]:
        assert sheet.protection.sheet and not sheet.protection.password
        assert sheet.freeze_panes == "C2"
        for at, head in enumerate(sheet[1], start=1):
            assert head.protection.locked and head.comment.text
            assert not width_of(sheet, at).protection.locked


def width_of(sheet: Any, column: int) -> Any:
    """The dimension of a column; alike neighbours share one."""
    (found,) = (
        each
        for each in sheet.column_dimensions.values()
        if each.min and each.min <= column <= each.max
    )
    return found


def test_every_choice_is_offered_in_a_list(spec: ScenarioSpec) -> None:
    book = opened(spec, ("North", "South"))
    sheet, lists = book["Officials"], book["lists"]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            letter = str(rule.sqref)[0]
            source = rule.formula1.partition("!")[2].replace("$", "")
            offered[sheet[f"{letter}1"].value] = [row[0].value for row in lists[source]]
            assert str(rule.sqref) == f"{letter}2:{letter}{MOST_ROWS + 1}"
    assert offered == {
        "Unit": ["North", "South"],
        "Sex": ["male", "female"],
        "position": ["can_bo", "cong_chuc"],
        "party": ["true", "false"],
        "theory": ["none", "so_cap", "trung_cap", "cao_cap"],
        "fields": ["law", "finance"],
    }


def test_dates_are_shown_day_first(spec: ScenarioSpec) -> None:
    sheet = opened(spec)["Officials"]
    columns = [cell.column for cell in sheet[1] if "date" in str(cell.value)]
    assert len(columns) == 4
    for column in columns:
        assert width_of(sheet, column).number_format == "dd/mm/yyyy"


def test_the_same_scenario_gives_the_same_file(spec: ScenarioSpec) -> None:
    assert template(spec, ("A",)) == template(spec, ("A",))


def test_an_existing_file_is_never_replaced(tmp_path: Path, spec: ScenarioSpec) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(b"the work of a week")
    for wrong in (path, tmp_path / "template.xls"):
        with pytest.raises(InvalidInput) as error:
            write_template(wrong, spec, ())
        assert error.value.problems[0].code == "file-unwritable"
    assert path.read_bytes() == b"the work of a week"


def test_a_template_nobody_filled_in_has_no_officials(spec: ScenarioSpec) -> None:
    book = Workbook(template(spec, ()), "t.xlsx")
    result = understand(book, spec.attributes, BASELINE)
    assert [item.code for item in result.problems] == ["table-without-rows"]
    assert list(result.sheets[0].rows.left_out) == ["example"]
    assert read_small_sheets(book, spec, []).tables == {}


NAMES = st.lists(
    st.text("ăâđêôơưạbcdeghiklmnopqrstuvxy", min_size=2, max_size=8),
    min_size=2,
    max_size=4,
).map(" ".join)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "unit": st.sampled_from(["Xã A", "Phường B", "Thị trấn C"]),
            "birth": st.dates(
                min_value=datetime.date(1950, 1, 1),
                max_value=datetime.date(2006, 12, 31),
            ),
            "sex": st.sampled_from(["male", "female"]),
            "position": st.sampled_from(["can_bo", "cong_chuc"]),
            "party": st.booleans(),
            "theory": st.sampled_from(["none", "so_cap", "trung_cap", "cao_cap"]),
            "fields": st.sampled_from(["", "law", "finance", "law;finance"]),
            "rank_years": st.integers(0, 80).map(lambda half: half / 2),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, language=st.sampled_from(["vi", "en"]))
def test_what_is_filled_in_is_what_is_imported(
    spec: ScenarioSpec, people: list[dict[str, Any]], language: str
) -> None:
    use(language)  # the fixture puts the language back
    vocabulary = Vocabulary(spec.attributes)
    book = openpyxl.load_workbook(io.BytesIO(template(spec, ())))
    sheet = book.worksheets[0]
    names = column_names(spec.attributes)
    for row, person in enumerate(people, start=3):
        for name, value in person.items():
            sheet.cell(row, names.index(name) + 1).value = typed(
                vocabulary, name, value
            )
    filled = io.BytesIO()
    book.save(filled)
    result = understand(
        Workbook(filled.getvalue(), "filled.xlsx"), spec.attributes, BASELINE
    )
    assert result.problems == []
    expected = [
        {**person, "birth": person["birth"].isoformat(),
         "party": str(person["party"]).lower(),
         "rank_years": f"{person['rank_years']:g}"}
        for person in people
    ]  # fmt: skip
    assert result.officials[list(people[0])].to_dict("records") == expected
    assert result.officials["id"].is_unique


def typed(vocabulary: Vocabulary, name: str, value: Any) -> Any:
    """What a person chooses from the lists or types for a value."""
    match vocabulary.attributes.get(name):
        case Flag():
            return shown(vocabulary, name, "true") if value else ""
        case SetOf():
            parts = [shown(vocabulary, name, part) for part in value.split(";") if part]
            return "; ".join(parts)
        case Ladder() | Category():
            return shown(vocabulary, name, value)
        case Number():
            return value
    return shown(vocabulary, name, value) if name == "sex" else value


def test_the_small_sheets_are_read_too(spec: ScenarioSpec) -> None:
    book = opened(spec)
    book["Decisions"].append(["A1", "TC", 2026, "enrol"])
    book["Decisions"].append(["A2", "SC", None, "never"])
    book["Absences"].append(["A1", 2026])
    saved = io.BytesIO()
    book.save(saved)
    small = read_small_sheets(Workbook(saved.getvalue(), "f.xlsx"), spec, ["A1", "A2"])
    assert folders.told(small.problems) == []
    assert small.tables["pins"].to_dict("records") == [
        {"official": "A1", "course": "TC", "start_year": "2026", "decision": "enrol"},
        {"official": "A2", "course": "SC", "start_year": "", "decision": "never"},
    ]
    assert list(small.tables) == ["pins", "absences"]


def test_wrong_small_sheets_are_told_at_their_cells(spec: ScenarioSpec) -> None:
    book = opened(spec)
    book["Decisions"].append(["A9", "TC", 2026, "perhaps"])
    book["Appointments"].append(["A1", 2026, "chair"])
    saved = io.BytesIO()
    book.save(saved)
    small = read_small_sheets(Workbook(saved.getvalue(), "f.xlsx"), spec, ["A1", "A2"])
    assert [(item.code, item.place) for item in small.problems] == [
        ("cell-value", "Decisions!A3"),
        ("cell-value", "Decisions!D3"),
        ("table-not-declared", "Appointments!1:1"),
    ]


def test_labels_that_mean_something_else_too_are_not_used(tmp_path: Path) -> None:
    text = good_scenario.SCENARIO.replace(
        "  party: {kind: flag}",
        '  party: {kind: flag, label: "=cmd|x"}\n'
        "  local: {kind: flag, label: Ngày sinh}\n"
        "  known: {kind: flag, label: Quen}\n"
        "  other: {kind: flag, label: quen}",
    )
    attributes = read_specification(folders.write(tmp_path / "odd", text)).attributes
    spec = read_specification(tmp_path / "odd")
    headings = [column.heading for column in official_columns(attributes, ())]
    assert headings[:5] == ["Id", "Name", "Unit", "Birth date", "Sex"]
    assert headings[5:10] == [
        "position",
        "=cmd|x",
        "local",
        "known",
        "other",
    ]
    use("vi")
    births = [column.heading for column in official_columns(attributes, ())][3]
    assert births == "Ngày tháng năm sinh"
    use("en")
    cell = opened(spec)["Officials"].cell(1, 7)
    assert (cell.value, cell.data_type) == ("=cmd|x", "s")
