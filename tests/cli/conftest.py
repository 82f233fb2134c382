from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.engine import process
from tests.cli.folders import write_scenario

Planner = Callable[..., Result]


@pytest.fixture
def hamlet(tmp_path: Path) -> Path:
    """A valid scenario folder."""
    return write_scenario(tmp_path / "hamlet")


@pytest.fixture
def planner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """Runs the command in an empty folder; `search=` replaces the engine's search."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: object, search: object = None) -> Result:
        with monkeypatch.context() as patch:
            if search is not None:
                patch.setattr(process, "run", partial(process.run, search=search))
            return CliRunner().invoke(main, [str(word) for word in words])

    yield run
