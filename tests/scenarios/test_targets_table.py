"""scenarios/README.md lists every published target, as the scenarios are now."""

import re
from functools import cache
from pathlib import Path

import pytest

from models.measures import target_figures
from models.plan import Plan
from planner.io import read_scenario

FOLDER = Path(__file__).parents[2] / "scenarios"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
TABLE = PAGE.split("<!-- targets: start -->")[1].split("<!-- targets: end -->")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if re.match(r"\| [A-Z]{2}-[TS]", line)
]
HASHES = dict(re.findall(r"<!-- (\S+) ([0-9a-f]{64}) -->", TABLE))
PUBLISHED = {
    "CT": "T1 T2 T3 T4a T4b T5 T6 T7 T8 T9a T9b T10a T10b",
    "CM": "T1 T2 T3 T4 T5a T5b T6 T7 T8 T9",
    "HN": "T1 T2 T3 T4 T5a T5b T6a T6b T7a T7b T8 T9a T9b T10 T11 T12 T13a T13b",
    "CB": "T1a T1b T1c T2a T2b T3a T3b T4",
}
SPLIT = {"CM-T7a": "CM-T7", "CM-T7b": "CM-T7"}
"""One published target in two of the scenario."""
REMEDY = (
    "solve the scenarios and run `python -m benchmarks.targets_table RESULT_FOLDER...`"
)


@cache
def scenario(name: str):
    return read_scenario.load(FOLDER / name).scenario


def test_all_49_published_targets_are_listed():
    published = {
        f"{place}-{number}"
        for place, numbers in PUBLISHED.items()
        for number in numbers.split()
    }
    assert len(published) == 49
    listed = {SPLIT.get(row[0], row[0]) for row in ROWS}
    assert published == {name for name in listed if not name.startswith("TN-")}
    assert any(row[0].startswith("TN-") for row in ROWS)


def test_no_target_of_a_scenario_is_dropped():
    names = [name for folder in HASHES for name in scenario(folder).spec.targets]
    assert [row[0] for row in ROWS] == names


def test_every_scenario_is_in_the_table():
    assert set(HASHES) == {path.parent.name for path in FOLDER.glob("*/scenario.yaml")}


@pytest.mark.parametrize("name", sorted(HASHES))
def test_the_table_was_made_from_the_scenario_as_it_is(name):
    assert scenario(name).content_hash == HASHES[name], REMEDY


@pytest.mark.parametrize("name", sorted(HASHES))
def test_what_holds_without_a_plan_is_counted_again(name):
    given = scenario(name)
    if given.spec.recruitment is not None:
        pytest.skip("the size of groups depends on whom the plan recruits")
    figures = {
        (figure.name, figure.year): figure
        for figure in target_figures(given, Plan.empty())
    }
    for target, year, group, required, today, *_ in ROWS:
        if target not in given.spec.targets:
            continue
        if getattr(given.spec.targets[target].measure, "among", ()):
            continue  # the plan decides who is in the part
        figure = figures[target, int(year.split()[0])]
        numbers = [figure.group_size, figure.required, figure.baseline]
        told = ["–" if number is None else f"{number:,}" for number in numbers]
        assert [group, required, today] == told, (target, REMEDY)


def test_shortfalls_are_what_is_missing_to_the_required():
    for target, _, _, required, _, attained, short, reason in ROWS:
        if attained == "–":
            assert reason.startswith("monitored")
            continue
        need, have, told = (
            int(text.replace(",", "")) for text in (required, attained, short)
        )
        assert told == max(0, need - have), target
        assert (reason == "met") <= (told == 0), target
