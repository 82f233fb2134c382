from io import StringIO
from typing import Any

import pandas as pd
import pytest
from rich.console import Console

from planner.reports.compare import Compared, Comparison, compare
from planner.reports.compare_page import print_comparison

pytestmark = pytest.mark.usefixtures("vietnamese")

TARGET = {"name": "T", "year": 2030, "group_size": 10, "required": 8}


def run(name: str, **changes: Any) -> Compared:
    """Two officials start C in 2026 in one class; 10 million are spent."""
    values: dict[str, Any] = {
        "status": "optimal",
        "cut_short": False,
        "overrides": (),
        "objectives": {"tier-1": 6, "cost": 10.0},
        "targets": pd.DataFrame([{**TARGET, "attained": 2, "shortfall": 6}]),
        "budget": pd.DataFrame(
            [
                {
                    "line": "L",
                    "year": 2026,
                    "amount": 10.5,
                    "available": 10.5,
                    "spent": 10.0,
                }
            ]
        ),
        "classes": pd.DataFrame(
            [{"course": "C", "start_year": 2026, "seats_taken": 2}]
        ),
        "enrolments": enrolments(("A", "C", 2026), ("B", "C", 2026)),
        "inputs": {"horizon.first": 2026, "budget.L.amount.default": 10.5},
    }
    return Compared(name=name, **{**values, **changes})


def enrolments(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["official", "course", "start_year"])


def rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in table.drop(columns="run").itertuples(index=False)
    ]


def test_equal_runs_differ_in_nothing() -> None:
    found = compare([run("a"), run("b")])
    tables = vars(found).copy()
    assert len(tables.pop("runs")) == 2
    assert all(table.empty for table in tables.values())


def test_inputs_are_named_by_their_path() -> None:
    other = run("b", inputs={"horizon.first": 2026, "rules.share": [1, 2]})
    assert rows(compare([run("a"), other]).inputs) == [
        ("budget.L.amount.default", "10.5", ""),
        ("rules.share", "", "[1, 2]"),
    ]


def test_the_largest_change_of_a_target_comes_first() -> None:
    # 2 -> 5 attained of 10, now 11 in the group; 6 -> 4 missing: 9 are required.
    figures = {"group_size": 11, "required": 9, "attained": 5, "shortfall": 4}
    other = run("b", targets=pd.DataFrame([{**TARGET, **figures}]))
    assert rows(compare([run("a"), other]).targets) == [
        ("T", 2030, "attained", 2, 5, 3, 150.0),
        ("T", 2030, "shortfall", 6, 4, -2, -33.33),
        ("T", 2030, "group_size", 10, 11, 1, 10.0),
        ("T", 2030, "required", 8, 9, 1, 12.5),
    ]


def test_a_target_that_only_one_run_has_is_listed_without_a_change() -> None:
    new = pd.DataFrame([{**TARGET, "name": "N", "attained": 2, "shortfall": 6}])
    other = run("b", targets=pd.concat([run("a").targets, new]))
    found = rows(compare([run("a"), other]).targets)
    assert ("N", 2030, "attained", None, 2, None, None) in found
    assert {row[0] for row in found} == {"N"}


def test_a_target_that_cannot_be_counted_does_not_differ_from_itself() -> None:
    unknown = pd.DataFrame([{**TARGET, "attained": None, "shortfall": None}])
    same = [run(name, targets=unknown.astype({"attained": "Int64"})) for name in "ab"]
    assert compare(same).targets.empty


def test_money_differs_by_exact_thousands() -> None:
    budget = run("a").budget.assign(spent=10.3, amount=0.1 + 0.2)
    found = rows(compare([run("a"), run("b", budget=budget)]).money)
    assert found == [
        ("L", 2026, "amount", 10.5, 0.1 + 0.2, -10.2, -97.14),
        ("L", 2026, "spent", 10.0, 10.3, 0.3, 3.0),
    ]


