import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from planner.reports.summary import print_summary
from tests import builders
from tests.io.runs import BUDGET, result_of, small

pytestmark = pytest.mark.usefixtures("vietnamese")


def page(
    size: int = 2,
    *,
    width: int = 140,
    source: Path = Path("scenarios/s"),
    folder: Path = Path("runs/x"),
    what_ifs: Sequence[str] = (),
    cut_short: bool = False,
    **changes: Any,
) -> str:
    """The summary of `size` officials who take the only course."""
    scenario, plan = small(size, **changes)
    result = result_of(scenario, plan).model_copy(update={"cut_short": cut_short})
    text = StringIO()
    # Markup on, as it is by default: the texts themselves must not be read as markup.
    console = Console(file=text, width=width)
    files = [folder / "result.json", folder / "enrolments.csv"]
    print_summary(console, scenario, plan, result, files, source, what_ifs)
    return text.getvalue()


def row(text: str, start: str) -> list[str]:
    """The cells of a row, two spaces or more apart."""
    (line,) = (line for line in text.splitlines() if line.startswith(f" {start}"))
    return re.split(r"  +", line.strip())


def test_each_target_shows_its_counts() -> None:
    # Both hold nothing and take a course that grants nothing: 2 of 2 are missing.
    assert row(page(), "a level (theory)") == [
        "a level (theory)", "2028", "1", "2", "2", "0", "0", "2", "0,00",
    ]  # fmt: skip


def test_money_stands_against_its_line_and_year() -> None:
    text = page()
    assert row(text, "=City's budget (city)") == [
        "=City's budget (city)", "2026", "1.000", "1.000", "2,468", "997,532",
    ]  # fmt: skip
    # Later years stand under the title; amounts of a column have as many decimals.
    (later,) = (line for line in text.splitlines() if line.split()[:1] == ["2027"])
    assert later.split() == ["2027", "1.000", "1.000", "0,000", "1.000,000"]


def test_seats_and_classes_stand_by_course_and_year() -> None:
    assert row(page(), "a course (C)") == ["a course (C)", "2 (1)", "2 (1)"]
    assert row(page(), "Khóa học") == ["Khóa học", "2026", "2027", "2028", "Tổng"]


def test_recruits_stand_by_stream_and_year() -> None:
    people = [builders.official("A", leaves="2026-05-01"), builders.official("B")]
    scenario = builders.scenario(people, recruitment=builders.recruitment())
    plan = builders.plan(scenario, recruits=["NEW-2026-0001-plain"])
    text = StringIO()
    result = result_of(scenario, plan)
    console, files = Console(file=text, width=140), [Path("r/enrolments.csv")]
    print_summary(console, scenario, plan, result, files, Path("s"))
    assert row(text.getvalue(), "a stream (plain)") == ["a stream (plain)", "1", "1"]
    assert row(text.getvalue(), "a stream (good)") == ["a stream (good)", "0"]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_every_figure_is_readable_at_every_width(width: int) -> None:
    title = "Trên 95% cán bộ, công chức có trung cấp lý luận chính trị trở lên"
    text = page(
        width=width, targets={"t": builders.level("theory", "so_cap", title=title)}
    )
    assert "…" not in text
    (line,) = (line for line in text.splitlines() if line.endswith("0,00 "))
    assert line.split()[-8:] == ["2028", "1", "2", "2", "0", "0", "2", "0,00"]
    assert "2 (1)" in text


def test_the_years_of_a_target_stand_under_its_title() -> None:
    measure = {
        "kind": "annual_participation", "course_kind": "update",
        "first": 2026, "last": 2028,
    }  # fmt: skip
    targets = {"t": {"title": "Cập nhật", "percent": 50, "measure": measure}}
    text = page(targets=targets)
    assert text.count("Cập nhật (t)") == 1
    at = text.index("Cập nhật (t)")
    years = [line.split()[-8] for line in text[at:].splitlines()[:3]]
    assert years == ["2026", "2027", "2028"]


def test_a_scenario_without_budget_has_no_table_of_money() -> None:
    assert "Kinh phí" in page()
    text = page(budget={})
    assert "Kinh phí" not in text
    assert "triệu đồng" not in text
    assert "không có nguồn kinh phí nên chi phí không được tính" in text


@pytest.mark.parametrize("budget", [BUDGET, {}])
def test_an_empty_plan_says_so(budget: dict[str, Any]) -> None:
    text = page(size=0, budget=budget)
    assert "Phương án này không cử ai đi học." in text
    assert ("0 triệu đồng cho 0 lượt" in text) == bool(budget)


