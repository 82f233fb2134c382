from pathlib import Path

import pytest

from benchmarks import outputs
from tests.cli.conftest import Planner, hamlet, planner
from tests.cli.searches import empty

__all__ = ["hamlet", "planner"]


def test_an_output_is_measured_as_a_whole_command(
    planner: Planner, hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert planner("solve", hamlet, "--out", "run", search=empty).exit_code == 0
    monkeypatch.setattr(outputs, "OUTPUTS", {"forms": ("--forms", "forms")})
    (row,) = outputs.rows_of(Path("run"), hamlet, 1)
    assert row["exit_code"] == 0
    assert (row["output"], row["files"], row["officials"]) == ("forms", 2, 2)
    assert row["size_mb"] > 0


def test_every_output_is_asked_for_with_options_of_the_command(
    planner: Planner,
) -> None:
    told = planner("report", "--help").stdout
    for options in outputs.OUTPUTS.values():
        assert all(word in told for word in options if word.startswith("--"))
