import csv
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from models.scenario import ScenarioSpec
from planner.io import write_run as module
from planner.io.problems import InvalidInput
from planner.io.read_plan import read_plan
from planner.io.write_run import write_run
from planner.io.yaml_lines import parse_text
from tests import builders
from tests.io.runs import result_of, small

ROOT = Path(__file__).parents[2]


def write(folder: Path, size: int = 2, **changes: Any) -> tuple[Path, ...]:
    scenario, plan = small(size, **changes)
    return write_run(folder, scenario, plan, result_of(scenario, plan))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_named_and_there(tmp_path: Path) -> None:
    files = write(tmp_path / "run")
    names = [path.name for path in files]
    assert names == [
        "result.json", "enrolments.csv", "classes.csv", "targets.csv", "budget.csv",
        "quotas.csv", "scenario.json",
    ]  # fmt: skip
    assert all(path.is_file() for path in files)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_enrolments_have_the_promised_columns_in_million_dong(tmp_path: Path) -> None:
    write(tmp_path / "run", size=1)
    assert rows(tmp_path / "run" / "enrolments.csv") == [
        {
            "official": "O0",
            "course": "C",
            "start_year": "2026",
            "end_year": "2026",
            "class": "C-2026",
            "budget_line": "city",
            "cost": "1.234",
        }
    ]


def test_other_tables_have_the_figures_of_the_plan(tmp_path: Path) -> None:
    write(tmp_path / "run", size=2)
    budget = rows(tmp_path / "run" / "budget.csv")
    assert [row["year"] for row in budget] == ["2026", "2027", "2028"]
    assert (budget[0]["amount"], budget[0]["spent"]) == ("1000.0", "2.468")
    assert rows(tmp_path / "run" / "quotas.csv") == [
        {"unit": "an", "course": "C", "start_year": "2026", "officials": "2"}
    ]
    assert rows(tmp_path / "run" / "classes.csv")[0]["seats_taken"] == "2"
    target = rows(tmp_path / "run" / "targets.csv")[0]
    assert (target["name"], target["required"], target["shortfall"]) == (
        "theory", "2", "2",
    )  # fmt: skip


def test_result_json_has_the_promised_keys(tmp_path: Path) -> None:
    write(tmp_path / "run")
    result = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))
    assert set(result) >= {
        "status", "stages", "targets", "cost", "scenario", "version", "settings",
        "seconds",
    }  # fmt: skip
    assert result["cost"] == 2.468
    assert set(result["stages"][0]) >= {
        "name", "incumbent", "bound", "gap", "status", "seconds",
    }  # fmt: skip
    cost = next(stage for stage in result["stages"] if stage["name"] == "cost")
    assert (cost["incumbent"], cost["unit"]) == (2.468, "million dong")
    assert set(result["targets"][0]) >= {
        "name", "year", "group_size", "required", "attained", "shortfall", "percent",
    }  # fmt: skip
    assert result["scenario"]["overrides"] == ["minus-20", "budget.city.amount=1000"]


def test_an_undefined_gap_is_null(tmp_path: Path) -> None:
    scenario, plan = small(1)
    result = result_of(scenario, plan)
    stage = result.stages[0].model_copy(update={"bound": None, "gap": None})
    result = result.model_copy(update={"stages": (stage,)})
    write_run(tmp_path / "run", scenario, plan, result)
    text = (tmp_path / "run" / "result.json").read_text(encoding="utf-8")
    assert '"gap": null' in text
    assert "NaN" not in text


def test_the_same_plan_gives_the_same_bytes_whatever_its_order(tmp_path: Path) -> None:
    scenario, plan = small(5)
    result = result_of(scenario, plan)
    write_run(tmp_path / "a", scenario, plan, result)
    turned = type(plan)(plan.enrolments.iloc[::-1].reset_index(drop=True))
    write_run(tmp_path / "b", scenario, turned, result)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_free_text_never_becomes_a_formula_and_ids_stay_as_they_are(
    tmp_path: Path,
) -> None:
    hostile = "=HYPERLINK(0)"
    write(
        tmp_path / "run",
        targets={"theory": builders.level("theory", "so_cap", title=hostile)},
    )
    assert rows(tmp_path / "run" / "targets.csv")[0]["title"] == f"'{hostile}"
    assert rows(tmp_path / "run" / "budget.csv")[0]["title"] == "'=City's budget"
    content = json.loads((tmp_path / "run" / "result.json").read_text())
    assert content["targets"][0]["title"] == hostile


def test_text_is_written_as_utf_8(tmp_path: Path) -> None:
    write(
        tmp_path / "run",
        targets={"t": builders.level("theory", "so_cap", title="Lý luận chính trị")},
    )
    data = (tmp_path / "run" / "targets.csv").read_bytes()
    assert "Lý luận chính trị".encode() in data


