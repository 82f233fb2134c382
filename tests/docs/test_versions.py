"""The table of tested versions names every package that is needed, in its bounds."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
NEEDED = [Requirement(text) for text in PROJECT["dependencies"]]
ROWS = {
    name: (oldest, newest)
    for name, oldest, newest in re.findall(
        r"^\| ([a-z0-9.-]+) \| ([\d.]+) \| ([\d.]+) \|$", README, flags=re.MULTILINE
    )
}


def test_every_needed_package_is_in_the_table() -> None:
    assert list(ROWS) == [item.name for item in NEEDED]


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: needed.name)
def test_the_tested_versions_are_accepted(needed: Requirement) -> None:
    for tested in ROWS[needed.name]:
        assert needed.specifier.contains(tested), tested


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: needed.name)
def test_the_oldest_accepted_version_was_tested(needed: Requirement) -> None:
    (lowest,) = (item.version for item in needed.specifier if item.operator == ">=")
    assert Requirement(f"x>={lowest},=={lowest}.*").specifier.contains(
        ROWS[needed.name][0]
    )