def test_synthetic_data_overrides_files_and_next_steps_are_named() -> None:
    text = page()
    assert "mô phỏng (synthetic)" in text
    assert "minus-20, budget.city.amount=1000" in text
    assert "Kết quả được ghi tại runs/x" in text
    assert "planner verify scenarios/s runs/x" in text


def test_a_search_cut_short_is_said_so() -> None:
    assert "Tìm kiếm đã chạy xong" in page()
    assert "Tìm kiếm bị dừng giữa chừng" in page(cut_short=True)


def test_a_monitored_target_without_figures_is_one_row() -> None:
    measure = {"kind": "monitored", "first": 2026, "last": 2028}
    targets = {
        "theory": builders.level("theory", "so_cap"),
        "appraisal": {"title": "Xếp loại", "percent": 99, "measure": measure},
    }
    text = page(targets=targets)
    assert row(text, "Xếp loại")[1:] == ["2026–2028", "TD", *["–"] * 6]
    assert "TD: chỉ tiêu theo dõi" in text
    assert "Dấu “–”: danh sách không có dữ liệu" in text


def test_what_is_not_shown_is_not_explained() -> None:
    text = page()
    assert "theo dõi" not in text
    assert "Dấu “–”" not in text
    measure = {"kind": "monitored", "who": "party", "first": 2026, "last": 2026}
    counted = page(targets={"m": {"title": "M", "percent": 1, "measure": measure}})
    assert "TD: chỉ tiêu theo dõi" in counted
    assert "Dấu “–”" not in counted


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[red]x[/red]\x1b[2J", "[red]x[/red]�[2J"),
        ("[/]", "[/]"),
        ("[bold", "[bold"),
        ("[link=https://x]y", "[link=https://x]y"),
        (":skull:", ":skull:"),
        ("a\tb\xa0c\nd", "a b c d"),
        ("\u202eabc", "�abc"),
    ],
)
def test_texts_of_a_scenario_are_shown_as_they_are(hostile: str, shown: str) -> None:
    text = page(
        title=hostile,
        courses={"C": builders.course(title=hostile, cost_per_seat=["1.234"])},
        targets={"t": builders.level("theory", "so_cap", title=hostile)},
        budget={"city": {"title": hostile, "amount": 1000}},
    )
    assert f": {shown} (test)" in text
    for name in ("t", "city", "C"):
        assert f" {shown} ({name})" in text
    assert "\x1b" not in text


def test_the_next_step_names_a_what_if_that_was_not_applied() -> None:
    known = ("minus-20", "more-seats")
    assert "--what-if more-seats" in page(what_ifs=known)
    assert "--what-if NAME" in page(what_ifs=("minus-20",))


def test_paths_with_spaces_can_be_copied_into_a_command() -> None:
    text = page(source=Path("my city"), folder=Path("runs/a b"))
    assert 'planner verify "my city" "runs/a b"' in text


def test_what_a_year_and_a_group_mean_is_said_where_it_is_not_plain() -> None:
    measure = {
        "kind": "before_appointment",
        "conditions": [{"attribute": "theory", "at_least": "so_cap"}],
        "appointed": {"year": 2027},
        "first": 2027,
        "last": 2027,
    }
    among = [{"attribute": "party", "equals": True}]
    targets = {"t": {"title": "T", "percent": 50, "measure": measure}}
    plain, early = page(), page(targets=targets)
    nested = page(
        targets={"t": {**targets["t"], "measure": {**measure, "among": among}}}
    )
    assert ["năm bổ nhiệm" in text for text in (plain, early, nested)] == [0, 1, 1]
    assert ["trong đó" in text for text in (plain, early, nested)] == [0, 0, 1]


SOFT = {"unit_cover": {"share": 0.25, "tier": 2}, "long_course_weeks": 0}


def test_what_units_spare_beyond_their_limit_is_told() -> None:
    said = " ".join(page(3, rules=SOFT).split())
    assert (
        "Mức vắng của đơn vị tính vào ưu tiên 2, trọng số 1 trong số còn thiếu: 2 lượt "
        "người vắng vượt mức của 1 đơn vị, mỗi năm tính một lượt; nhiều nhất ở an năm "
        "2026: vắng 3, cho phép 1."
    ) in said


def test_units_that_spare_no_more_than_allowed_are_told() -> None:
    assert "tính vào ưu tiên 2: không đơn vị nào cử quá mức." in page(1, rules=SOFT)


def test_a_limit_of_units_needs_no_words() -> None:
    assert "Mức vắng của đơn vị" not in page(1, rules={"unit_cover": {"share": 0.25}})
