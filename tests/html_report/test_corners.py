"""Plans that have little, or what the scenario does not know."""

from pathlib import Path

import pandas as pd

from models.plan import Plan
from tests.builders import course, officials, plan, recruitment, scenario
from tests.html_report.conftest import Reader
from tests.html_report.plans import html, small


def test_a_plan_that_sends_nobody(reader: Reader, tmp_path: Path) -> None:
    given, _ = small()
    file = tmp_path / "nobody.html"
    file.write_bytes(html(given, Plan.empty()))
    reader.open(file)
    assert "This unit sends nobody." in reader.go("unit-an").text("#unit")
    assert "sends nobody to a course" in reader.go("courses").text("#courses")
    assert reader.go("units").column("#units table", 5) == ["0", "0"]
    reader.go("enrolments")
    assert reader.noticed == []


def test_a_scenario_without_money(reader: Reader, tmp_path: Path) -> None:
    given = scenario(officials("A"), {"C": course()})
    file = tmp_path / "free.html"
    file.write_bytes(html(given, plan(given, ("A", "C", 2027))))
    reader.open(file).go("money")
    assert "costs are neither counted nor limited" in reader.text("#money")
    assert reader.page.locator(".cards div").count() == 4
    assert reader.noticed == []


def test_what_the_scenario_does_not_know_is_counted_and_left_out(
    reader: Reader, tmp_path: Path
) -> None:
    given, decided = small()
    strange = decided.enrolments.iloc[[0, 0]].assign(
        official=["nobody", "A11"], course=["SC", "nothing"]
    )
    rows = pd.concat([decided.enrolments, strange], ignore_index=True)
    file = tmp_path / "strange.html"
    file.write_bytes(html(given, Plan(rows), violations=2))
    reader.open(file)
    assert "breaks rules in 2 ways" in reader.text("#overview .doubt")
    reader.go("enrolments")
    assert len(reader.column("#enrolments table", 0)) == len(decided)
    assert reader.noticed == []


def test_recruits_are_listed_with_their_units(reader: Reader, tmp_path: Path) -> None:
    # Born in 1966, A retires within the horizon, and the post is filled again.
    given = scenario(
        officials("A", birth="1966-06-01", sex="male"), recruitment=recruitment()
    )
    chosen = str(given.roster.ids[given.roster.named])
    file = tmp_path / "recruits.html"
    file.write_bytes(html(given, plan(given, recruits=[chosen])))
    reader.open(file).go("recruits")
    assert reader.column("#recruits table", 4) == ["1", "0"]
    assert reader.column("#recruits .later table", 0) == [chosen]
    reader.page.locator("#recruits .later a").click()
    reader.page.wait_for_selector("#unit.shown")
    assert reader.text("#unit h2") == "an"
    assert reader.noticed == []
