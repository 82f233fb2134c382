import json
from pathlib import Path

import pytest

from planner.api.version import solver_version, version
from planner.engine.reference import possible_enrolments
from tests.cli.conftest import Planner


@pytest.mark.parametrize(
    ("options", "engine", "solver"),
    [
        ([], "default", "highs"),
        (["--solver", "scip"], "default", "scip"),
        (["--solver", "cp-sat"], "default", "cp-sat"),
        (["--engine", "reference"], "reference", "cp-sat"),
        (["--engine", "reference", "--solver", "cp-sat"], "reference", "cp-sat"),
    ],
)
def test_engine_and_solver_are_recorded_and_shown(
    planner: Planner, hamlet: Path, options: list[str], engine: str, solver: str
) -> None:
    done = planner("solve", hamlet, "--out", "here", *options)
    assert done.exit_code == 0, done.output
    text = (hamlet.parent / "here" / "result.json").read_text(encoding="utf-8")
    result = json.loads(text)
    assert result["engine"] == {
        "name": engine,
        "version": version(),
        "solver": solver,
        "solver_version": solver_version(),
    }
    assert (result["status"], result["cost"]) == ("optimal", 25)
    assert f"{engine} {version()}; solver: {solver} (OR-Tools 9." in done.stdout


def test_the_reference_has_one_solver_only(planner: Planner, hamlet: Path) -> None:
    done = planner("solve", hamlet, "--engine", "reference", "--solver", "highs")
    assert done.exit_code == 2
    assert "the reference engine is solved by cp-sat, not by highs" in done.stderr


def test_a_scenario_too_large_for_the_reference_is_wrong_usage(
    planner: Planner, hamlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both may start TC in both years.
    monkeypatch.setattr(possible_enrolments, "MOST", 3)
    done = planner("solve", hamlet, "--engine", "reference")
    assert done.exit_code == 2
    assert "the scenario has 4 possible enrolments" in done.stderr
    assert "use the default engine" in done.stderr
    assert not (hamlet.parent / "runs").exists()
