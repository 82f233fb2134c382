from pathlib import Path

from tests.cli import searches
from tests.cli.conftest import Planner


def test_every_table_is_written_in_the_format_asked_for(
    planner: Planner, hamlet: Path
) -> None:
    options = ("--format", "parquet", "--out", "here")
    done = planner("solve", hamlet, *options, search=searches.good)
    assert done.exit_code == 0, done.output
    folder = hamlet.parent / "here"
    assert sorted(path.name for path in folder.iterdir()) == [
        "budget.parquet", "classes.parquet", "enrolments.parquet", "quotas.parquet",
        "result.json", "scenario.json", "targets.parquet",
    ]  # fmt: skip
    assert "enrolments.parquet" in done.stdout
    verified = planner("verify", hamlet, folder)
    assert verified.exit_code == 0, verified.output
