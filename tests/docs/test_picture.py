"""The picture of the README shows the figures of a result."""

import importlib.util
import json
from pathlib import Path
from xml.etree import ElementTree

from planner.io.write_run import write_run
from tests.io.runs import result_of, small

ROOT = Path(__file__).parents[2]


def drawn(folder: Path) -> str:
    path = ROOT / "benchmarks" / "readme_picture.py"
    spec = importlib.util.spec_from_file_location("readme_picture", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = (folder / "result.json").read_text(encoding="utf-8")
    return str(module.picture(json.loads(text)))


def test_every_target_has_its_counts(tmp_path: Path) -> None:
    scenario, plan = small(2, title="A & B <c>")
    write_run(tmp_path / "run", scenario, plan, result_of(scenario, plan))
    texts = [
        element.text
        for element in ElementTree.fromstring(drawn(tmp_path / "run")).iter()
    ]
    assert "A & B <c>" in texts
    assert "a level" in texts
    assert "0 of 2 required" in texts


def test_the_picture_in_the_readme_can_be_drawn() -> None:
    picture = (ROOT / ".github" / "can-tho.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg")
