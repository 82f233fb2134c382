import csv
from pathlib import Path

import pytest

from planner.io.problems import InvalidInput
from planner.io.write_violations import write_violations
from tests import builders
from tests.io.runs import small


def violations(*names: str) -> object:
    """Each name is an official that the scenario does not have."""
    scenario, _ = small(1)
    plan = builders.plan(scenario, *((name, "C", 2026) for name in names))
    return builders.violations(scenario, plan)


def officials(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["official"] for row in csv.DictReader(file)]


def test_every_text_is_harmless_for_spreadsheets(tmp_path: Path) -> None:
    hostile = ["=1+1", "+84", "-1", "@SUM(1)", "\tx", "\rx"]
    write_violations(tmp_path / "v.csv", violations(*hostile))
    assert officials(tmp_path / "v.csv") == [
        "'=1+1",
        "'+84",
        "'-1",
        "'@SUM(1)",
        "'\tx",
        "' x",
    ]


@pytest.mark.usefixtures("vietnamese")
def test_sentences_are_in_the_language_in_use(tmp_path: Path) -> None:
    write_violations(tmp_path / "v.csv", violations("X"))
    with (tmp_path / "v.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["message"] == "hàng 2: kịch bản không có người `X`"
    assert row["rule"] == "known_references"


def test_an_earlier_table_of_violations_is_replaced(tmp_path: Path) -> None:
    write_violations(tmp_path / "v.csv", violations("X", "Y"))
    write_violations(tmp_path / "v.csv", violations("Z"))
    assert officials(tmp_path / "v.csv") == ["Z"]
    assert [path.name for path in tmp_path.iterdir()] == ["v.csv"]


@pytest.mark.parametrize("content", [b"", b"official,course\nA,C\n", b"\xff\x00"])
def test_another_file_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="something else than violations"):
        write_violations(path, violations("X"))
    assert path.read_bytes() == content


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file" / "v.csv", Path("x" * 300), Path("a\0b")):
        with pytest.raises(InvalidInput, match="cannot be written"):
            write_violations(path, violations("X"))
