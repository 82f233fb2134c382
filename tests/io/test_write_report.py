from pathlib import Path

import pandas as pd
import pytest

from planner.io.problems import InvalidInput
from planner.io.write_report import write_report


def test_money_is_in_million_dong(tmp_path: Path) -> None:
    table = pd.DataFrame({"line": ["city"], "spent": [2_500], "officials": [7]})
    (path,) = write_report(tmp_path / "new", {"budget": table})
    assert path.read_text("utf-8") == "line,spent,officials\ncity,2.5,7\n"


def test_details_are_harmless_to_spreadsheets_and_ids_unchanged(tmp_path: Path) -> None:
    table = pd.DataFrame({"official": ["-1", "A"], "detail": ["=1+1", "age < 40"]})
    (path,) = write_report(tmp_path, {"missing": table.astype("category")})
    assert path.read_text("utf-8") == "official,detail\n-1,'=1+1\nA,age < 40\n"


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    write_report(tmp_path, {"a": pd.DataFrame({"x": [1]})})
    write_report(tmp_path, {"a": pd.DataFrame({"x": [2]})})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "mine.txt"]
    assert (tmp_path / "a.csv").read_text("utf-8") == "x\n2\n"


def test_a_folder_that_cannot_be_written_is_a_problem_of_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InvalidInput, match="file-unwritable"):
        write_report(tmp_path / "file", {"a": pd.DataFrame({"x": [1]})})
