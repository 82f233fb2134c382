"""Two officials, a course of 12.5 million dong each: what other budgets would do."""

from pathlib import Path

import pytest

import planner
from tests.cli.folders import SCENARIO, write_scenario


@pytest.fixture
def poor(tmp_path: Path) -> planner.Scenario:
    """Twenty million dong, all of it in 2026; the course is on offer in that year only."""
    text = SCENARIO.replace("amount: 100", "amount: {default: 0, 2026: 20}")
    text = text.replace(
        "weeks: [20]", "weeks: [20]\n    classes: {default: 0, 2026: 1}"
    )
    return planner.load(write_scenario(tmp_path / "poor", text))


@pytest.mark.parametrize("factor", ["0", "0.5", "0.7", "1", "1.25", "3"])
def test_the_relaxation_is_that_of_the_changed_scenario(
    poor: planner.Scenario, factor: str
) -> None:
    change = f"budget.city.amount*={factor}"
    quick = poor.explorer().relaxed(change)
    thorough = poor.with_changes(change).relaxed()
    assert quick["name"].tolist() == thorough["name"].tolist()
    # The search rounds money down to what prices can add up to, 12.5 each.
    assert (quick["shortfall"] >= thorough["shortfall"] - 1e-6).all()
    assert (quick["shortfall"] <= thorough["shortfall"] + 1).all()


def test_an_earlier_question_does_not_change_a_later_answer(
    poor: planner.Scenario,
) -> None:
    explorer = poor.explorer()
    before = explorer.relaxed()
    explorer.relaxed("budget.city.amount*=3")
    assert explorer.relaxed().equals(before)


def test_a_plan_fits_the_changed_budget_and_obeys_every_rule(
    poor: planner.Scenario,
) -> None:
    explorer = poor.explorer(poor.solve(progress=False))
    for factor, sent in (("0.5", 0), ("1", 1), ("1.25", 2)):
        plan = explorer.plan(f"budget.city.amount*={factor}")
        assert len(plan.enrolments) == sent
        assert plan.verify().empty
        assert plan.targets["shortfall"].tolist() == [2 - sent]
        tier = plan.stages.iloc[0]
        assert tier["bound"] <= tier["incumbent"] == 2 - sent
        assert plan.scenario.changes == (f"budget.city.amount*={factor}",)


def test_a_plan_does_not_depend_on_what_was_asked_before(
    poor: planner.Scenario,
) -> None:
    changes = [f"budget.city.amount*={factor}" for factor in ("0.5", "1.25", "3")]
    explorer = poor.explorer()
    plans = [explorer.plan(change) for change in changes]
    for change, plan in zip(changes, plans, strict=True):
        again, anew = explorer.plan(change), poor.explorer().plan(change)
        assert again.enrolments.equals(plan.enrolments)
        assert anew.enrolments.equals(plan.enrolments)
        bounds = [entry.stages["bound"].tolist() for entry in (again, anew, plan)]
        assert bounds[0] == bounds[1] == bounds[2]


def test_only_amounts_of_money_may_change(poor: planner.Scenario) -> None:
    explorer = poor.explorer()
    with pytest.raises(ValueError, match="only amounts of budget lines"):
        explorer.relaxed("rules.long_courses_at_once=2")
    with pytest.raises(planner.InvalidInput):
        explorer.plan("budget.nobody.amount=1")


def test_tables_that_changed_since_are_noticed(poor: planner.Scenario) -> None:
    explorer = poor.explorer()
    table = poor.folder / "tables" / "officials.csv"
    rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join(rows[:-1]) + "\n", "utf-8")
    with pytest.raises(ValueError, match="explore it anew"):
        explorer.relaxed("budget.city.amount*=2")
