from pathlib import Path

import pytest

from benchmarks.price_checks import rows_of
from tests.cli.folders import SCENARIO, write_scenario


def test_prices_are_compared_half_way_and_at_the_end(tmp_path: Path) -> None:
    # One seat of 12.5 in 2026 alone; a second one needs 12.5 more.
    poor = SCENARIO.replace("amount: 100", "amount: {2026: 12.5, 2027: 0}")
    hamlet = write_scenario(tmp_path / "hamlet", poor)
    rows = list(rows_of(hamlet, confirm=1, time_limit=60, out=tmp_path / "prices.csv"))
    by_item = {row["item"]: row for row in rows}
    first = by_item["budget:city@2026"]
    assert (first["up_to"], first["middle"]) == (12.5, 6.25)
    # Half of the missing official of the relaxation, then none.
    assert first["middle_relaxed"] == pytest.approx(0.5)
    assert first["middle_predicted"] == pytest.approx(0.5)
    assert (first["middle_off"], first["end_off"], first["plan_off"]) == (0, 0, 0)
