import sys
from pathlib import Path

import pandas as pd

from benchmarks import run
from benchmarks.chart import draw
from benchmarks.measure import measure
from benchmarks.rows import write_rows


def test_time_and_memory_of_children_are_measured() -> None:
    # A child holds 200 MB for a second; the parent alone would need far less.
    hold = "import time; kept = bytearray(200_000_000); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    done = measure([sys.executable, "-c", parent], most_seconds=60)
    assert done.exit_code == 0
    assert done.seconds >= 1
    assert 200 < done.peak_mb < 500


def test_a_command_that_lasts_too_long_is_ended() -> None:
    done = measure([sys.executable, "-c", "import time; time.sleep(60)"], 0.5)
    assert done.exit_code is None
    assert done.seconds < 30


def test_rivals_are_run_valued_and_drawn(tmp_path: Path) -> None:
    case = run.Case("base", 100, seed=1, years=None, cut=10)
    rows = list(run.rows_of(case, ["greedy"], run.Limits(1, 5, 1), tmp_path))
    (row,) = rows
    assert row["status"] == "feasible"
    assert row["violations"] == 0
    assert row["phase_solve_seconds"] >= 0
    # 100 of 1,697 officials have 3000 million dong * 100 / 1697 * 0.9 a year, seven years.
    assert 0 < row["cost_incumbent"] <= 7 * 159.104
    assert row["tier-1_gap"] is None
    write_rows(tmp_path / "rows.csv", rows)
    figure = draw(pd.read_csv(tmp_path / "rows.csv"))
    assert len(figure.axes) == 3


def test_a_failure_is_a_row_with_its_last_words(tmp_path: Path) -> None:
    case = run.Case("base", 100, 1, None, cut=0, changes=("no.such.key=1",))
    (row,) = run.rows_of(case, ["default"], run.Limits(1, 5, 1), tmp_path)
    assert row["exit_code"] == 2
    assert "no.such.key" in row["status"]
