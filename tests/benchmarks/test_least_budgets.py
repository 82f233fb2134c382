from pathlib import Path

from benchmarks.least_budgets import row_of
from tests.cli.folders import write_scenario


def test_a_least_budget_meets_the_targets_and_one_per_cent_less_does_not(
    tmp_path: Path,
) -> None:
    # Two officials, a seat costs 12.5 million dong.
    hamlet = write_scenario(tmp_path / "hamlet")
    row = row_of(hamlet, (1,), 60, tmp_path / "out")
    assert (row["status"], row["least"], row["bound"]) == ("optimal", 25, 25)
    assert (row["missing"], row["again"], row["again_rejected"]) == ("0", "0", False)
    assert (row["less"], row["less_bound"], row["less_rejected"]) == ("1", "1", True)
    assert (row["free"], row["free_bound"], row["free_rejected"]) == ("1", "1", True)
