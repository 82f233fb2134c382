import re

import pytest

from planner.io import new_scenario
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from planner.io.schema import scenario_schema


@pytest.mark.parametrize(
    "name", ["hà nội", "2026", "true", "my-city", "x", "null", "1e3"]
)
def test_a_new_scenario_is_valid_whatever_its_folder_is_called(tmp_path, name):
    new_scenario.create(tmp_path / "below" / name)
    loaded = load(tmp_path / "below" / name)
    assert loaded.warnings == ()
    assert loaded.scenario.spec.synthetic
    assert loaded.scenario.spec.name == ("new-scenario" if name == "hà nội" else name)
    assert len(loaded.scenario.roster) == 40


def test_every_example_of_a_what_if_applies(tmp_path):
    new_scenario.create(tmp_path / "new")
    names = sorted(path.stem for path in (tmp_path / "new/whatif").iterdir())
    assert len(names) == 2
    for name in names:
        baseline, changed = load(tmp_path / "new"), load(tmp_path / "new", (name,))
        assert changed.scenario.spec != baseline.scenario.spec


def test_every_key_of_a_course_that_matters_is_explained_in_the_template(tmp_path):
    """The template shows each section that a scenario may have."""
    new_scenario.create(tmp_path / "new")
    text = (tmp_path / "new/scenario.yaml").read_text(encoding="utf-8")
    sections = set(scenario_schema()["properties"]) - {"seed"}
    shown = [name for name in sections if re.search(rf"^(# )?{name}:", text, re.M)]
    assert sorted(sections) == sorted(shown)


def test_the_section_of_recruitment_is_valid_once_it_is_no_comment(tmp_path):
    new_scenario.create(tmp_path / "new")
    path = tmp_path / "new/scenario.yaml"
    before, rest = path.read_text(encoding="utf-8").split("# recruitment:\n")
    section, after = rest.split("\n\n", 1)
    lines = [line.removeprefix("# ") for line in section.splitlines()]
    content = "\n".join([before + "recruitment:", *lines, "", after])
    path.write_text(content, encoding="utf-8")
    loaded = load(tmp_path / "new")
    assert {item.code for item in loaded.warnings} == {"stream-unpaid"}
    assert loaded.scenario.stream_ids == ("graduates",)


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "new").mkdir()
    new_scenario.create(tmp_path / "new")
    assert (tmp_path / "new/scenario.yaml").is_file()


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    for target in (tmp_path, tmp_path / "note.txt"):
        with pytest.raises(InvalidInput) as caught:
            new_scenario.create(target)
        assert caught.value.problems[0].code == "folder-in-use"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("name", ["note.txt/new", "x" * 400, "a\0b"])
def test_a_folder_that_cannot_be_written_is_refused(tmp_path, name):
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(InvalidInput) as caught:
        new_scenario.create(tmp_path / name)
    assert caught.value.problems[0].code == "folder-unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_folder_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    def fails(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_scenario, "write_schema", fails)
    with pytest.raises(InvalidInput) as caught:
        new_scenario.create(tmp_path / "new")
    assert "no space is left" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