def test_many_enrolments_are_written_as_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PARQUET_ABOVE", 4)
    scenario, plan = small(5)
    files = write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    assert files[1].name == "enrolments.parquet"
    assert pd.read_parquet(files[1])["cost"].tolist() == [1.234] * 5
    read = read_plan(tmp_path / "run", scenario)
    assert read.enrolments["cost"].tolist() == [1234] * 5


@pytest.mark.parametrize("size", [0, 5])
def test_tables_say_the_same_as_csv_and_as_parquet(tmp_path: Path, size: int) -> None:
    scenario, plan = small(size)
    result = result_of(scenario, plan)
    written = {
        ending: write_run(tmp_path / ending, scenario, plan, result, ending)
        for ending in ("csv", "parquet")
    }
    assert [path.suffix for path in written["parquet"][1:-1]] == [".parquet"] * 5
    tables = (written["csv"][1:-1], written["parquet"][1:-1])
    for table, coded in zip(*tables, strict=True):
        text = pd.read_csv(table, keep_default_na=False).astype(str)
        # Whole numbers of a column that could be empty are written like decimals.
        typed = pd.read_parquet(coded).astype(str)
        pd.testing.assert_frame_equal(typed, text, check_dtype=False)
    assert len(read_plan(tmp_path / "parquet", scenario)) == size


def test_one_format_replaces_the_other(tmp_path: Path) -> None:
    scenario, plan = small(2)
    result = result_of(scenario, plan)
    write_run(tmp_path / "run", scenario, plan, result, "parquet")
    files = write_run(tmp_path / "run", scenario, plan, result, "csv")
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == sorted(
        path.name for path in files
    )


def test_a_plan_that_enrols_nobody_is_written(tmp_path: Path) -> None:
    scenario, plan = small(0)
    write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    assert rows(tmp_path / "run" / "enrolments.csv") == []
    assert len(read_plan(tmp_path / "run", scenario)) == 0


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "run", size=1)
    write(tmp_path / "run", size=3)
    assert len(rows(tmp_path / "run" / "enrolments.csv")) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("name", ["letter.docx", "enrolments.csv"])
def test_a_folder_that_is_no_result_is_refused_and_kept(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / name).write_text("mine")
    with pytest.raises(InvalidInput, match="not empty"):
        write(tmp_path / "run")
    assert (tmp_path / "run" / name).read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("mine")
    with pytest.raises(InvalidInput, match="it is a file"):
        write(tmp_path / "run")
    assert (tmp_path / "run").read_text() == "mine"


def test_a_failure_leaves_the_earlier_result_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "run", size=1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "run_tables", full)
    with pytest.raises(InvalidInput, match="no space is left on the disk"):
        write(tmp_path / "run", size=3)
    assert len(rows(tmp_path / "run" / "enrolments.csv")) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("earlier", [False, True])
def test_whenever_the_writer_is_killed_no_half_result_is_seen(
    tmp_path: Path, earlier: bool
) -> None:
    folder = tmp_path / "run"
    if earlier:
        write(folder, size=1)
    done = subprocess.run(
        [sys.executable, "-m", "tests.io.dying_writer", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) > 10  # seven files and several renames: the kills did happen
    assert "half a result" not in seen
    assert seen[-1] == 2  # the last writer was not killed
    if earlier:
        # An earlier result is there until the new one is, but for the moment between
        # two renames: then until the next writer has brought it back, which is killed
        # just before it does.
        assert set(seen) <= {1, 2, None}
        assert seen.count(None) <= 2
    else:
        assert set(seen) <= {2, None}


def test_what_dead_writers_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / ".run.partial-1"
    left.mkdir()
    fresh = tmp_path / ".run.partial-2"
    fresh.mkdir()
    yesterday = time.time() - 86_400
    os.utime(left, (yesterday, yesterday))
    write(tmp_path / "run")
    assert not left.exists()
    assert fresh.exists()  # its writer may still be alive


def test_the_scenario_beside_the_plan_can_be_read_again(tmp_path: Path) -> None:
    scenario, plan = small(2, seed=7)
    write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    text = (tmp_path / "run" / "scenario.json").read_text(encoding="utf-8")
    assert ScenarioSpec.model_validate(parse_text(text, "copy").data) == scenario.spec


def test_the_id_tells_plans_apart_and_not_times(tmp_path: Path) -> None:
    scenario, plan = small(2)
    result = result_of(scenario, plan)
    slower = result.model_copy(update={"seconds": 99.0})
    other = result.model_copy(update={"settings": {"seed": 1}})
    third = builders.plan(scenario, ("O0", "C", 2026), ("O1", "C", 2027))
    ids = []
    for given, made in ((plan, result), (plan, slower), (plan, other), (third, result)):
        write_run(tmp_path / "run", scenario, given, made)
        content = json.loads((tmp_path / "run" / "result.json").read_text("utf-8"))
        ids.append(content["id"])
    assert ids[0] == ids[1] and len(set(ids)) == 3
    assert re.fullmatch("[0-9a-f]{10}", ids[0])
