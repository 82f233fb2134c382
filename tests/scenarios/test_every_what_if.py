"""Every what-if of every scenario: read without errors, changes what it says, no file."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from models.scenario import ScenarioSpec
from planner.io import read_scenario
from planner.io.read_scenario import Loaded

ROOT = Path(__file__).parents[2]
FOLDERS = [
    ROOT / "planner" / "io" / "template",
    *sorted(path.parent for path in (ROOT / "scenarios").glob("*/scenario.yaml")),
]
CASES = [
    pytest.param(folder, path.stem, id=f"{folder.name}-{path.stem}")
    for folder in FOLDERS
    for path in sorted((folder / "whatif").glob("*.yaml"))
]
CUTS = [case for case in CASES if "minus-" in str(case.values[1])]
CAN_THO = ROOT / "scenarios" / "can-tho-2024-2030"


@cache  # large rosters take seconds to read
def load(folder: Path, what_ifs: tuple[str, ...] = ()) -> Loaded:
    return read_scenario.load(folder, what_ifs)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path, what_if: str) -> dict[str, Any]:
    """The overrides as data, read without the product's own reader."""
    text = (folder / "whatif" / f"{what_if}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = YAML(typ="safe").load(text)
    return data


def flat(spec: ScenarioSpec) -> dict[str, Any]:
    """Every value of a specification by its dotted path."""
    found: dict[str, Any] = {}

    def visit(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                visit(item, f"{path}.{key}" if path else str(key))
        else:
            found[path] = value

    visit(spec.model_dump(), "")
    return found


def changed(base: Loaded, other: Loaded) -> dict[str, tuple[Any, Any]]:
    """Path -> the value before and after, None where there is none."""
    before, after = flat(base.scenario.spec), flat(other.scenario.spec)
    return {
        path: (before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    }


@pytest.mark.parametrize(("folder", "what_if"), CASES)
def test_a_what_if_changes_something_and_no_file(folder: Path, what_if: str) -> None:
    before = files(folder)
    base = load(folder)
    other = read_scenario.load(folder, (what_if,))
    assert changed(base, other)
    assert other.scenario.content_hash != base.scenario.content_hash
    assert other.scenario.overrides == (what_if,)
    assert files(folder) == before


@pytest.mark.parametrize(("folder", "what_if"), CASES)
def test_it_changes_the_paths_it_names_and_no_others(
    folder: Path, what_if: str
) -> None:
    data = written(folder, what_if)
    named = {*data.get("set", {}), *data.get("scale", {})}
    for path in changed(load(folder), load(folder, (what_if,))):
        # A value by year is held as `default` and `years`; files name the year alone.
        plain = path.replace(".years.", ".")
        plain = plain.removesuffix(".default")
        assert any(plain == name or plain.startswith(f"{name}.") for name in named), (
            path
        )


@pytest.mark.parametrize(("folder", "what_if"), CASES)
def test_what_is_scaled_is_exactly_the_factor_of_the_base(
    folder: Path, what_if: str
) -> None:
    scaled = written(folder, what_if).get("scale", {})
    base, other = load(folder).scenario.spec, load(folder, (what_if,)).scenario.spec
    for path, factor in scaled.items():
        section, line, field = path.split(".")
        assert (section, field) == ("budget", "amount")
        for year in base.horizon.years:
            amount, now = (spec.budget[line].amount.at(year) for spec in (base, other))
            assert amount is not None and now is not None
            assert now == amount * Decimal(str(factor)), (path, year)


@pytest.mark.parametrize(("folder", "what_if"), CUTS)
def test_a_cut_in_the_title_is_the_cut_of_every_line(
    folder: Path, what_if: str
) -> None:
    """With `minus-20` every line has exactly 0.8 of its money in every year."""
    percent = what_if.rpartition("minus-")[2]
    assert f"{percent}%" in written(folder, what_if)["title"]
    base, other = load(folder).scenario.spec, load(folder, (what_if,)).scenario.spec
    for name, line in base.budget.items():
        for year in base.horizon.years:
            before, after = line.amount.at(year), other.budget[name].amount.at(year)
            assert before is not None
            assert after == before * (100 - int(percent)) / 100


@pytest.mark.parametrize(("folder", "what_if"), CASES)
def test_it_has_a_title_and_says_what_is_asked(folder: Path, what_if: str) -> None:
    data = written(folder, what_if)
    assert data["title"].strip()
    assert data["description"].strip()


def test_every_scenario_has_what_ifs_and_some_are_cuts() -> None:
    assert {case.values[0] for case in CASES} == {*FOLDERS}
    assert {case.values[0] for case in CUTS} == {*FOLDERS}


def test_cutting_the_money_by_a_fifth_means_every_line_and_year() -> None:
    differ = changed(load(CAN_THO), load(CAN_THO, ("minus-20",)))
    assert differ == {
        "budget.city.amount.default": (1500, 1200),
        "budget.district.amount.default": (330, 264),
        "budget.recruitment.amount.default": (180, 144),
    }


def test_what_ifs_add_up_in_the_order_given() -> None:
    both = load(CAN_THO, ("minus-20", "suspended-2025")).scenario.spec
    assert both.budget == load(CAN_THO, ("minus-20",)).scenario.spec.budget
    assert both.courses == load(CAN_THO, ("suspended-2025",)).scenario.spec.courses
    twice = load(CAN_THO, ("minus-20", "minus-20")).scenario.spec
    assert twice.budget["city"].amount.at(2026) == 1500 * Decimal("0.8"), "once only"
