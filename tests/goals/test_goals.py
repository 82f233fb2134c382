"""Reverse questions about a hamlet: two officials, one course of 12.5 million a seat."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from models import rules
from planner.cli import main
from planner.goals.asking import without_others
from planner.goals.money import budget_changes
from planner.io.read_plan import read_plan, recorded_overrides
from planner.io.read_scenario import load
from tests.cli.folders import write_scenario

OUT = Path("out")


@pytest.fixture
def hamlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_scenario(tmp_path / "hamlet")


def solve(*words: object) -> Result:
    return CliRunner().invoke(main, ["solve", "hamlet", *map(str, words)])


def ask(*words: object) -> dict[str, Any]:
    done = solve("--goal", *words, "--out", OUT)
    assert done.exit_code == 0, done.output
    scenario = load(Path("hamlet"), *recorded_overrides(OUT)).scenario
    assert len(rules.violations(scenario, read_plan(OUT, scenario))) == 0
    data: dict[str, Any] = json.loads((OUT / "goal.json").read_text(encoding="utf-8"))
    return data


def shortfall(*changes: str) -> tuple[int, int]:
    """Least shortfall and its bound, by the engine that shares nothing with the other."""
    options = [word for change in changes for word in ("--set", change)]
    done = solve(*options, "--engine", "reference", "--out", "again")
    assert done.exit_code == 0, done.output
    stage = json.loads(Path("again/result.json").read_text(encoding="utf-8"))["stages"][
        0
    ]
    return stage["incumbent"], stage["bound"]


def test_the_least_budget_meets_every_target_and_one_per_cent_less_does_not(
    hamlet: Path,
) -> None:
    # A class of its own costs 3 more, so both learn in one year: 2 x 12.5 + 3.
    text = (hamlet / "scenario.yaml").read_text(encoding="utf-8")
    price = "    cost_per_seat: [12.5]\n"
    text = text.replace(price, f"{price}    cost_per_class: [3]\n")
    (hamlet / "scenario.yaml").write_text(text, encoding="utf-8")
    answer = ask("min-budget", "--set", "budget.city.amount=1")
    assert (answer["incumbent"], answer["bound"], answer["status"]) == (
        28,
        28,
        "optimal",
    )
    assert answer["missing"] == [0]
    amounts = {row["year"]: row["amount"] for row in answer["split"]}
    assert sorted(amounts.values()) == [0, 28]
    written = ", ".join(f"{year}: {amount}" for year, amount in amounts.items())
    assert shortfall(f"budget.city.amount={{{written}}}") == (0, 0)
    # All of it at once and kept for later allows every split.
    less = f"budget.city.amount={{2026: {28 * 0.99}, 2027: 0}}"
    assert shortfall(less, "budget.city.carry_over=true") == (1, 1)


def test_what_no_money_can_meet_is_told_and_the_rest_is_answered(hamlet: Path) -> None:
    answer = ask("min-budget", "--set", "courses.TC.requires=[{attribute: theory, "
                 "at_least: so_cap}]")  # fmt: skip
    assert (answer["incumbent"], answer["missing"]) == (12.5, [1])
    assert answer["missing_proven"] is True


def test_the_least_cost_is_that_of_the_targets_asked_about(hamlet: Path) -> None:
    text = (hamlet / "scenario.yaml").read_text(encoding="utf-8")
    rules_at = text.index("rules:")
    second = (
        "  so-cap:\n    title: Sơ cấp\n    tier: 2\n    percent: 50\n"
        "    measure: {kind: level_by_deadline, year: 2027,\n"
        "              conditions: [{attribute: theory, at_least: so_cap}]}\n"
    )
    text = text[:rules_at] + second + text[rules_at:]
    (hamlet / "scenario.yaml").write_text(text, encoding="utf-8")
    both = ask("min-cost")
    assert (both["incumbent"], both["bound"], both["missing"]) == (25, 25, [0, 0])
    # One of two holds so_cap already.
    second_only = ask("min-cost", "--tiers", 2)
    assert (second_only["incumbent"], second_only["targets"]) == (0, ["so-cap"])


def test_the_largest_cut_has_a_plan_on_one_side_and_a_proof_on_the_other(
    hamlet: Path,
) -> None:
    answer = ask("max-slack")
    # 12.5 of 100 in each of two years suffice; 13 per cent is the next whole one.
    assert (answer["incumbent"], answer["bound"]) == (87, 87)
    by_part = {step["at"]: step for step in answer["steps"]}
    assert by_part[13]["met"] is True
    assert by_part[12]["met"] is False
    assert by_part[12]["bounds"][0] > 0


def test_where_nothing_is_met_a_cut_may_not_make_it_worse(hamlet: Path) -> None:
    answer = ask("max-slack", "--set", "budget.city.amount=12", "--precision", 5)
    # Nobody can be trained anyway.
    assert (answer["incumbent"], answer["missing"]) == (100, [2])
    assert answer["missing_proven"] is True


def test_the_earliest_year_is_found_with_proof_for_those_before(hamlet: Path) -> None:
    changes = ("--set", "courses.TC.seats=1")
    answer = ask("earliest-year", "--target", "theory-100", *changes)
    assert (answer["incumbent"], answer["bound"]) == (2027, 2027)
    assert [(step["at"], step["met"]) for step in answer["steps"]] == [
        (2026, False),
        (2027, True),
    ]
    assert answer["steps"][0]["bounds"] == [1]


def test_no_year_is_an_answer_too(hamlet: Path) -> None:
    changes = ("--set", "courses.TC.seats=0")
    answer = ask("earliest-year", "--target", "theory-100", *changes)
    assert (answer["incumbent"], answer["bound"], answer["status"]) == (
        None, None, "no-solution",
    )  # fmt: skip
    assert {step["met"] for step in answer["steps"]} == {False}


@pytest.mark.parametrize(
    "words",
    [
        ("earliest-year",),
        ("min-cost", "--target", "theory-100"),
        ("earliest-year", "--target", "theory-10"),
        ("min-budget", "--lines", "town"),
        ("min-cost", "--lines", "city"),
        ("min-budget", "--tiers", "2"),
        ("min-budget", "--tiers", "one"),
        ("max-attainment", "--tiers", "1"),
    ],
)
def test_a_question_that_makes_no_sense_is_wrong_usage(
    hamlet: Path, words: tuple[str, ...]
) -> None:
    done = solve("--goal", *words, "--out", OUT)
    assert done.exit_code == 2, done.output
    assert not OUT.exists()


def test_without_budget_lines_there_is_no_money_to_ask_about(hamlet: Path) -> None:
    assert solve("--goal", "min-cost", "--set", "budget={}").exit_code == 2


def test_a_budget_is_written_as_single_changes() -> None:
    rows = [("city", 2026, 1.5), ("city", 2027, 0.0), ("district", 2026, 3.0)]
    split = pd.DataFrame(rows, columns=["line", "year", "amount"])
    assert budget_changes(split) == (
        "budget.city.amount={2026: 1.5, 2027: 0.0}",
        "budget.district.amount={2026: 3.0}",
    )


def test_a_goal_keeps_unit_cover_of_its_tiers_and_drops_that_of_later_ones(
    hamlet: Path,
) -> None:
    for tier, limit in ((1, "{share: 0.5}"), (2, "null")):
        soft = f"rules.unit_cover={{share: 0.5, tier: {tier}}}"
        given = load(Path("hamlet"), (), (soft,)).scenario
        changes = without_others(given, tuple(given.spec.targets))
        assert f"rules.unit_cover={limit}" in changes
        assert (
            load(Path("hamlet"), (), (soft, *changes)).scenario.spec.rules.soft_cover
            is None
        )
