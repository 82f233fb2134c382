import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from planner.io import register
from planner.io.problems import InvalidInput
from planner.io.read_run import is_untouched, read_result, read_run
from planner.io.register import INDEX, remove, runs_in, with_id
from planner.io.write_run import write_run
from tests.io.runs import result_of, small


def made(folder: Path, size: int = 2) -> Path:
    scenario, plan = small(size)
    write_run(folder, scenario, plan, result_of(scenario, plan))
    return folder


def names(place: Path, *, rebuild: bool = False) -> set[str]:
    return {run.folder.name for run in runs_in(place, rebuild=rebuild)}


def test_runs_are_found_without_an_index_and_with_one(tmp_path: Path) -> None:
    made(tmp_path / "a", 1)
    made(tmp_path / "b", 2)
    assert names(tmp_path) == {"a", "b"}
    assert (tmp_path / INDEX).is_file()
    assert names(tmp_path) == names(tmp_path, rebuild=True) == {"a", "b"}


def test_only_what_has_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        made(tmp_path / name)
    runs_in(tmp_path)
    read: list[str] = []

    def watched(folder: Path) -> object:
        read.append(folder.name)
        return read_result(folder)

    monkeypatch.setattr(register, "read_result", watched)
    made(tmp_path / "b", 3)
    shutil.rmtree(tmp_path / "c")
    found = {run.folder.name: run.result.enrolments for run in runs_in(tmp_path)}
    assert found == {"a": 2, "b": 3}
    assert read == ["b"]


def test_other_folders_and_links_are_no_runs(tmp_path: Path) -> None:
    made(tmp_path / "elsewhere" / "run")
    place = tmp_path / "runs"
    (place / "letters").mkdir(parents=True)
    (place / "foreign").mkdir()
    (place / "foreign" / "result.json").write_text('{"mine": 1}')
    (place / "link").symlink_to(tmp_path / "elsewhere" / "run")
    assert names(place) == set()


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    made(tmp_path / "a")
    runs_in(tmp_path)
    content = bytearray((tmp_path / INDEX).read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    (tmp_path / INDEX).write_bytes(content)
    assert names(tmp_path) == {"a"}
    (tmp_path / INDEX).write_text(
        "no database at all, and long enough to be read as one"
    )
    assert names(tmp_path) == {"a"}


def test_an_index_of_another_form_is_made_anew(tmp_path: Path) -> None:
    made(tmp_path / "a")
    runs_in(tmp_path)
    with sqlite3.connect(tmp_path / INDEX) as index:
        index.execute("DROP TABLE run")
        index.execute("CREATE TABLE run (other TEXT)")
        index.execute("PRAGMA user_version=99")
    index.close()
    assert names(tmp_path) == {"a"}


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / INDEX) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
        other.execute("PRAGMA application_id=7")
    other.close()
    before = (tmp_path / INDEX).read_bytes()
    with pytest.raises(InvalidInput, match="another program"):
        runs_in(tmp_path)
    assert (tmp_path / INDEX).read_bytes() == before


def test_a_folder_that_may_not_be_written_is_listed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "a")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert names(tmp_path) == {"a"}
    assert not (tmp_path / INDEX).exists()


def test_several_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    for number in range(8):
        made(tmp_path / f"r{number}", number + 1)
    found: list[set[str]] = []
    start = threading.Barrier(8)

    def look() -> None:
        start.wait()
        found.append(names(tmp_path, rebuild=True))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert names(tmp_path) == {f"r{number}" for number in range(8)}


def test_a_run_is_known_by_the_beginning_of_its_id_or_its_folder(
    tmp_path: Path,
) -> None:
    made(tmp_path / "a", 1)
    made(tmp_path / "b", 2)
    (first,) = with_id(tmp_path, "a")
    assert [run.folder.name for run in with_id(tmp_path, first.id[:8])] == ["a"]
    assert with_id(tmp_path, "") == []
    shutil.copytree(tmp_path / "a", tmp_path / "copy")
    assert {run.folder.name for run in with_id(tmp_path, first.id)} == {"a", "copy"}


def test_only_result_folders_are_removed(tmp_path: Path) -> None:
    run = made(tmp_path / "a")
    (run / "notes.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="not empty"):
        remove(run)
    (tmp_path / "link").symlink_to(run)
    (run / "notes.txt").unlink()
    for other in (tmp_path / "link", tmp_path):
        with pytest.raises(InvalidInput):
            remove(other)
    assert (run / "result.json").is_file()
    remove(run)
    assert not run.exists()


def test_a_result_is_read_as_it_was_before_it_was_written(tmp_path: Path) -> None:
    scenario, plan = small(3)
    result = result_of(scenario, plan)
    write_run(tmp_path / "run", scenario, plan, result)
    read = read_result(tmp_path / "run")
    assert read.model_copy(update={"id": ""}) == result
    run = read_run(tmp_path / "run")
    assert run.budget["spent"].tolist() == [3.702, 0.0, 0.0]
    assert run.enrolments["official"].tolist() == ["O0", "O1", "O2"]
    assert run.inputs["budget.city.amount.default"] == 1000


def test_forms_are_no_input_of_a_run(tmp_path: Path) -> None:
    """They change what is printed and no plan, so that runs never differ by them."""
    paths = []
    for name, forms in (("a", {}), ("b", {"post_titles": {"chair": "Chủ tịch"}})):
        scenario, plan = small(1, forms=forms)
        write_run(tmp_path / name, scenario, plan, result_of(scenario, plan))
        paths.append(tmp_path / name)
    inputs = [read_run(path).inputs for path in paths]
    assert inputs[0] == inputs[1] and "horizon.first" in inputs[0]
    assert not any(path.startswith("forms") for path in inputs[1])


@pytest.mark.parametrize("table_format", ["csv", "parquet"])
def test_both_formats_are_read_alike(tmp_path: Path, table_format: str) -> None:
    scenario, plan = small(2)
    result = result_of(scenario, plan)
    write_run(tmp_path / "run", scenario, plan, result, table_format)  # type: ignore[arg-type]
    run = read_run(tmp_path / "run")
    assert run.classes.to_dict("records") == [
        {"course": "C", "start_year": 2026, "seats_taken": 2}
    ]


def test_enrolments_changed_by_hand_are_noticed(tmp_path: Path) -> None:
    run = made(tmp_path / "run")
    assert is_untouched(run, read_result(run))
    text = (run / "enrolments.csv").read_text("utf-8").replace("2026,2026", "2027,2027")
    (run / "enrolments.csv").write_text(text, "utf-8")
    assert not is_untouched(run, read_result(run))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("result.json", "[1]"),
        ("result.json", "{"),
        ("result.json", '{"cost": "much", "cost_unit": "", "stages": []}'),
        ("scenario.json", "[]"),
        ("enrolments.csv", "other\n1\n"),
        ("budget.csv", "line,year,amount,available,spent\nL,x,1,1,1\n"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: str) -> None:
    run = made(tmp_path / "run")
    (run / name).write_text(content)
    with pytest.raises(InvalidInput, match=name):
        read_run(run)
