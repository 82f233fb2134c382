"""What somebody does with a report in a browser."""

import re
from pathlib import Path

import pytest

from tests.builders import course, officials, plan, scenario
from tests.html_report.conftest import Reader
from tests.html_report.plans import html, named, small

TARGETS = "#overview table"


@pytest.fixture
def report(reader: Reader, tmp_path: Path) -> Reader:
    file = tmp_path / "kế hoạch.html"
    file.write_bytes(html(*small()))
    return reader.open(file)


def shown(report: Reader) -> list[str]:
    found: list[str] = report.page.evaluate(
        "[...document.querySelectorAll('main > section')]"
        ".filter(part => part.offsetParent !== null).map(part => part.id)"
    )
    return found


def test_every_section_opens_without_a_word_of_the_browser(report: Reader) -> None:
    sections = ["overview", "target-so-cap", "target-trung-cap", "money", "courses",
                "units", "unit-an", "unit-b%C3%ACnh", "enrolments", "reading"]  # fmt: skip
    for section in sections:
        report.go(section)
        assert shown(report) == ["unit" if section.startswith("unit-") else section]
        assert "undefined" not in report.text("main > .shown")
    assert report.noticed == []


def test_an_unknown_address_shows_the_overview(report: Reader) -> None:
    for address in ("unit-nowhere", "nothing", "%E0%A4%A"):
        report.page.goto(f"{report.address}#{address}")
        report.page.reload()
        assert shown(report) == ["overview"]


def test_the_chosen_section_is_marked_and_focused(report: Reader) -> None:
    report.page.get_by_role("link", name="Money", exact=True).click()
    report.page.wait_for_selector("#money.shown")
    assert report.text("#index a[aria-current=page]") == "Money"
    assert report.page.evaluate("document.activeElement.textContent") == "Money"
    assert report.page.title().startswith("Money")


def test_the_back_button_works(report: Reader) -> None:
    report.go("money").go("units")
    report.page.go_back()
    report.page.wait_for_selector("#money.shown")


def test_the_overview_tells_how_targets_stand(report: Reader) -> None:
    # 11 of 14 hold so_cap, 75 % of 14 are 10.5; 1 holds trung_cap, 20 % are 2.8.
    assert report.column(TARGETS, 1) == ["met", "short"]
    assert report.column(TARGETS, 5) == ["11", "3"]
    assert report.column(TARGETS, 7) == ["11", "1"]
    assert report.column(TARGETS, 8) == ["0", "2"]
    assert report.column(TARGETS, 9) == ["78.57", "7.14"]


def test_a_table_sorts_by_mouse_and_keyboard(report: Reader) -> None:
    report.go("units")
    head = report.page.locator("#units th[scope=col]").nth(5)
    assert head.get_attribute("aria-sort") == "none"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert report.column("#units table", 5) == ["1", "10"]  # as numbers, not as text
    head.get_by_role("button").focus()
    report.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert report.column("#units table", 5) == ["10", "1"]


def test_numbers_sort_as_numbers_and_what_is_unknown_stays_last(report: Reader) -> None:
    report.go("target-trung-cap")
    table = "#target-trung-cap table"
    button = report.page.locator(f"{table} th").filter(has_text="Shortfall")
    button.get_by_role("button").click()
    # Only 2028 is measured; the years on the way have no shortfall.
    assert report.column(table, 5) == ["2", "", "", ""]
    button.get_by_role("button").click()
    assert report.column(table, 5)[0] == "2"


def test_a_table_filters_without_diacritics(report: Reader) -> None:
    report.go("unit-an")
    left = (
        "n => document.querySelectorAll('#unit table')[1].tBodies[0].rows.length === n"
    )
    box = report.page.locator("#unit .tools").first.get_by_role("searchbox")
    box.fill("a07")
    report.wait(left, 1)
    box.fill("SO CAP")
    report.wait(left, 10)


