import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets and headers have their English names."""
    monkeypatch.setenv("PLANNER_LANG", "en")
