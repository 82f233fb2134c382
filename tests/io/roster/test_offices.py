"""Ten offices keep the same roster in ten ways: it reads as the same table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.io.read_scenario import load
from planner.io.roster.understand import Understood
from planner.io.roster.write_roster import write_tables
from tests.io.roster import folders, offices
from tests.io.roster.offices import PEOPLE

GIVEN_IDS = {"abbreviated": "TB001", "in_parts": "TB-1"}


@pytest.fixture(scope="module")
def understood(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Understood]:
    folder = folders.write(tmp_path_factory.mktemp("offices") / "commune")
    return {
        office.__name__: folders.read(office(folder), folder)
        for office in offices.OFFICES
    }


@pytest.mark.parametrize("office", [office.__name__ for office in offices.OFFICES])
def test_the_roster_of_every_office_reads_as_the_same_people(
    understood: dict[str, Understood], office: str
) -> None:
    result = understood[office]
    assert folders.told(result.problems + result.warnings) == []
    assert folders.rows(result.officials) == PEOPLE


@pytest.mark.parametrize("office", offices.OFFICES)
def test_the_table_makes_a_valid_scenario(
    tmp_path: Path, office: Callable[[Path], Path]
) -> None:
    folder = folders.write(tmp_path / "commune")
    result = folders.read(office(tmp_path), folder)
    write_tables({folder / "tables" / "officials.csv": result.officials})
    loaded = load(folder)
    roster = loaded.scenario.roster
    assert len(roster) == len(PEOPLE)
    assert [str(day) for day in roster.birth] == [person[2] for person in PEOPLE]
    assert roster.names is not None and roster.names[2] == "Lê Hoàng Cường"


@pytest.mark.parametrize("office", [office.__name__ for office in offices.OFFICES])
def test_given_ids_are_kept_and_missing_ones_made_of_unit_and_number(
    understood: dict[str, Understood], office: str
) -> None:
    ids = understood[office].officials["id"].tolist()
    assert ids[0] == GIVEN_IDS.get(office, "xa-an-khanh-001")
    if office not in GIVEN_IDS:
        assert ids[4:7] == [
            "xa-an-khanh-005",
            "phuong-hoa-binh-001",
            "phuong-hoa-binh-002",
        ]
        assert understood[office].made_ids == len(PEOPLE)


def left_out(result: Understood) -> dict[str, list[int]]:
    return {
        why: [row for row, _ in rows]
        for why, rows in result.sheets[0].rows.left_out.items()
    }


def test_what_is_left_out_is_told_with_its_rows(
    understood: dict[str, Understood],
) -> None:
    assert left_out(understood["plain"]) == {}
    assert left_out(understood["titled"]) == {
        "numbers of the columns": [8],
        "total": [19],
        "below the list": [21, 22, 23],
    }
    assert left_out(understood["sections"]) == {"total": [11, 20]}
    assert left_out(understood["printed"]) == {
        "header repeated": [11, 20],
        "numbers of the columns": [3, 12, 21],
        "total": [8, 17, 24],
        "page number": [9, 18, 25],
        "title repeated": [10, 19],
    }


def test_sections_say_units_and_positions(understood: dict[str, Understood]) -> None:
    assert understood["sections"].sheets[0].sections.meanings == {
        "Xã An Khánh (5 người)": "unit = Xã An Khánh",
        "1. Cán bộ": "position = can_bo",
        "2. Công chức": "position = cong_chuc",
        "Phường Hòa Bình (5 người)": "unit = Phường Hòa Bình",
    }


def test_how_dates_were_written_is_counted(understood: dict[str, Understood]) -> None:
    forms = {
        name: result.sheets[0].columns.forms["birth"]
        for name, result in understood.items()
    }
    assert forms["plain"] == {"day": 10}
    assert forms["titled"] == {"day": 8, "year": 2}
    assert forms["abbreviated"] == {"day": 5, "year": 2, "serial": 3}
    assert forms["semicolons"] == {"two digits": 7, "month": 3}


def test_several_levels_marked_are_told_and_the_highest_counts(
    understood: dict[str, Understood],
) -> None:
    assert understood["marks"].sheets[0].columns.several_marks == {
        "education": 1,
        "theory": 0,
    }


def test_every_value_is_told_with_its_reading_and_count(
    understood: dict[str, Understood],
) -> None:
    assert understood["in_parts"].values()["education"] == {
        "Đại học Luật": ("dai_hoc", 5),
        "ThS. Quản lý công": ("thac_si", 1),
        "Trung cấp": ("trung_cap", 2),
        "Cao đẳng": ("cao_dang", 1),
        "": ("none", 1),
    }
