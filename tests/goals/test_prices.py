import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from tests.cli.folders import write_scenario


@pytest.fixture
def hamlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_scenario(tmp_path / "hamlet")


def ask(*words: object) -> Result:
    return CliRunner().invoke(main, ["prices", "hamlet", *map(str, words)])


def rows(path: str) -> dict[str, dict[str, str]]:
    with Path(path).open(encoding="utf-8") as file:
        return {row["item"]: row for row in csv.DictReader(file)}


def test_a_price_is_predicted_relaxed_anew_and_confirmed_by_plans(hamlet: Path) -> None:
    # One seat of 12.5 in 2026 alone; a second one needs 12.5 more.
    amount = "budget.city.amount={2026: 12.5, 2027: 0}"
    done = ask("--set", amount, "--of", "budget", "--confirm", 1, "--out", "prices.csv")
    assert done.exit_code == 0, done.output
    table = rows("prices.csv")
    first = table["budget:city@2026"]
    assert float(first["per_unit"]) == pytest.approx(-1 / 12.5)
    assert float(first["up_to"]) == pytest.approx(12.5)
    assert float(first["predicted"]) == pytest.approx(float(first["relaxed"]), abs=1e-6)
    assert first["change"] == "budget.city.amount.2026=25"
    assert (first["plan_before"], first["plan_after"]) == ("1.0", "0.0")
    assert first["plan_proven"] == "yes"
    assert table["budget:city@2027"]["plan_before"] == ""


def test_prices_are_told_where_no_time_is_left_to_confirm_them(hamlet: Path) -> None:
    amount = "budget.city.amount={2026: 12.5, 2027: 0}"
    words = ("--of", "budget", "--time-limit", 0.01, "--out", "prices.csv")
    done = ask("--set", amount, *words)
    assert done.exit_code == 0, done.output
    assert "the proof is not complete" in done.stderr
    first = rows("prices.csv")["budget:city@2026"]
    assert float(first["per_unit"]) == pytest.approx(-1 / 12.5)
    assert first["plan_before"] == ""


def test_a_percentage_point_costs_whole_people(hamlet: Path) -> None:
    # Of two, 50 % is one and anything more is both; there is no money for anybody.
    words = ("--set", "targets.theory-100.percent=50", "--what-if", "poor")
    done = ask(*words, "--of", "targets", "--confirm", 0, "--out", "prices.csv")
    assert done.exit_code == 0, done.output
    point = rows("prices.csv")["target:theory-100"]
    assert (float(point["per_unit"]), float(point["up_to"])) == (1, 1)
    assert (float(point["before"]), float(point["relaxed"])) == (1, 2)


def test_where_nothing_is_short_that_is_said(hamlet: Path) -> None:
    done = ask("--of", "budget", "--of", "seats", "--out", "prices.csv")
    assert done.exit_code == 0, done.output
    assert "lowers no shortfall" in done.stdout
    assert rows("prices.csv") == {}


def test_no_other_file_is_replaced(hamlet: Path) -> None:
    before = (hamlet / "scenario.yaml").read_bytes()
    assert ask("--confirm", 0, "--out", "hamlet/scenario.yaml").exit_code == 2
    assert (hamlet / "scenario.yaml").read_bytes() == before
