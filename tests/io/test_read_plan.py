import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pytest

from models.plan import COLUMNS, Plan
from models.rules import violations
from models.scenario import Scenario
from planner.io.problems import InvalidInput
from planner.io.read_plan import read_plan, recorded_overrides
from planner.io.write_run import write_run
from tests import builders
from tests.io.runs import BUDGET, result_of, small

TWO_LINES = {
    "city": {"title": "City", "amount": 100, "pays": [{"courses": ["C"]}]},
    "district": {
        "title": "District",
        "amount": 100,
        "pays": [{"courses": ["C", "D"], "share": "0.5"}],
    },
}


def two_lines() -> Scenario:
    """Both lines may pay for C, only the district's for D, and that half of it."""
    course = builders.course(cost_per_seat=[3, 4], duration=2, weeks=[1, 1])
    return builders.scenario(
        builders.officials("A", "B"), {"C": course, "D": course}, budget=TWO_LINES
    )


def rows(plan: Plan) -> list[dict[Hashable, Any]]:
    return plan.enrolments.to_dict("records")


def table(folder: Path, *lines: str) -> Path:
    path = folder / "plan.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refused(path: Path, scenario: Scenario) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_plan(path, scenario)
    return str(caught.value)


def test_a_written_plan_reads_back_as_it_was(tmp_path: Path) -> None:
    scenario, plan = small(3)
    write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    for path in (tmp_path / "run", tmp_path / "run" / "enrolments.csv"):
        again = read_plan(path, scenario)
        assert rows(again) == rows(plan)


def test_what_a_list_made_by_hand_leaves_out_follows_from_the_scenario(
    tmp_path: Path,
) -> None:
    path = table(tmp_path, "official,course,start_year,class,note", "A,D,2026,D1,new")
    row = read_plan(path, two_lines()).enrolments.iloc[0]
    # Two years of study, half of 3 + 4 million dong.
    assert row[["end_year", "budget_line", "cost"]].tolist() == [2027, "district", 3500]


def test_nobody_guesses_which_of_two_lines_pays(tmp_path: Path) -> None:
    scenario = two_lines()
    path = table(tmp_path, "official,course,start_year,class", "A,C,2026,C1")
    plan = read_plan(path, scenario)
    assert plan.enrolments["budget_line"].tolist() == [""]
    assert list(violations(scenario, plan)["rule"]) == ["budget_eligibility"]


def test_a_named_line_decides_the_cost(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "official,course,start_year,class,budget_line",
        "A,C,2026,C1,city",
        "B,C,2026,C1,district",
    )
    assert read_plan(path, two_lines()).enrolments["cost"].tolist() == [7000, 3500]


def test_a_given_cost_is_kept_even_if_it_is_wrong(tmp_path: Path) -> None:
    scenario, _ = small(1)
    path = table(tmp_path, "official,course,start_year,class,cost", "O0,C,2026,c,9.5")
    plan = read_plan(path, scenario)
    assert plan.enrolments["cost"].tolist() == [9500]
    assert builders.broken(scenario, plan) == {"known_references"}


def test_unknown_officials_and_courses_are_violations_not_input_errors(
    tmp_path: Path,
) -> None:
    scenario, _ = small(1)
    path = table(
        tmp_path, "official,course,start_year,class", "X,C,2026,c", "O0,Y,2026,c"
    )
    plan = read_plan(path, scenario)
    assert plan.enrolments["official"].tolist() == ["X", "O0"]
    assert builders.broken(scenario, plan) == {"known_references"}


def test_excel_and_parquet_read_alike(tmp_path: Path) -> None:
    scenario, plan = small(2)
    frame = plan.enrolments.assign(cost=plan.enrolments["cost"] / 1000)
    frame.to_excel(tmp_path / "plan.xlsx", index=False)
    frame.to_parquet(tmp_path / "plan.parquet", index=False)
    for name in ("plan.xlsx", "plan.parquet"):
        again = read_plan(tmp_path / name, scenario)
        assert rows(again) == rows(plan)


def test_every_bad_cell_is_named_with_its_row_and_remedy(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "official,course,start_year,class,cost",
        "A,C,soon,c,1",
        "A,C,,c,1",
        "A,C,2026,c,1.2345",
        "A,C,2026,c,-1",
    )
    told = refused(path, two_lines())
    for place in (
        "row 2, column start_year",
        "row 3, column start_year",
        "row 4, column cost",
        "row 5, column cost",
    ):
        assert place in told
    assert "soon" in told
    assert "write million dong with at most three decimals" in told


@pytest.mark.parametrize("missing", ["official", "course", "start_year", "class"])
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    columns = [name for name in COLUMNS if name != missing]
    path = table(tmp_path, ",".join(columns), ",".join(["2026"] * len(columns)))
    assert f"the column {missing} is missing" in refused(path, two_lines())


def test_a_misspelt_column_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    path = table(
        tmp_path, "official,course,start_year,class,budgetline", "A,C,2026,c,city"
    )
    assert "did you mean budget_line?" in refused(path, two_lines())


@pytest.mark.parametrize("name", ["nowhere", "nowhere.csv", "empty", "plan.txt"])
def test_a_place_without_a_plan_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "plan.txt").write_text("official\n")
    assert "remedy:" in refused(tmp_path / name, two_lines())


def test_overrides_are_recorded_in_the_result(tmp_path: Path) -> None:
    scenario, plan = small(1, budget=BUDGET)
    write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    recorded = recorded_overrides(tmp_path / "run")
    assert recorded == (("minus-20",), ("budget.city.amount=1000",))


def test_a_table_records_no_overrides(tmp_path: Path) -> None:
    path = table(tmp_path, "official,course,start_year,class")
    assert recorded_overrides(path) == ((), ())


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"scenario": {}})])
def test_a_result_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "result.json").write_text(content)
    with pytest.raises(InvalidInput, match="not written by `planner solve`"):
        recorded_overrides(tmp_path)
