"""Every public name, argument, table and column of the Python API is documented."""

import inspect
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import planner
from planner.api.plots import PlanPlots, PlanSetPlots
from tests.api.plans import plan_of_both, plan_of_one
from tests.cli.folders import write_scenario

TEXT = Path(planner.__file__).with_name("api").joinpath("API.md").read_text("utf-8")
TABLES = re.findall(r"^### (\w+)\.(?!plot)(\w+)\n", TEXT, flags=re.MULTILINE)
CLASSES = {
    "Scenario": planner.Scenario,
    "Plan": planner.Plan,
    "Plan.plot": PlanPlots,
    "PlanSet": planner.PlanSet,
    "PlanSet.plot": PlanSetPlots,
    "Comparison": planner.Comparison,
    "Explorer": planner.Explorer,
}
CALLED = {("Scenario", "relaxed"), ("Scenario", "prices"), ("Plan", "verify")}
ATTRIBUTES = {  # set by the constructor
    "Scenario": {"folder", "what_ifs", "changes", "data"},
    "Plan": {"scenario", "label"},
    "Explorer": {"scenario"},
    "Comparison": {"runs", "inputs", "targets", "money", "seats", "people"},
}


def names_of(owner: str) -> set[str]:
    own = {name for name in vars(CLASSES[owner]) if not name.startswith("_")}
    return own | ATTRIBUTES.get(owner, set())


def table_of(thing: Any, name: str) -> Any:
    """An attribute, or what a method without arguments returns."""
    value = getattr(thing, name)
    return value() if (type(thing).__name__, name) in CALLED else value


def signature(function: Any) -> str:
    """The arguments as a caller writes them: names and defaults."""
    parameters = [
        item.replace(annotation=inspect.Parameter.empty)
        for item in inspect.signature(function).parameters.values()
        if item.name != "self"
    ]
    return str(inspect.Signature(parameters))


@pytest.mark.parametrize("name", planner.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"`{name}\b", TEXT)
    assert getattr(planner, name).__doc__


def test_public_names_are_those_of_the_modules() -> None:
    assert sorted(planner._MODULES) == planner.__all__ == dir(planner)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        planner.nothing  # noqa: B018


@pytest.mark.parametrize("owner", CLASSES)
def test_every_public_attribute_is_documented_with_its_arguments(owner: str) -> None:
    for name in names_of(owner):
        found = vars(CLASSES[owner]).get(name)
        arguments = signature(found) if inspect.isfunction(found) else ""
        called = f"{owner}.{name}{arguments}"
        listed = inspect.isfunction(found) or (owner, name) not in TABLES
        assert f"`{called}" in TEXT or not listed, called


@pytest.mark.parametrize("name", ["load", "open_run", "compare"])
def test_the_arguments_of_functions_are_documented(name: str) -> None:
    assert f"`{name}{signature(getattr(planner, name))}`" in TEXT


def test_nothing_is_documented_that_does_not_exist() -> None:
    for owner, name in re.findall(r"`([A-Z]\w+(?:\.plot)?)\.(\w+)", TEXT):
        assert name in names_of(owner), f"{owner}.{name}"


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = write_scenario(tmp_path_factory.mktemp("docs") / "hamlet")
    plans = planner.PlanSet({"one": plan_of_one(folder), "both": plan_of_both(folder)})
    scenario = plans["one"].scenario
    return {
        "Scenario": scenario,
        "Plan": plans["one"],
        "PlanSet": plans,
        "Comparison": plans.compare(),
    }


@pytest.mark.parametrize(("owner", "name"), TABLES)
def test_the_columns_of_every_table_are_documented(
    objects: dict[str, Any], owner: str, name: str
) -> None:
    section = TEXT.partition(f"### {owner}.{name}\n")[2]
    section = re.split(r"^##", section, flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE)
    listed = re.findall(r"`(\w+)`", " ".join(rows))
    table = table_of(objects[owner], name)
    extra = {"officials": ["theory"], "summary": ["tier-1"]}.get(name, [])
    if (owner, name) == ("Comparison", "runs"):
        listed, extra = list(objects["PlanSet"].summary), []
    assert [*listed, *extra] == list(table)


def test_every_table_has_a_section(objects: dict[str, Any]) -> None:
    for owner, thing in objects.items():
        for name in names_of(owner):
            is_table = isinstance(table_of(thing, name), pd.DataFrame)
            shared = owner == "PlanSet" and name != "summary"
            assert ((owner, name) in TABLES) == (is_table and not shared), name
