"""Two officials want a course of 12.5 million dong each, and there is money for less."""

from pathlib import Path

import pandas as pd
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


def test_the_relaxation_sends_parts_of_officials(poor: planner.Scenario) -> None:
    # 20 ÷ 12.5 = 1.6 seats: 0.4 of an official stays behind, and so at least one whole.
    table = poor.relaxed()
    assert table.to_dict("list") == {"name": ["tier-1"], "shortfall": [0.4]}
    assert poor.solve(progress=False).targets["shortfall"].tolist() == [1]


def test_a_million_is_worth_its_part_of_a_seat(poor: planner.Scenario) -> None:
    table = poor.prices("budget")
    expected = {
        "item": "budget:city@2026",
        "unit": "million dong",
        "tier": "tier-1",
        "per_unit": 0.08,  # 1 ÷ 12.5
        "up_to": 5.0,  # then both can go
        "before": 0.4,
        "after": 0.0,
    }
    assert table.to_dict("records") == [expected]


def test_limits_that_change_nothing_have_no_price(tmp_path: Path) -> None:
    rich = planner.load(write_scenario(tmp_path / "rich"))
    table = rich.prices()
    assert table.empty and list(table)[:2] == ["item", "unit"]
    assert rich.relaxed()["shortfall"].tolist() == [0]


def test_only_known_limits_are_priced(poor: planner.Scenario) -> None:
    with pytest.raises(ValueError, match="'gold' is none of: budget, seats, classes"):
        poor.prices("gold")  # type: ignore[arg-type]


def test_decisions_that_nobody_can_pay_have_no_relaxation(tmp_path: Path) -> None:
    text = SCENARIO + "tables: {pins: tables/pins.csv}\n"
    folder = write_scenario(tmp_path / "pinned", text)
    pins = "official,course,start_year,decision\nA,TC,2026,enrol\n"
    (folder / "tables" / "pins.csv").write_text(pins, encoding="utf-8")
    broke = planner.load(folder, changes=["budget.city.amount=10"])
    for asked in (broke.relaxed, broke.prices):
        with pytest.raises(planner.NoRelaxationError):
            asked()


def test_tiers_only_settles_shortfalls_as_a_full_search_does(
    poor: planner.Scenario,
) -> None:
    tiers, full = (
        poor.solve(progress=False, tiers_only=only) for only in (True, False)
    )
    of_tier_1 = [plan.stages.iloc[0][["incumbent", "bound"]] for plan in (tiers, full)]
    pd.testing.assert_series_equal(*of_tier_1)
    assert full.stages["status"].tolist()[:2] == ["optimal", "optimal"]
    assert pd.isna(tiers.stages["bound"].iloc[1])


def test_a_plan_may_start_from_one_of_a_similar_scenario(
    poor: planner.Scenario,
) -> None:
    first = poor.solve(progress=False)
    richer = poor.with_changes("budget.city.amount.2026=25")
    again = richer.solve(progress=False, start_from=first)
    assert (first.cost, again.cost) == (12.5, 25.0)
    assert again.status == "optimal"
    with pytest.raises(ValueError, match="reference engine"):
        poor.solve(engine="reference", start_from=first)
