"""The table of appointments, and targets that read it."""

import pytest

from models.measures import group_on
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario

TABLE = "tables/appointments.csv"
ROWS = "official,year,post,note\nA1,2026,deputy head,\nA3,2027,head,who knows\n"
MEASURE = """\
kind: before_appointment
      conditions: [{attribute: theory, at_least: so_cap}]
      appointed: {table: []}
      first: 2025
      last: 2027
"""


@pytest.fixture
def folder(tmp_path):
    """The good scenario with a target of appointments."""
    folder = good_scenario.write(tmp_path)
    (folder / TABLE).write_text(ROWS)
    old = "kind: level_by_deadline\n"
    old += "      conditions: [{attribute: theory, at_least: trung_cap}]\n"
    old += "      year: 2027\n"
    good_scenario.edit(folder, "scenario.yaml", old, MEASURE)
    good_scenario.edit(folder, "scenario.yaml", 'group: "@members"', "group: all")
    files = f"tables:\n  appointments: {TABLE}\n"
    good_scenario.edit(folder, "scenario.yaml", "tables:\n", files)
    return folder


def problems(folder, *changes):
    with pytest.raises(InvalidInput) as caught:
        load(folder, (), changes)
    return [str(item) for item in caught.value.problems]


def test_appointments_are_positions_in_the_roster(folder):
    loaded = load(folder)
    assert loaded.warnings == ()
    table = loaded.scenario.appointments
    assert table.official.tolist() == [0, 2]
    assert table.year.tolist() == [2026, 2027]
    assert [table.posts[post] for post in table.post] == ["deputy head", "head"]


def test_a_table_that_is_not_named_is_empty(folder):
    change = "targets.theory.measure.appointed={attribute: rank_years}"
    good_scenario.edit(folder, "scenario.yaml", f"  appointments: {TABLE}\n", "")
    scenario = load(folder, (), (change,)).scenario
    assert len(scenario.appointments.official) == 0


def test_the_contents_of_the_table_are_part_of_the_identity_of_a_scenario(folder):
    before = load(folder).scenario.content_hash
    good_scenario.edit(folder, TABLE, "2027", "2026")
    assert load(folder).scenario.content_hash != before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("A3,", "A9,", ("row 3, column official", "known: A1")),
        ("A3,", ",", ("row 3, column official", "cell-empty")),
        ("2027", "soon", ("row 3, column year", "soon")),
        (",head,", ",,", ("row 3, column post", "cell-empty")),
        ("post", "office", ("column office", "the column post is missing")),
        ("A3,2027,head", "A1,2026,deputy head", ("row 3", "given twice")),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(folder, old, new, words):
    good_scenario.edit(folder, TABLE, old, new)
    text = "\n".join(problems(folder))
    assert all(word in text for word in (TABLE, *words)), text


@pytest.mark.parametrize(
    ("appointed", "words"),
    [
        ("{table: [hed]}", ("appointed.table", "did you mean head?")),
        ("{attribute: rank_year}", ("appointed.attribute", "did you mean rank_years?")),
        ("{attribute: party}", ("appointed.attribute", "party is a flag, not a year")),
        ("{attribute: party, year: 2026}", ("exactly one of",)),
    ],
)
def test_appointments_that_nobody_can_look_up_are_refused(folder, appointed, words):
    first = problems(folder, f"targets.theory.measure.appointed={appointed}")[0]
    assert all(word in first for word in words), first


def test_a_target_of_a_table_needs_the_table(folder):
    good_scenario.edit(folder, "scenario.yaml", f"  appointments: {TABLE}\n", "")
    (found,) = problems(folder)
    assert "tables.appointments" in found
    assert "targets.theory.measure.appointed.table" in found


def test_years_of_appointment_lie_in_the_horizon(folder):
    (found,) = problems(folder, "targets.theory.measure.last=2028")
    assert "2028" in found
    assert "target-outside-horizon" in found


def test_a_target_without_any_appointment_is_pointed_out(folder):
    # Without appointments in some years there is nothing to point out.
    assert load(folder).warnings == ()
    change = "targets.theory.measure.last=2025"
    found = [(item.code, item.path) for item in load(folder, (), (change,)).warnings]
    assert found == [("target-empty", "targets.theory.group")]


def test_whom_no_course_can_help_in_time_is_pointed_out(folder):
    # A3 holds nothing and is appointed in the first year: measured on the baseline.
    good_scenario.edit(folder, TABLE, "A3,2027", "A3,2025")
    (found,) = load(folder).warnings
    assert found.code == "target-short-of-seats"
    assert "needs 1 more, at most 0 seats are offered before 2025" in found.message


def test_a_part_that_nobody_is_in_needs_nobody(folder):
    part = "targets.theory.measure.among=[{attribute: theory, at_least: cao_cap}]"
    loaded = load(folder, (), (part,))
    (target, _) = loaded.scenario.spec.targets.values()
    assert group_on(loaded.scenario, target, 2026).sum() == 1
    found = [(item.code, item.path) for item in loaded.warnings]
    assert found == [("level-unreachable", "targets.theory.measure.among.0")]
