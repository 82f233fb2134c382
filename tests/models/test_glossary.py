import importlib
import inspect
import pkgutil
import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import models
from models import measures
from models.base import Record
from models.rules import RULES

GLOSSARY = Path(models.__file__).with_name("GLOSSARY.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`(\w+)`", GLOSSARY)


def records():
    """The public records and tables of the domain model."""
    found = set()
    for module in pkgutil.walk_packages(models.__path__, "models."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            # Older pydantic also leaves `ByYear[int]` and the like in the module.
            own = inspect.isclass(kind) and kind.__module__ == module.name
            own = own and name.isidentifier()
            if own and (is_dataclass(kind) or issubclass(kind, Record)):
                found.add(name)
    return sorted(name for name in found if not name.startswith("_"))


@pytest.mark.parametrize("name", [*RULES, *measures.__all__, *records()])
def test_every_rule_measure_and_record_is_in_the_glossary(name):
    assert name in NAMES


def test_there_are_records_to_look_for():
    assert {"Course", "Roster", "Plan", "Result"} <= set(records())


@pytest.mark.parametrize(
    ("section", "expected"),
    [("Rules", set(RULES)), ("Measures", set(measures.__all__) - {"ObjectiveValue"})],
)
def test_the_sections_list_what_exists_and_nothing_else(section, expected):
    text = GLOSSARY.split(f"## {section}\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_no_record_is_listed_that_does_not_exist():
    classes = {name for name in NAMES if name[0].isupper()}
    others = {"ExpressionText", "SolveStatus", "PlanColumns"}
    assert classes - set(records()) == others