def recruits(*rows: tuple[str, int, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["stream", "year", "unit"])
    return table.assign(official=[f"NEW-{at}" for at in range(len(table))])


def test_recruits_differ_by_stream_year_and_unit() -> None:
    before = recruits(("S", 2027, "an"), ("S", 2027, "an"), ("T", 2028, "binh"))
    after = recruits(("T", 2027, "an"), ("S", 2027, "an"), ("T", 2028, "binh"))
    found = compare([run("a", recruits=before), run("b", recruits=after)])
    assert rows(found.recruits) == [
        ("S", 2027, "an", "recruits", 2, 1, -1, -50.0),
        ("T", 2027, "an", "recruits", 0, 1, 1, None),
    ]
    assert "T · an số người tuyển 2027 0 1 +1" in " ".join(printed(found).split())
    assert "Tuyển dụng" not in printed(compare([run("a"), run("b")]))


def test_a_course_that_nobody_starts_has_no_seats_taken() -> None:
    nothing = run("a").classes.iloc[:0]
    found = rows(compare([run("a"), run("b", classes=nothing)]).seats)
    assert found == [
        ("C", 2026, "seats_taken", 2, 0, -2, -100.0),
        ("C", 2026, "classes", 1, 0, -1, -100.0),
    ]
    back = rows(compare([run("b", classes=nothing), run("a")]).seats)
    assert back[0] == ("C", 2026, "seats_taken", 0, 2, 2, None)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([2026], [2026], []),
        ([2026], [2028], [("A", "C", "moved", 2026, 2028)]),
        ([2026], [], [("A", "C", "dropped", 2026, None)]),
        ([], [2028], [("A", "C", "added", None, 2028)]),
        # Of a refresher the year they share stays; the rest moves or is dropped.
        ([2026, 2027, 2029], [2027, 2028],
         [("A", "C", "moved", 2026, 2028), ("A", "C", "dropped", 2029, None)]),
        ([2026, 2026], [2026], []),
    ],
)  # fmt: skip
def test_people_move_start_and_stay_away(
    before: list[int], after: list[int], expected: list[tuple[Any, ...]]
) -> None:
    plans = [
        run(name, enrolments=enrolments(*(("A", "C", year) for year in years)))
        for name, years in (("a", before), ("b", after))
    ]
    assert rows(compare(plans).people) == expected


def test_coded_columns_compare_like_texts() -> None:
    coded = enrolments(("B", "D", 2027)).astype(
        {"official": "category", "course": "category"}
    )
    found = compare([run("a"), run("b", enrolments=coded)]).people
    assert rows(found) == [
        ("A", "C", "dropped", 2026, None),
        ("B", "C", "dropped", 2026, None),
        ("B", "D", "added", None, 2027),
    ]


def test_dozens_of_runs_are_each_compared_with_the_first() -> None:
    moved = enrolments(("A", "C", 2027), ("B", "C", 2026))
    runs = [run("a"), *(run(f"r{number}", enrolments=moved) for number in range(30))]
    people = compare(runs).people
    assert people["run"].tolist() == [f"r{number}" for number in range(30)]
    assert set(people["official"]) == {"A"}


@pytest.mark.parametrize(
    ("names", "message"), [("a", "two runs or more"), ("aa", "same name: a, a")]
)
def test_what_cannot_be_compared_is_said(names: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compare([run(name) for name in names])


def printed(comparison: Comparison, width: int = 80, complete: bool = False) -> str:
    text = StringIO()
    console = Console(file=text, width=width, markup=False, highlight=False)
    print_comparison(console, comparison, complete)
    return text.getvalue()


def test_the_page_names_runs_changes_and_people() -> None:
    budget = run("a").budget.assign(spent=9.5)
    people = enrolments(("A", "C", 2027), ("B", "C", 2026))
    page = printed(compare([run("a"), run("b", budget=budget, enrolments=people)]))
    assert "So sánh với phương án gốc: a" in page
    words = " ".join(page.split())
    assert "L chi 2026 10 9,5 -0,5 -5,0" in words
    assert "A C đổi năm 2026 2027" in words
    assert "Số liệu đầu vào khác nhau Không có khác biệt." in words


def test_a_long_table_says_where_the_rest_is() -> None:
    many = enrolments(*((f"O{number:02}", "C", 2026) for number in range(20)))
    comparison = compare([run("a"), run("b", enrolments=many)])
    # 20 are new, A and B are gone: 22 rows, of which 15 are shown.
    assert "và 7 dòng khác" in printed(comparison)
    assert "--out DIR" in printed(comparison)
    assert "--out DIR" not in printed(comparison, complete=True)


def test_a_hostile_name_cannot_steer_terminal_or_notebook() -> None:
    comparison = compare([run("<b>\x1b[2J"), run("<script>")])
    assert "\x1b" not in printed(comparison)
    html = comparison._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html
