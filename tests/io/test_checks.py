"""Cross checks on the smallest data; the arithmetic of each bound is in a comment."""

import pytest

from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario


@pytest.fixture
def folder(tmp_path):
    """The good scenario without decisions, so that the roster may change freely."""
    folder = good_scenario.write(tmp_path)
    for name in ("pins", "in_progress", "absences"):
        good_scenario.edit(
            folder, "scenario.yaml", f"  {name}: tables/{name}.csv\n", ""
        )
    return folder


def write_roster(folder, rows):
    text = good_scenario.officials(rows)
    (folder / "tables/officials.csv").write_text(text, encoding="utf-8")


def people(count, theory, start=0):
    return [
        f"P{at},North,1985,F,can_bo,1,{theory},,0" for at in range(start, start + count)
    ]


def warnings(folder, *changes):
    return [(item.code, item.message) for item in load(folder, (), changes).warnings]


def test_seats_in_time_are_summed_over_start_years(folder):
    write_roster(folder, people(100, "so_cap"))
    # 80 % of 100 is 80. TC lasts two years, so it starts in 2025 (2 classes) and 2026
    # (1 class) of at most 3: 9 seats, 71 too few.
    assert (
        "target-short-of-seats",
        "needs 80 more, at most 9 seats are offered by 2027",
    ) in warnings(folder, "budget.city.amount=1000")


def test_of_seats_and_classes_the_smaller_limit_counts(folder):
    write_roster(folder, people(100, "so_cap"))
    changes = ("budget.city.amount=1000", "courses.TC.seats={default: 4, 2026: 2}")
    # min(2 x 3, 4) + min(1 x 3, 2) = 6
    assert (
        "target-short-of-seats",
        "needs 80 more, at most 6 seats are offered by 2027",
    ) in warnings(folder, *changes)


def test_courses_in_progress_count_before_anything_is_needed(folder, tmp_path):
    write_roster(folder, people(10, "so_cap"))
    good_scenario.edit(
        folder, "scenario.yaml", "tables:\n", "tables:\n  in_progress: tables/run.csv\n"
    )
    rows = "".join(f"P{at},TC,2024,\n" for at in range(7))
    (folder / "tables/run.csv").write_text(
        "official,course,start_year,budget_line\n" + rows
    )
    # 8 of 10 are required, 7 attend already, so 1 is missing.
    assert (
        "target-short-of-seats",
        "needs 1 more, at most 0 seats are offered by 2027",
    ) in warnings(folder, "courses.TC.classes=0")


def test_prerequisites_that_take_too_long_leave_officials_out(folder):
    # 4 hold so_cap; 6 hold nothing: SC in 2025, then TC 2026-2027 is in time. If SC lasts
    # two years, TC could start in 2027 only and would end in 2028.
    write_roster(folder, people(4, "so_cap") + people(6, "none", start=4))
    changes = ["courses.TC.classes=50", "budget.city.amount=1000"]
    assert warnings(folder, *changes) == []
    changes += [
        "courses.SC.duration=2",
        "courses.SC.weeks=[4, 4]",
        "courses.SC.cost_per_seat=[1, 1]",
    ]
    assert [
        message
        for code, message in warnings(folder, *changes)
        if code == "target-short-of-officials"
    ] == [
        "needs 8 more, at most 4 more officials can attain it by 2027 "
        "(eligibility, prerequisites, retirement)"
    ]


def test_each_condition_of_a_joint_target_is_counted_by_itself(folder):
    write_roster(folder, people(10, "trung_cap"))
    good_scenario.edit(
        folder,
        "scenario.yaml",
        "at_least: trung_cap}]\n      year",
        "at_least: trung_cap}, {attribute: fields, any_of: [law]}]\n      year",
    )
    # Everybody holds the level; nobody holds law, and no course adds it.
    told = warnings(folder)
    assert (
        "target-short-of-seats",
        "needs 8 more with fields: one of law, at most 0 seats are offered by 2027",
    ) in told
    assert not any("theory" in message for _, message in told)


def test_yearly_participation_is_counted_in_each_year(folder):
    write_roster(folder, people(40, "trung_cap"))
    changes = (
        "courses.UP.classes={default: 2, 2026: 1}",
        "courses.UP.sources.classes=assumed",
        "budget.city.amount=1000",
    )
    # 50 % of 40 is 20; 2 classes of 10 suffice, 1 class does not.
    assert warnings(folder, *changes) == [
        ("target-short-of-seats", "needs 20 more, at most 10 seats are offered in 2026")
    ]


def test_money_carried_over_counts_in_later_years(folder):
    write_roster(folder, people(40, "trung_cap"))
    changes = ["budget.city.amount={2025: 30, 2026: 0, 2027: 10}"]
    # 20 people cost 0.5 each: 10 a year; 2026 has nothing of its own.
    assert warnings(folder, *changes) == [
        (
            "target-short-of-money",
            "needs 20 more, the money in 2026 (0 million dong) pays at most 0 of the "
            "cheapest seats (0.5 million dong each)",
        )
    ]
    assert warnings(folder, *changes, "budget.city.carry_over=true") == []


def test_only_the_share_that_a_line_pays_is_charged_to_it(folder):
    write_roster(folder, people(40, "trung_cap"))
    assert warnings(folder, "budget.city.amount=5") != []
    assert (
        warnings(folder, "budget.city.amount=5", "budget.city.pays.0.share=0.5") == []
    )


def test_a_circle_is_open_if_somebody_stands_in_it(folder):
    """SC requires TC and TC requires SC, but one official holds so_cap already."""
    sc = "    grants: [{attribute: theory, level: so_cap}]\n"
    good_scenario.edit(
        folder,
        "scenario.yaml",
        sc,
        sc + "    requires: [{attribute: theory, at_least: trung_cap}]\n",
    )
    write_roster(folder, people(1, "so_cap"))
    assert "circular-prerequisites" not in [code for code, _ in warnings(folder)]
    write_roster(folder, people(1, "none"))
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    assert "SC → TC → SC" in str(caught.value) or "TC → SC → TC" in str(caught.value)


def test_every_circle_of_groups_is_told_once(folder):
    groups = (
        'members: "@c"\n  c: "@d and party"\n  d: not @members\n'
        '  own: "@own"\n  young: age < 40'
    )
    good_scenario.edit(
        folder, "scenario.yaml", "members: party\n  young: age < 40", groups
    )
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    codes = [item.code for item in caught.value.problems]
    assert codes.count("group-cycle") == 2
    assert "own → own" in str(caught.value)
    assert "members → c → d → members" in str(caught.value) or (
        "c → d → members → c" in str(caught.value)
    )


def test_a_price_is_needed_only_in_years_in_which_the_course_runs(folder):
    changes = [
        "courses.TC.classes={default: 0, 2025: 2}",
        "courses.TC.cost_per_seat={2025: [4, 4], 2026: [4, 4]}",
    ]
    load(folder, (), changes)
    with pytest.raises(InvalidInput) as caught:
        load(folder, (), [*changes, "courses.TC.classes.2026=1"])
    assert "cost_per_seat has no value for 2027" in str(caught.value)
