"""Settings for all tests: the same examples and the same language on every machine."""

import pytest
from hypothesis import settings

from planner.language import VARIABLE

# Without a deadline, because a busy machine is no fault of the code.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are told as they stand in the source; tests may choose Vietnamese."""
    monkeypatch.setenv(VARIABLE, "en")


@pytest.fixture
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are told in Vietnamese."""
    monkeypatch.setenv(VARIABLE, "vi")
