"""Settings for all tests: the same examples and the same language on every machine."""

import pytest
from hypothesis import settings

from planner.language import VARIABLE

# Without a deadline, because a busy machine is no fault of the code.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--seeds",
        type=int,
        metavar="N",
        help="so many drawn scenarios in each test marked `seeds`, not a few",
    )


def pytest_configure(config: pytest.Config) -> None:
    marker = (
        "seeds(few): drawn scenarios that the suite tries, unless --seeds says more"
    )
    config.addinivalue_line("markers", marker)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `seeds` gets its argument `seed` from 0 on."""
    marker = metafunc.definition.get_closest_marker("seeds")
    if marker is not None:
        number = metafunc.config.getoption("--seeds") or marker.args[0]
        metafunc.parametrize("seed", range(number))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are told as they stand in the source; tests may choose Vietnamese."""
    monkeypatch.setenv(VARIABLE, "en")


@pytest.fixture
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are told in Vietnamese."""
    monkeypatch.setenv(VARIABLE, "vi")
