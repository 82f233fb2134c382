from pathlib import Path

import pytest

from planner.workbooks.write import write_workbook
from tests.workbooks import small
from tests.workbooks.small import Sheets, by_calamine, by_openpyxl, shown


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets and headers have their English names."""
    monkeypatch.setenv("PLANNER_LANG", "en")


@pytest.fixture(params=[by_openpyxl, by_calamine])
def sheets(request: pytest.FixtureRequest, tmp_path: Path) -> Sheets:
    """The workbook of the small plan, as two programs read it."""
    given = small.scenario()
    write_workbook(tmp_path / "plan.xlsx", shown(given, small.plan(given)))
    found: Sheets = request.param(tmp_path / "plan.xlsx")
    return found
