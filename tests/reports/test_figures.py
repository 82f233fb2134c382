import re
from pathlib import Path
from typing import Any

import pytest

import planner.reports
from planner.reports.figures import Report, report_of
from planner.reports.labels import REASONS
from planner.reports.missing import Reason
from tests import builders
from tests.builders import course, level, officials

TABLES = Path(planner.reports.__file__).with_name("TABLES.md").read_text("utf-8")
BUDGET = {"city": {"title": "City", "amount": 10}}
GRANTS = {"grants": [{"attribute": "theory", "level": "so_cap"}]}


def report(*enrolments: tuple[Any, ...], **changes: Any) -> Report:
    """Three officials, a course of 2.5 million dong in classes of 1 to 2."""
    entry = course(cost_per_seat=["2.5"], class_size={"max": 2}, **GRANTS)
    given = builders.scenario(
        officials("A", "B", "D"), {"C": entry}, **{"budget": BUDGET, **changes}
    )
    return report_of(given, builders.plan(given, *enrolments))


def records(table: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.astype(object).to_dict("records")
    return found


def test_a_level_is_followed_from_the_baseline_to_its_year() -> None:
    rows = records(report(("A", "C", 2026), ("B", "C", 2028)).targets_by_year)
    assert [(row["year"], row["attained"], row["percent"]) for row in rows] == [
        (2025, 0, 0.0), (2026, 1, 33.33), (2027, 1, 33.33), (2028, 2, 66.66),
    ]  # fmt: skip
    assert [row["measured"] for row in rows] == [False, False, False, True]
    assert rows[-1]["required"] == 3 and rows[-1]["shortfall"] == 1


def test_the_size_of_the_group_and_what_it_needs_change_with_time() -> None:
    targets = {"old": level("theory", "so_cap", group="age >= 41", percent=60)}
    rows = records(report(targets=targets).targets_by_year)
    # Born on 1-1-1986: 40 on 31-12-2026, 41 a year later.
    assert [(row["group_size"], row["required"]) for row in rows] == [
        (0, 0), (0, 0), (3, 2), (3, 2),
    ]  # fmt: skip


def test_a_target_that_cannot_be_counted_has_no_figures() -> None:
    measure = {"kind": "monitored", "first": 2026, "last": 2026}
    targets = {"m": {"title": "t", "percent": 50, "measure": measure}}
    (row,) = records(report(targets=targets).targets_by_year)
    assert row["required"] == 2
    assert row["attained"] is row["shortfall"] is None


def test_money_is_followed_through_the_years() -> None:
    budget = {"city": {**BUDGET["city"], "carry_over": True}}
    (first, *_, last) = records(report(("A", "C", 2026), budget=budget).budget)
    assert first == {
        "line": "city", "year": 2026, "amount": 10_000, "carried_in": 0,
        "available": 10_000, "spent": 2_500, "left": 7_500, "carried_out": 7_500,
    }  # fmt: skip
    # 7.5 + 10 of 2027 come in; after the last year there is nothing to carry to.
    assert (last["carried_in"], last["left"], last["carried_out"]) == (
        17_500,
        27_500,
        0,
    )


def test_nothing_is_carried_by_a_line_that_does_not() -> None:
    assert {row["carried_out"] for row in records(report().budget)} == {0}


def test_seats_taken_stand_beside_those_opened_and_offered() -> None:
    enrolments = [("A", "C", 2026, "x"), ("B", "C", 2026, "x"), ("D", "C", 2026, "y")]
    first, second, _ = records(report(*enrolments).classes)
    assert (first["classes"], first["seats_taken"], first["seats_opened"]) == (2, 3, 4)
    assert first["seats_offered"] is first["classes_offered"] is None
    assert (second["classes"], second["seats_taken"]) == (0, 0)


@pytest.mark.parametrize(
    ("offer", "seats"),
    [({"classes": 2}, 4), ({"seats": 3}, 3), ({"classes": 2, "seats": 9}, 4)],
)
def test_seats_offered_are_the_fewer_of_both_limits(
    offer: dict[str, int], seats: int
) -> None:
    given = builders.scenario(
        officials("A"), {"C": course(class_size={"max": 2}, **offer)}
    )
    rows = records(report_of(given, builders.plan(given)).classes)
    assert {row["seats_offered"] for row in rows} == {seats}


def test_reasons_are_counted_the_most_frequent_first() -> None:
    made = report(("A", "C", 2026))
    assert [(row["reason"], row["officials"]) for row in records(made.missing)] == [
        ("not_chosen", 2)
    ]
    assert len(made.missing_officials) == 2


def test_quotas_are_by_unit() -> None:
    made = report(("A", "C", 2026), ("B", "C", 2026))
    assert records(made.quotas) == [
        {"unit": "an", "course": "C", "start_year": 2026, "officials": 2}
    ]


def test_every_table_and_column_is_explained() -> None:
    sections = dict(
        re.findall(r"^## (\w+)\.csv\n(.*?)(?=^## |\Z)", TABLES, re.M | re.S)
    )
    made = vars(report())
    assert set(sections) == set(made)
    for name, table in made.items():
        assert set(table) <= set(re.findall(r"`(\w+)`", sections[name])), name


def test_every_reason_is_explained_in_order_and_has_a_label() -> None:
    section = TABLES.split("## The order of the reasons")[1].split("\n## ")[0]
    first = re.findall(r"^\| (`.*?) \|", section, re.M)
    listed = [name for cell in first for name in re.findall(r"`(\w+)`", cell)]
    assert listed == [str(reason) for reason in Reason] == [*REASONS]


def test_who_is_away_stands_by_unit() -> None:
    (row,) = records(
        report_of(
            given := builders.scenario(officials("A"), {"C": course(weeks=[9])}),
            builders.plan(given, ("A", "C", 2026)),
        ).unit_cover
    )
    assert row == {"unit": "an", "year": 2026, "away": 1, "allowed": 1, "beyond": 0}