def test_a_unit_shows_whom_it_sends_what_it_spares_and_who_is_missing(
    report: Reader,
) -> None:
    report.go("unit-b%C3%ACnh")
    assert report.text("#unit h2") == "bình"
    tables = report.page.locator("#unit table")
    rows = tables.evaluate_all(
        "all => all.map(table => [...table.tBodies[0].rows]"
        ".map(row => [...row.cells].map(cell => cell.textContent)))"
    )
    sent = "Trung cấp lý luận (TC)"
    assert rows[0] == [[sent, "1", "0", "0", "1"]]
    assert rows[1] == [
        ["B1", sent, "2026", "2026", "TC-2026", "Ngân sách (city)", "15"]
    ]
    assert rows[2] == [
        ["Serving on 1 January", "2", "2", "2"],
        ["In long courses", "1", "0", "0"],
        ["Most allowed in long courses", "1", "1", "1"],
        ["Weeks away, all together", "20", "0", "0"],
    ]
    missing = [row[:4] for row in rows[3]]
    assert missing == [
        ["B2", "75 % sơ cấp (so-cap)", "2028", missing[0][3]],
        ["B2", "20 % trung cấp (trung-cap)", "2028", missing[1][3]],
    ]
    assert "target is met" in missing[0][3]


def test_officials_units_and_targets_are_found(report: Reader) -> None:
    box = report.page.locator("#search input")
    for text, found in (("b2", "B2 · bình"), ("binh", "bình"), ("TRUNG CAP", "20 %")):
        box.fill(text)
        report.page.locator("#results a").filter(has_text=found).first.wait_for()
    box.fill("b2")
    report.page.locator("#results a").filter(has_text="B2 · bình").click()
    report.page.wait_for_selector("#unit.shown")
    assert report.text("#unit h2") == "bình"


def test_names_of_officials_are_shown_where_the_roster_has_them(
    reader: Reader, tmp_path: Path
) -> None:
    given, decided = small()
    file = tmp_path / "named.html"
    people = [f"Nguyễn Văn {at}" for at in range(14)]
    file.write_bytes(html(named(given, people), decided))
    reader.open(file).go("unit-b%C3%ACnh")
    assert reader.column("#unit .scroll:nth-of-type(1) table", 0) == [
        "Trung cấp lý luận (TC)"
    ]
    assert "Nguyễn Văn 12" in reader.text("#unit")
    reader.page.locator("#search input").fill("nguyen van 13")
    reader.page.locator("#results a").filter(has_text="B2").wait_for()


def test_all_enrolments_are_listed_in_pages(reader: Reader, tmp_path: Path) -> None:
    people = [f"P{at:03d}" for at in range(250)]
    given = scenario(officials(*people), {"C": course(class_size={"max": 250})})
    file = tmp_path / "many.html"
    file.write_bytes(html(given, plan(given, *((name, "C", 2026) for name in people))))
    reader.open(file).go("enrolments")
    assert len(reader.column("#enrolments table", 0)) == 200
    assert "Rows 1 to 200 of 250" in reader.text("#enrolments .tools")
    reader.page.get_by_role("button", name="Next rows").click()
    assert reader.column("#enrolments table", 0)[-1] == "P249"
    assert reader.page.get_by_role("button", name="Next rows").is_disabled()


def test_nothing_overflows_a_telephone(report: Reader) -> None:
    report.page.set_viewport_size({"width": 375, "height": 700})
    for section in ("overview", "target-trung-cap", "unit-an", "money", "courses"):
        report.go(section)
        assert report.page.evaluate("document.documentElement.scrollWidth") <= 375


def test_without_script_everything_but_people_is_there(
    browser: object, tmp_path: Path
) -> None:
    file = tmp_path / "plain.html"
    file.write_bytes(html(*small()))
    page = browser.new_page(java_script_enabled=False)  # type: ignore[attr-defined]
    page.goto(file.as_uri())
    assert page.locator("#target-trung-cap").is_visible()
    assert page.locator("#money").is_visible()
    assert not page.locator("#enrolments").is_visible()
    page.close()


def test_the_page_names_nothing_outside_itself() -> None:
    text = html(*small()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]
    assert not re.findall(r"(?:src|href|action)=[\"'](?!#)", text)
    assert "url(" not in text and "@import" not in text and "http:" not in text
