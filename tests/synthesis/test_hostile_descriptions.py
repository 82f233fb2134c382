"""Whatever a description holds, reading ends in a population or in one clear refusal."""

from pathlib import Path

import pytest

from planner.synthesis.population import read_population, read_yaml

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB.encode(), "more than 100,000 values"),
        (b"a: &a [*a]\n", "nested too deeply"),
        (b"[" * 5000 + b"]" * 5000, "nested too deeply"),
        (b"a: !!python/object/apply:os.system [ls]\n", "python/object"),
        (b"a: 1\na: 2\n", "duplicate key"),
        (b"a: [1\n", "not readable YAML"),
        (b"title: \xff\n", "not readable YAML"),
        (b"size: " + b"9" * 5000, "not readable YAML"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_the_file(
    tmp_path: Path, content: bytes, words: str
):
    path = tmp_path / "population.yaml"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=words) as caught:
        read_yaml(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("base", ["../x.yaml", "/etc/passwd", "a/../../x.yaml"])
def test_a_description_is_based_on_files_of_its_own_folder_only(
    tmp_path: Path, base: str
):
    path = tmp_path / "population.yaml"
    path.write_text(f"based_on: {base}\n")
    with pytest.raises(ValueError, match="a file of another folder"):
        read_population(path)


def test_every_wrong_entry_is_told_on_a_line(tmp_path: Path):
    path = tmp_path / "population.yaml"
    path.write_text("title: x\nsize: many\nunits: []\n")
    with pytest.raises(ValueError, match="size: Input should be") as caught:
        read_population(path)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{path}: ") for line in lines)
    assert len(lines) == len(set(lines)) > 3
