from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from models.result import Result
from planner.reports.summary import print_summary
from tests import builders
from tests.io.runs import result_of, small


def page(size: int = 2, **changes: Any) -> str:
    scenario, plan = small(size, **changes)
    return printed(size, result_of(scenario, plan), **changes)


def printed(size: int, result: Result, **changes: Any) -> str:
    scenario, plan = small(size, **changes)
    text = StringIO()
    console = Console(file=text, width=140, markup=False, highlight=False)
    files = [Path("runs/x/result.json"), Path("runs/x/enrolments.csv")]
    print_summary(console, scenario, plan, result, files, Path("scenarios/s"))
    return text.getvalue()


def row(text: str, start: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.startswith(f"│ {start}"))
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_each_target_shows_its_counts() -> None:
    # Both hold nothing and take a course that grants nothing: 2 of 2 are missing.
    assert row(page(), "a level (theory)") == [
        "a level (theory)", "2028", "1", "2", "2", "0", "0", "2", "0,00",
    ]  # fmt: skip


def test_money_stands_against_its_line_and_year() -> None:
    assert row(page(), "=City's budget (city) │ 2026")[2:] == [
        "1.000", "1.000", "2,468", "997,532",
    ]  # fmt: skip


def test_seats_and_classes_stand_by_course_and_year() -> None:
    assert row(page(), "a course (C)") == ["a course (C)", "2 (1)", "", "", "2 (1)"]


def test_a_scenario_without_budget_has_no_table_of_money() -> None:
    assert "Kinh phí" in page()
    assert "Kinh phí" not in page(budget={})


def test_an_empty_plan_says_so() -> None:
    text = page(size=0)
    assert "không cử ai đi học" in text
    assert "0 triệu đồng cho 0 lượt" in text


def test_synthetic_data_overrides_files_and_next_steps_are_named() -> None:
    text = page()
    assert "mô phỏng (synthetic)" in text
    assert "minus-20, budget.city.amount=1000" in text
    assert "Kết quả được ghi tại runs/x" in text
    assert "planner verify scenarios/s runs/x" in text


def test_a_search_cut_short_is_said_so() -> None:
    scenario, plan = small(1)
    result = result_of(scenario, plan)
    assert "Tìm kiếm đã chạy xong" in printed(1, result)
    cut = result.model_copy(update={"cut_short": True})
    assert "Tìm kiếm bị dừng giữa chừng" in printed(1, cut)


def test_a_monitored_target_without_figures_is_one_row() -> None:
    measure = {"kind": "monitored", "first": 2026, "last": 2028}
    targets = {
        "theory": builders.level("theory", "so_cap"),
        "appraisal": {"title": "Xếp loại", "percent": 99, "measure": measure},
    }
    text = page(targets=targets)
    assert row(text, "Xếp loại")[1:] == ["2026–2028", "theo dõi", *["–"] * 6]
    assert "không được tối ưu hóa" in text


def test_no_text_of_a_scenario_steers_the_terminal() -> None:
    title = "[red]x[/red]\x1b[2J"
    text = page(targets={"t": builders.level("theory", "so_cap", title=title)})
    assert "[red]x[/red]�[2J (t)" in text
    assert "\x1b" not in text
