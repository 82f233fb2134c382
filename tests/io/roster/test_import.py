"""`planner import` and `planner template`: what is written, kept, told and refused."""

import csv
import os
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from planner.io import write_file
from planner.io.problems import InvalidInput
from planner.io.roster import write_roster
from planner.io.roster.write_roster import write_tables
from planner.io.table_files import parse_table
from tests.cli.conftest import Planner
from tests.cli.conftest import planner as planner  # a fixture
from tests.io.roster import folders, offices
from tests.io.roster.offices import PEOPLE, Cells, write_xlsx

HEAD = ["Họ và tên", "Năm sinh", "Giới tính", "Đơn vị", "Đối tượng", "TĐCM", "LLCT",
        "Tin học", "Đảng viên"]  # fmt: skip


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    return folders.write(tmp_path / "commune")


def table_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "tables" / "officials.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


def roster(path: Path, *people: list[object]) -> Path:
    rest = ["Nam", "Xã A", "Cán bộ", "ĐH", "", "", ""]
    rows: Cells = [HEAD, *([*person, *rest[len(person) - 2 :]] for person in people)]
    return write_xlsx(path, {"DS": (rows, [])})


def test_the_table_is_written_and_the_scenario_is_valid(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    done = planner("import", offices.titled(tmp_path), "--into", scenario)
    assert done.exit_code == 0, done.output
    assert len(table_of(scenario)) == len(PEOPLE)
    assert "Trình độ > TĐCM" in done.stdout and "dai_hoc" in done.stdout
    assert "23 (Lý Văn Nam)" in done.stdout
    assert planner("validate", scenario).exit_code == 0


def test_a_dry_run_tells_all_of_it_and_writes_nothing(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    done = planner("import", offices.plain(tmp_path), "--into", scenario, "--dry-run")
    assert done.exit_code == 0
    assert "Officials: 10" in done.stdout
    assert list((scenario / "tables").iterdir()) == []


def test_with_any_problem_nothing_is_written(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    file = roster(tmp_path / "r.xlsx", ["An", "không rõ"], ["Bình", 1980])
    done = planner("import", file, "--into", scenario)
    assert done.exit_code == 2
    assert "r.xlsx, DS!B2" in done.stderr
    assert list((scenario / "tables").iterdir()) == []


def test_the_table_before_is_kept_each_time(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    path = scenario / "tables" / "officials.csv"
    contents = []
    for year in (1980, 1981, 1982):
        planner("import", roster(tmp_path / "r.xlsx", ["An", year]), "--into", scenario)
        contents.append(path.read_bytes())
    kept = [path.with_name(f"officials.backup-{at}.csv") for at in (1, 2)]
    assert [file.read_bytes() for file in kept] == contents[:2]
    done = planner("import", tmp_path / "r.xlsx", "--into", scenario)
    assert "same content" in done.stderr
    assert sorted((scenario / "tables").iterdir()) == sorted([path, *kept])


def test_ids_stay_with_their_people(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    first = roster(tmp_path / "1.xlsx", ["An", 1980], ["Bình", 1981], ["Cúc", 1982])
    second = roster(
        tmp_path / "2.xlsx", ["Đào", 1990], ["Cúc", 1982], ["An", 1980], ["An", 1979]
    )
    planner("import", first, "--into", scenario)
    done = planner("import", second, "--into", scenario)
    assert [(row["name"], row["id"]) for row in table_of(scenario)] == [
        ("Đào", "xa-a-004"), ("Cúc", "xa-a-003"), ("An", "xa-a-001"), ("An", "xa-a-005"),
    ]  # fmt: skip
    assert "2 made" in done.stdout and "2 kept" in done.stdout


def test_namesakes_of_one_unit_and_day_get_new_ids(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    planner("import", roster(tmp_path / "1.xlsx", ["An", 1980]), "--into", scenario)
    twins = roster(tmp_path / "2.xlsx", ["An", 1980], ["An", 1980])
    done = planner("import", twins, "--into", scenario)
    assert [row["id"] for row in table_of(scenario)] == ["xa-a-002", "xa-a-003"]
    assert "person-twice" in done.stderr and "DS!A3" in done.stderr


def test_a_table_that_cannot_be_read_is_told_and_replaced(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    (scenario / "tables" / "officials.csv").write_bytes(b"\xff\xfe")
    done = planner("import", offices.plain(tmp_path), "--into", scenario)
    assert done.exit_code == 0
    assert "file-encoding" in done.stderr
    assert len(table_of(scenario)) == len(PEOPLE)


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_the_table_goes_where_out_says_in_the_format_of_its_name(
    planner: Planner, scenario: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    done = planner("import", offices.plain(tmp_path), "--into", scenario, "--out", out)
    assert done.exit_code == 0, done.output
    table = parse_table(out.read_bytes(), out.name)
    assert table.texts("name").tolist() == [person[0] for person in PEOPLE]
    again = planner("import", tmp_path / "plain.xlsx", "--into", scenario, "--out", out)
    assert "same content" in again.stderr
    assert list((scenario / "tables").iterdir()) == []


def test_the_format_is_that_of_the_table_the_scenario_names(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    text = text.replace("officials.csv", "people.parquet")
    (scenario / "scenario.yaml").write_text(text, encoding="utf-8")
    planner("import", offices.plain(tmp_path), "--into", scenario)
    assert planner("validate", scenario).exit_code == 0
    text = text.replace("people.parquet", "people.ods")
    (scenario / "scenario.yaml").write_text(text, encoding="utf-8")
    done = planner("import", tmp_path / "plain.xlsx", "--into", scenario)
    assert done.exit_code == 2 and "file-unwritable" in done.stderr


def test_a_filled_template_imports_with_all_its_sheets(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "officials.csv}", "officials.csv, absences: tables/absences.csv}"
    )
    (scenario / "scenario.yaml").write_text(text, encoding="utf-8")
    assert planner("template", scenario, "--out", "t.xlsx").exit_code == 0
    book = openpyxl.load_workbook("t.xlsx")
    # Id, name, unit, birth, sex, attributes.
    book["Officials"].append(
        ["A1", "An", "Xã A", 1980, "male", "can_bo", "dai_hoc", "", "", "true"]
    )
    book["Absences"].append(["A1", 2026])
    book.save("t.xlsx")
    done = planner("import", "t.xlsx", "--into", scenario)
    assert done.exit_code == 0, done.output
    assert "example: 2" in done.stdout
    assert [row["birth"] for row in table_of(scenario)] == ["1980-01-01"]
    absences = scenario / "tables" / "absences.csv"
    assert absences.read_text(encoding="utf-8") == "official,year\nA1,2026\n"
    assert planner("validate", scenario).exit_code == 0
    refused = planner("template", scenario, "--out", "t.xlsx")
    assert refused.exit_code == 2 and "file-unwritable" in refused.stderr


HOSTILE = [
    "=cmd|' /C calc'!A0", "+SUM(A1)", "-1+2", "@import", '=HYPERLINK("http://a","b")',
    "<script>alert(1)</script>", "[red]A[/red]", "Nguyễn\x1b[31m", "../../etc/passwd",
    "A;B,C", '"', "'", "{name}", "%s", "A\nB",
]  # fmt: skip


def test_hostile_names_are_names(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    people = [[name, 1960 + at] for at, name in enumerate(HOSTILE)]
    done = planner("import", roster(tmp_path / "r.xlsx", *people), "--into", scenario)
    assert done.exit_code == 0, done.output
    names = [row["name"] for row in table_of(scenario)]
    assert len(names) == len(HOSTILE)
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)
    assert [name.lstrip("'") for name in names[:5]] == HOSTILE[:5]
    assert "\x1b" not in done.output
    assert planner("validate", scenario).exit_code == 0


def test_hostile_values_headings_and_sheets_are_told_as_they_are(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    rows: Cells = [
        [*HEAD, "=cmd|x {0} \x1b"],
        ["An", 1980, "Nam", "Xã A", "[b]{x}[/b]"],
    ]
    file = write_xlsx(tmp_path / "r.xlsx", {"..'{0}%s": (rows, [])})
    done = planner("import", file, "--into", scenario, "--save-mapping", "m.yaml")
    assert done.exit_code == 2
    assert "..'{0}%s!J1" in done.stderr and "..'{0}%s!E2" in done.stderr
    assert "\x1b" not in done.output
    again = planner("import", file, "--into", scenario, "--mapping", "m.yaml")
    assert again.exit_code == 2 and "..'{0}%s!E2" in again.stderr


def test_a_saved_mapping_replaces_mappings_and_nothing_else(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    words = ("import", offices.plain(tmp_path), "--into", scenario, "--dry-run",
             "--save-mapping")  # fmt: skip
    assert planner(*words, "m.yaml").exit_code == 0
    assert planner(*words, "m.yaml").exit_code == 0
    before = (scenario / "scenario.yaml").read_bytes()
    for other in (scenario / "scenario.yaml", tmp_path / "plain.xlsx", tmp_path):
        done = planner(*words, other)
        assert done.exit_code == 2, other
    assert (scenario / "scenario.yaml").read_bytes() == before


def test_what_is_read_is_never_written_over(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    file = offices.plain(tmp_path)
    Path("m.yaml").write_text("columns: {}\n", encoding="utf-8")
    words = ("import", file, "--into", scenario)
    for options in (
        ("--out", file),
        ("--mapping", "m.yaml", "--save-mapping", "./m.yaml"),
    ):
        before = file.read_bytes()
        done = planner(*words, *options)
        assert done.exit_code == 2 and "file-unwritable" in done.stderr
        assert file.read_bytes() == before
    assert Path("m.yaml").read_text(encoding="utf-8") == "columns: {}\n"


def test_a_table_outside_the_scenario_is_not_written(
    planner: Planner, scenario: Path, tmp_path: Path
) -> None:
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    (scenario / "scenario.yaml").write_text(
        text.replace("tables/officials.csv", "../officials.csv"), encoding="utf-8"
    )
    done = planner("import", offices.plain(tmp_path), "--into", scenario)
    assert done.exit_code == 2 and "file-outside" in done.stderr
    assert not (tmp_path / "officials.csv").exists()


@pytest.mark.parametrize("missing", ["roster", "mapping", "scenario"])
def test_a_missing_file_is_told(
    planner: Planner, scenario: Path, tmp_path: Path, missing: str
) -> None:
    roster = tmp_path / "no.xlsx" if missing == "roster" else offices.plain(tmp_path)
    into = tmp_path / "no" if missing == "scenario" else scenario
    options = ("--mapping", tmp_path / "no.yaml") if missing == "mapping" else ()
    done = planner("import", roster, "--into", into, *options)
    assert done.exit_code == 2 and "file-missing" in done.stderr


def test_tables_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, new, last = (tmp_path / f"{name}.csv" for name in ("a", "b", "c"))
    first.write_bytes(b"before\n")
    table = pd.DataFrame({"id": ["A1"]})

    def fails(path: Path, content: bytes) -> None:
        if path == last:
            raise OSError(28, os.strerror(28))
        write_file.write_whole(path, content)

    monkeypatch.setattr(write_roster, "write_whole", fails)
    with pytest.raises(InvalidInput) as error:
        write_tables({first: table, new: table, last: table})
    assert error.value.problems[0].code == "file-unwritable"
    assert first.read_bytes() == b"before\n"
    assert list(tmp_path.iterdir()) == [first]


def test_an_import_speaks_vietnamese(
    planner: Planner, scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_LANG", "vi")
    done = planner("template", scenario, "--out", "mau.xlsx")
    assert done.exit_code == 0
    sheet = openpyxl.load_workbook("mau.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:5] == [
        "Mã số", "Họ và tên", "Đơn vị công tác", "Ngày sinh", "Giới tính",
    ]  # fmt: skip
