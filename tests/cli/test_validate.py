from pathlib import Path

from tests.cli.conftest import Planner


def test_what_overrides_change_is_shown_with_where_it_comes_from(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("validate", hamlet, "--what-if", "poor", "--set", "seed=9")
    assert done.exit_code == 0, done.output
    lines = [
        line.split()
        for line in done.stdout.splitlines()
        if line.lstrip().startswith("* ")
    ]
    assert lines == [
        ["*", "budget.city.amount.default", "0", "100", "whatif/poor.yaml:4"],
        ["*", "seed", "9", "--set", "seed=9"],
    ]


def test_without_overrides_nothing_is_listed(planner: Planner, hamlet: Path) -> None:
    assert len(planner("validate", hamlet).stdout.splitlines()) == 1


def test_effective_lists_every_value_and_marks_what_is_changed(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("validate", hamlet, "--effective", "--what-if", "poor")
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines if line.lstrip().startswith("* ")] == [
        "budget.city.amount.default"
    ]
    (percent,) = [
        line.split() for line in lines if "targets.theory-100.percent" in line
    ]
    assert percent == ["targets.theory-100.percent", "100", "scenario.yaml:34"]
    assert any(line.split()[-1:] == ["default"] for line in lines)


def test_every_value_is_written_as_a_table_and_no_other_file_is_replaced(
    planner: Planner, hamlet: Path
) -> None:
    assert planner("validate", hamlet, "--out", "values.csv").exit_code == 0
    header = Path("values.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "path,value,baseline,from,changed"
    refused = planner("validate", hamlet, "--out", hamlet / "scenario.yaml")
    assert refused.exit_code == 2
    assert "effective values" in refused.stderr
