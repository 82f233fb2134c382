import csv

import pytest

from planner.io.effective import write_effective
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario


@pytest.fixture
def folder(tmp_path):
    return good_scenario.write(tmp_path)


def effective(folder, what_ifs=(), changes=()):
    loaded = load(folder, what_ifs, changes)
    return {item.path: item for item in loaded.effective}


def line_of(text):
    lines = good_scenario.SCENARIO.splitlines()
    return next(at for at, line in enumerate(lines, 1) if text in line)


def test_a_value_of_the_baseline_names_its_line(folder):
    found = effective(folder)["targets.theory.percent"]
    assert found.origin == f"scenario.yaml:{line_of('percent: 80')}"
    assert (found.value, found.changed) == (80, False)


def test_a_value_that_nobody_wrote_is_a_default(folder):
    assert effective(folder)["targets.theory.tier"].origin == "default"
    assert effective(folder)["budget.city.carry_over"].value is False
    assert effective(folder)["courses.SC.requires"].origin == "default"


def test_what_a_rule_of_law_brings_along_says_so(folder):
    good_scenario.edit(
        folder, "scenario.yaml", "    repeatable: true", "    follows: [degree]"
    )
    found = effective(folder)
    assert {found[path].origin for path in found if path.startswith("law.rules.")} == {
        "law"
    }


def test_a_plain_value_by_year_is_where_it_was_written(folder):
    found = effective(folder)["budget.city.amount.default"]
    assert found.origin == f"scenario.yaml:{line_of('amount: 100')}"


def test_an_override_names_its_file_and_line_and_what_the_baseline_says(folder):
    found = effective(folder, ("cut",))["budget.city.amount.default"]
    assert (found.value, found.baseline) == (50, 100)
    assert (found.origin, found.changed) == ("whatif/cut.yaml:3", True)


def test_a_single_change_comes_last_and_names_its_option(folder):
    found = effective(folder, ("cut",), ("budget.city.amount.2026=7",))
    year = found["budget.city.amount.2026"]
    assert year.origin == "--set budget.city.amount.2026=7"
    assert (year.value, year.baseline) == (7, 100)
    assert found["budget.city.amount.default"].origin == "whatif/cut.yaml:3"


def test_what_an_override_removes_is_shown_without_a_value(folder):
    found = effective(folder, changes=("rules.yearly_load=null",))["rules.yearly_load"]
    assert (found.value, found.baseline, found.changed) == (None, 20, True)


def test_only_what_is_overridden_counts_as_changed(folder):
    found = effective(folder, ("cut",), ("seed=3",)).values()
    assert {item.path for item in found if item.changed} == {
        "budget.city.amount.default",
        "seed",
    }


def test_the_table_has_a_row_for_every_value_and_replaces_no_other_file(
    folder, tmp_path
):
    values = load(folder, ("cut",)).effective
    write_effective(tmp_path / "values.csv", values)
    with (tmp_path / "values.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(values)
    assert {row["path"]: row for row in rows}["budget.city.amount.default"] == {
        "path": "budget.city.amount.default",
        "value": "50",
        "baseline": "100",
        "from": "whatif/cut.yaml:3",
        "changed": "yes",
    }
    with pytest.raises(InvalidInput):
        write_effective(folder / "scenario.yaml", values)
