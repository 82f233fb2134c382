"""What comes out of the printer."""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.builders import course, officials, plan, scenario
from tests.html_report.conftest import Reader
from tests.html_report.plans import html, small

A4 = (595, 842)  # [points]


def printed(reader: Reader) -> list[str]:
    """The text of each page; every page is checked to be A4."""
    content = io.BytesIO(reader.page.pdf(prefer_css_page_size=True))
    pages = PdfReader(content).pages
    for page in pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx(A4, abs=1)
    # Ligatures are taken apart; the number of the page comes first.
    texts = (unicodedata.normalize("NFKC", page.extract_text()) for page in pages)
    return [re.sub(r"^\d+ / \d+ ", "", " ".join(text.split())) for text in texts]


@pytest.fixture
def report(reader: Reader, tmp_path: Path) -> Reader:
    file = tmp_path / "report.html"
    file.write_bytes(html(*small()))
    return reader.open(file)


def test_the_overview_prints_targets_money_and_courses(report: Reader) -> None:
    pages = printed(report)
    for title in ("75 % sơ cấp", "20 % trung cấp"):
        assert title in pages[0]  # the table
        assert sum(page.startswith(title) for page in pages) == 1  # its own page
    assert any(page.startswith("Money") for page in pages)
    assert any(page.startswith("Courses and classes") for page in pages)


def test_neither_navigation_nor_tools_are_printed(report: Reader) -> None:
    text = " ".join(printed(report))
    assert "Contents" not in text
    assert "Filter" not in text
    assert "Search" not in text


def test_a_unit_prints_alone(report: Reader) -> None:
    text = " ".join(printed(report.go("unit-b%C3%ACnh")))
    assert "bình" in text and "B1" in text
    assert "20 % trung cấp" in text  # of which B2 is missing
    assert "A01" not in text and "Granted" not in text


def test_a_list_in_pages_is_printed_whole(reader: Reader, tmp_path: Path) -> None:
    people = [f"P{at:03d}" for at in range(250)]
    given = scenario(officials(*people), {"C": course(class_size={"max": 250})})
    file = tmp_path / "paged.html"
    file.write_bytes(html(given, plan(given, *((name, "C", 2026) for name in people))))
    text = " ".join(printed(reader.open(file).go("enrolments")))
    assert "P000" in text and "P249" in text
    assert len(reader.column("#enrolments table", 0)) == 200  # on the screen, as before


def test_headings_of_a_long_table_are_repeated(reader: Reader, tmp_path: Path) -> None:
    people = [f"P{at:03d}" for at in range(150)]
    given = scenario(officials(*people), {"C": course(class_size={"max": 200})})
    file = tmp_path / "long.html"
    file.write_bytes(html(given, plan(given, *((name, "C", 2026) for name in people))))
    pages = printed(reader.open(file).go("unit-an"))
    with_rows = [page for page in pages if "a course (C) 2026" in page]
    assert len(with_rows) > 2
    assert all("Official Course Start" in page for page in with_rows)
