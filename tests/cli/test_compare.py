import sys
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from planner.cli.exit_codes import ExitCode
from tests.cli import searches
from tests.cli.conftest import Planner

TABLES = ["inputs", "money", "people", "recruits", "runs", "seats", "targets"]


@pytest.fixture
def runs(planner: Planner, hamlet: Path) -> tuple[Path, Path]:
    """`runs/full` sends A and B; `runs/none`, with less money, sends nobody."""
    full, none = Path("runs/full"), Path("runs/none")
    assert planner("solve", hamlet, "--out", full, search=searches.good).exit_code == 0
    poorer = ("--set", "budget.city.amount=50")
    done = planner("solve", hamlet, *poorer, "--out", none, search=searches.empty)
    assert done.exit_code == 0
    return full, none


def test_all_three_layers_are_told(planner: Planner, runs: tuple[Path, Path]) -> None:
    done = planner("compare", *runs)
    assert done.exit_code == ExitCode.OK, done.output
    words = " ".join(done.stdout.split())
    assert "budget.city.amount.default 100 50" in words
    assert "theory-100 attained 2027 2 0 -2 -100.0" in words
    assert "city spent 2026 25 0 -25 -100.0" in words
    assert "TC enrolled 2026 2 0 -2 -100.0" in words
    assert "A TC dropped 2026" in words
    assert done.stderr == ""


def test_the_scenario_is_not_needed(
    planner: Planner, hamlet: Path, runs: tuple[Path, Path]
) -> None:
    hamlet.rename(hamlet.with_name("gone"))
    assert planner("compare", *runs).exit_code == ExitCode.OK


def test_tables_and_picture_are_written(
    planner: Planner, runs: tuple[Path, Path]
) -> None:
    done = planner("compare", *runs, "--out", "d", "--picture", "d/changes.svg")
    assert done.exit_code == ExitCode.OK, done.output
    written = sorted(path.name for path in Path("d").iterdir())
    assert written == sorted([*(f"{name}.csv" for name in TABLES), "changes.svg"])
    people = pd.read_csv("d/people.csv")
    assert people["official"].tolist() == ["A", "B"]
    assert set(people["change"]) == {"dropped"}
    picture = Path("d/changes.svg")
    assert ElementTree.fromstring(picture.read_text("utf-8")).tag.endswith("svg")
    before = picture.read_bytes()
    planner("compare", *runs, "--picture", "d/changes.svg")
    assert picture.read_bytes() == before


def test_runs_are_found_by_their_id(planner: Planner, runs: tuple[Path, Path]) -> None:
    by_id = planner("compare", "none", "full")
    assert by_id.exit_code == ExitCode.OK, by_id.output
    assert "Compared with none" in by_id.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("runs/full",), "two runs or more"),
        (("runs/full", "nowhere"), "there is no run 'nowhere'"),
        (("runs/full", "runs/full"), "same name"),
        (("runs/full", "hamlet"), "result.json"),
        (("runs/full", "runs/none", "--picture", "x.docx"), "ends in one of .svg"),
    ],
)
def test_wrong_usage_is_2(
    planner: Planner, runs: tuple[Path, Path], words: tuple[str, ...], message: str
) -> None:
    done = planner("compare", *words)
    assert done.exit_code == ExitCode.INVALID
    assert message in done.stderr
    assert done.stdout == ""


def test_without_matplotlib_it_is_said_what_to_install(
    planner: Planner, runs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    monkeypatch.delitem(sys.modules, "planner.api.picture", raising=False)
    done = planner("compare", *runs, "--picture", "x.svg")
    assert done.exit_code == ExitCode.INVALID
    assert "pip install matplotlib" in done.stderr
    assert planner("compare", *runs).exit_code == ExitCode.OK
