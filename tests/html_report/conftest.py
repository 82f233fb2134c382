import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cli.conftest import hamlet, planner

__all__ = ["hamlet", "planner"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of this computer, without a window."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip(f"no Chromium on PATH (looked for {', '.join(NAMES)})")
    # A Chromium run by root, as in containers, has no sandbox.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = ["--no-sandbox"] if root else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()


@dataclass
class Reader:
    """Somebody who reads a report, and what the browser notices meanwhile."""

    page: Page
    address: str = ""
    noticed: list[str] = field(default_factory=list)
    """Messages, faults, dialogs, and requests other than for the file."""

    def open(self, file: Path) -> "Reader":
        self.address = file.as_uri()
        self.page.goto(self.address)
        return self

    def go(self, section: str) -> "Reader":
        """Follow an address within the page."""
        self.page.evaluate("section => { location.hash = section; }", section)
        self.wait(
            "section => decodeURIComponent(document.querySelector('main > .shown').id)"
            " === (section.startsWith('unit-') ? 'unit' : decodeURIComponent(section))",
            section,
        )
        return self

    def wait(self, function: str, given: object = None) -> None:
        """Wait until a function of the page is true; the page runs no other code."""
        self.page.wait_for_function(function, arg=given)

    def text(self, where: str) -> str:
        found: str = self.page.locator(where).evaluate("part => part.textContent")
        return found

    def column(self, table: str, at: int) -> list[str]:
        """The cells of a column of the first table found that are shown."""
        cells: list[str] = self.page.evaluate(
            """([table, at]) => [...document.querySelector(table).tBodies[0].rows]
               .filter(row => !row.hidden).map(row => row.cells[at].textContent)""",
            [table, at],
        )
        return cells


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Somebody with a new window of 1280 × 900 points."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    reading = Reader(page)
    page.on("console", lambda message: reading.noticed.append(message.text))
    page.on("pageerror", lambda fault: reading.noticed.append(str(fault)))
    page.on("request", lambda asked: _notice(reading, asked.url))

    def dismiss(dialog: object) -> None:
        reading.noticed.append("a dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    yield reading
    page.close()


def _notice(reading: Reader, address: str) -> None:
    if address.split("#")[0] != reading.address:
        reading.noticed.append(f"asked for {address}")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_LANG", "en")
