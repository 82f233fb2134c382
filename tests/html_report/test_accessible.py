"""The page can be used without seeing it, and read with weak eyes."""

import itertools
import re
from importlib import resources
from pathlib import Path

import pytest

from tests.html_report.conftest import Reader
from tests.html_report.plans import html, small

STYLE = (
    resources.files("planner.reports.html_report")
    .joinpath("templates", "report.css")
    .read_text("utf-8")
)
COLOURS = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", STYLE))


@pytest.fixture
def report(reader: Reader, tmp_path: Path) -> Reader:
    file = tmp_path / "report.html"
    file.write_bytes(html(*small()))
    return reader.open(file)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_is_declared(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PLANNER_LANG", language)
    assert f'<html lang="{language}">' in html(*small()).decode()


def test_every_heading_of_a_table_says_what_it_heads(report: Reader) -> None:
    for section in ("overview", "unit-an", "enrolments", "units", "courses"):
        report.go(section)
    scopes = report.page.evaluate(
        "[...document.querySelectorAll('th')].map(t =>"
        " [t.getAttribute('scope'), t.closest('thead') !== null])"
    )
    assert len(scopes) > 50
    assert all(scope == ("col" if head else "row") for scope, head in scopes)
    captions = (
        "[...document.querySelectorAll('table')].every(t => t.caption.textContent)"
    )
    assert report.page.evaluate(captions)


def test_headings_are_in_order(report: Reader) -> None:
    levels = report.page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.localName[1])"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_chart_is_told_in_words(report: Reader) -> None:
    labels = report.page.locator("svg[role=img]").evaluate_all(
        "all => all.map(chart => chart.getAttribute('aria-label'))"
    )
    assert len(labels) == 2 + 1 + 2  # targets, the budget line, courses
    assert "2028: 7.14. The target is 20 %." in labels[1]
    assert all(re.search(r"\d", label) for label in labels)
    unlabelled = report.page.locator("svg:not([role=img]):not([aria-hidden=true])")
    assert unlabelled.count() == 0


def test_every_control_has_a_name(report: Reader) -> None:
    for section in ("overview", "unit-an", "enrolments", "units"):
        report.go(section)
    unnamed = report.page.evaluate(
        "[...document.querySelectorAll('input')].filter(i => !i.labels.length).length"
        " + [...document.querySelectorAll('button')].filter(b => !b.textContent).length"
    )
    assert unnamed == 0


def test_status_is_told_by_words_beside_colour(report: Reader) -> None:
    assert report.column("#overview table", 1) == ["met", "short"]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["ground", "band"])
@pytest.mark.parametrize("colour", ["ink", "soft", "blue", "met", "short"])
def test_text_stands_out_from_its_ground(colour: str, ground: str) -> None:
    light, dark = luminance(COLOURS[ground]), luminance(COLOURS[colour])
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2, level AA
