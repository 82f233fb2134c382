"""FORMULATION.md names every constraint, and every file that it names exists."""

import re
from pathlib import Path

import planner.formulation
from planner.formulation.constraints import CONSTRAINTS

FOLDER = Path(planner.formulation.__file__).parent
TEXT = (FOLDER / "FORMULATION.md").read_text(encoding="utf-8")


def test_every_constraint_has_a_row_with_its_file():
    for name in CONSTRAINTS:
        assert f"| `{name}` |" in TEXT
        assert f"`constraints/{name}.py`" in TEXT


def test_every_constraint_module_is_registered():
    modules = {
        path.stem
        for path in (FOLDER / "constraints").glob("*.py")
        if path.stem != "__init__"
    }
    assert modules == set(CONSTRAINTS)


def test_every_file_named_exists():
    roots = (FOLDER, FOLDER.parent, FOLDER.parent / "engine", FOLDER.parent.parent)
    for name in set(re.findall(r"`([\w/.-]+\.(?:py|md))`", TEXT)):
        assert any((root / name).exists() for root in roots), name
