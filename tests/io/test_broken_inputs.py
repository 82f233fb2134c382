import pytest

from planner.io.new_scenario import create
from planner.io.problem_kinds import CATALOGUE
from planner.io.problems import InvalidInput, Problem
from planner.io.read_scenario import load
from tests.io import good_scenario
from tests.io.broken import BROKEN, QUESTIONABLE, Broken


def shows(item: Problem, case: Broken) -> bool:
    return item.code == case.code and all(word in str(item) for word in case.words)


def test_the_scenario_that_is_broken_is_good(tmp_path):
    loaded = load(good_scenario.write(tmp_path))
    assert loaded.warnings == ()
    assert len(loaded.scenario.roster) == 4


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_input_is_refused_with_place_and_remedy(tmp_path, case):
    folder = good_scenario.write(tmp_path / "scenario")
    case.breaks(folder)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InvalidInput) as caught:
        load(folder, case.what_ifs, case.changes)
    problems = caught.value.problems
    assert any(shows(item, case) for item in problems), str(caught.value)
    assert any(item.severity == "error" for item in problems)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("case", QUESTIONABLE, ids=lambda case: case.name)
def test_a_questionable_input_is_read_with_a_warning(tmp_path, case):
    folder = good_scenario.write(tmp_path / "scenario")
    case.breaks(folder)
    warnings = load(folder, case.what_ifs, case.changes).warnings
    shown = "\n".join(map(str, warnings))
    assert any(shows(item, case) for item in warnings), shown
    assert {item.severity for item in warnings} == {"warning"}


def test_every_kind_of_problem_is_shown_by_a_case():
    shown = {case.code for case in (*BROKEN, *QUESTIONABLE)}
    # These are about what is written; see test_new_scenario.py, test_write_run.py and
    # test_write_violations.py.
    writing = {"folder-in-use", "folder-unwritable", "file-unwritable"}
    # These are about the rosters of offices; see roster/test_broken_rosters.py and
    # roster/test_template.py.
    rosters = {
        "age-doubtful", "column-not-told", "column-told-twice", "heading-unknown",
        "person-in-two-sheets", "person-twice",
        "roster-format", "roster-without-header", "row-unclear",
        "sheet-missing", "sheet-too-vast", "table-not-declared", "text-not-unicode",
    }  # fmt: skip
    # See tests/privacy.
    pseudonyms = {"pseudonym-key", "pseudonyms-equal"}
    assert shown | writing | rosters | pseudonyms == set(CATALOGUE)


def test_case_names_are_distinct():
    names = [case.name for case in (*BROKEN, *QUESTIONABLE)]
    assert len(names) == len(set(names))


def test_all_problems_are_told_at_once(tmp_path):
    """Keys, references, tables and decisions are checked together."""
    folder = good_scenario.write(tmp_path)
    edits = {
        "scenario.yaml": [
            ("    title: Elementary", "    titel: Elementary"),
            ('who: "@members"', 'who: "@member"'),
            ("percent: 80", "percent: 120"),
        ],
        "tables/officials.csv": [("can_bo", "canbo"), ("1992", "tomorrow")],
        "tables/pins.csv": [("A2", "A9")],
    }
    for file, changes in edits.items():
        for old, new in changes:
            good_scenario.edit(folder, file, old, new)
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    told = {(item.code, item.value) for item in caught.value.problems}
    assert told >= {
        ("unknown-key", "Elementary theory"),
        ("unknown-reference", "member"),
        ("wrong-value", "120"),
        ("cell-value", "canbo"),
        ("cell-value", "tomorrow"),
        ("cell-value", "A9"),
    }


def test_what_is_wrong_itself_is_not_also_called_unknown(tmp_path):
    folder = good_scenario.write(tmp_path)
    good_scenario.edit(folder, "scenario.yaml", "members: party", "members: party ==")
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    assert [item.code for item in caught.value.problems] == ["wrong-value"]


def test_a_misspelt_key_is_not_also_called_missing(tmp_path):
    folder = good_scenario.write(tmp_path)
    good_scenario.edit(folder, "scenario.yaml", "title: Elementary", "titel: Elem")
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    assert [item.code for item in caught.value.problems] == ["unknown-key"]


def test_no_text_of_an_input_can_steer_a_terminal(tmp_path):
    folder = good_scenario.write(tmp_path)
    hostile = "\x1b[2J\u202e{0}{reason}"
    good_scenario.edit(folder, "tables/officials.csv", "can_bo", hostile)
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    text = str(caught.value)
    assert r"\x1b[2J\u202e{0}{reason}" in text
    assert "\x1b" not in text and "\u202e" not in text


def test_the_template_is_valid_and_without_warnings(tmp_path):
    create(tmp_path / "fresh")
    assert load(tmp_path / "fresh").warnings == ()
