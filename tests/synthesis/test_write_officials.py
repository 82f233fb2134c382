from pathlib import Path

import pytest
from ruamel.yaml import YAML

from planner.io.table_files import parse_table
from planner.synthesis.write import write_officials
from tests.synthesis import places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    yaml = YAML(typ="safe")
    with (tmp_path / "scenario.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(places.spec().model_dump(mode="json", exclude_none=True), file)
    describe(tmp_path, "population.yaml")
    return tmp_path


def describe(folder: Path, name: str, **changes: object) -> None:
    with (folder / name).open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(places.data(**changes), file)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*.csv*")}


def test_each_description_gives_one_table(folder: Path):
    describe(folder, "population-b.yaml", table="tables/b.csv", seed=2)
    written = write_officials(folder)
    assert set(written) == {folder / "tables/officials.csv", folder / "tables/b.csv"}
    lines = (folder / "tables/officials.csv").read_bytes().split(b"\n")
    assert lines[0].startswith(b"id,unit,birth,sex,education")
    assert len(lines) == 635 + 2  # header, and the end of the last line
    assert files(folder) == {"tables/officials.csv", "tables/b.csv"}


def test_parquet_holds_the_same_table_as_csv(folder: Path):
    (plain,) = write_officials(folder)
    describe(folder, "population.yaml", table="tables/officials.parquet")
    (packed,) = write_officials(folder)
    tables = [parse_table(path.read_bytes(), path.name) for path in (plain, packed)]
    assert tables[0].columns.keys() == tables[1].columns.keys()
    for name in tables[0].columns:
        assert (tables[0].texts(name) == tables[1].texts(name)).all()


@pytest.mark.parametrize("table", ["tables/officials.csv", "tables/officials.parquet"])
def test_writing_again_gives_the_same_bytes(folder: Path, table: str):
    describe(folder, "population.yaml", table=table)
    (path,) = write_officials(folder)
    before = path.read_bytes()
    write_officials(folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"table": "../officials.csv"}, "outside the scenario"),
        ({"table": "tables/officials.xlsx"}, r"does not end with \.csv or \.parquet"),
        ({"table": "tables/officials.csv"}, "written twice"),
        ({"published": {"x": places.published("key_official", 700)}}, r"x \(700\)"),
    ],
)
def test_nothing_is_written_if_one_description_is_wrong(
    folder: Path, changes: dict[str, object], words: str
):
    describe(folder, "population-z.yaml", **({"table": "tables/z.csv"} | changes))
    with pytest.raises(ValueError, match=f"population-z.yaml.*{words}"):
        write_officials(folder)
    assert files(folder) == set()


def test_a_folder_without_description_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match=r"has no population\.yaml"):
        write_officials(tmp_path)


def test_a_scenario_that_is_not_valid_is_refused(folder: Path):
    (folder / "scenario.yaml").write_text("name: x\n")
    with pytest.raises(ValueError, match=r"scenario\.yaml"):
        write_officials(folder)
