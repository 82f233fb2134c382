from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from planner.reports.figures import report_of
from planner.reports.full_report import print_report
from tests import builders
from tests.builders import course, level, officials

pytestmark = pytest.mark.usefixtures("vietnamese")

GRANTS = {"grants": [{"attribute": "theory", "level": "so_cap"}]}
BUDGET = {"city": {"title": "Ngân sách", "amount": 5}}


def page(*enrolments: tuple[Any, ...], width: int = 120, **changes: Any) -> str:
    entry = course(cost_per_seat=[5], class_size={"max": 2}, seats=9, **GRANTS)
    changes = {"budget": BUDGET, **changes}
    given = builders.scenario(officials("A", "B"), {"C": entry}, **changes)
    text = StringIO()
    report = report_of(given, builders.plan(given, *enrolments))
    print_report(Console(file=text, width=width), given, report, ["poor"])
    return text.getvalue()


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_counts_and_percentages_stand_by_year() -> None:
    found = lines(page(("A", "C", 2027)))
    assert ["a", "level", "(theory)", "đạt", "(người)", "0", "0", "1", "1"] in found
    assert ["cần", "(người)", "2", "2", "2", "2"] in found
    assert ["còn", "thiếu", "1"] in found  # in the year measured only
    assert ["đạt", "(%)", "0,00", "0,00", "50,00", "50,00"] in found


def test_reasons_stand_under_their_target() -> None:
    enrolments = [("A", "C", 2026)]
    text = page(*enrolments, budget={"city": {**BUDGET["city"], "amount": {2026: 5}}})
    assert "a level (theory), 2028: còn thiếu 1; chưa đạt 1 người, trong đó" in text
    assert "        1  hết kinh phí (C)" in text


def test_nothing_is_missing_when_every_target_is_met() -> None:
    text = page(targets={"theory": level("theory", "none")})
    assert "Mọi chỉ tiêu đều đạt." in text
    assert "còn thiếu 1" not in text and "trong đó" not in text


def test_money_seats_and_quotas_are_shown() -> None:
    found = lines(page(("A", "C", 2026)))
    assert ["Ngân", "sách", "(city)", "2026", "5", "0", "5", "0"] in found
    assert ["a", "course", "(C)", "người", "1/9", "0/9", "0/9"] in found
    assert ["lớp", "1", "0", "0"] in found
    assert ["an", "1", "1"] in found


def test_a_plan_that_sends_nobody_says_so() -> None:
    assert "Phương án này không cử ai đi học." in page()


@pytest.mark.parametrize("width", [80, 100, 160])
def test_every_year_is_readable_at_every_width(width: int) -> None:
    horizon = {"first": 2026, "last": 2040}
    text = page(
        width=width, horizon=horizon, targets={"t": level("theory", "so_cap", 2040)}
    )
    assert "…" not in text
    assert all(str(year) in text for year in range(2025, 2041))


def test_texts_of_a_scenario_are_no_markup() -> None:
    text = page(targets={"t": level("theory", "so_cap", title="[red]x[/red]\x1b[2J")})
    assert "[red]x[/red]" in text
    assert "\x1b" not in text
