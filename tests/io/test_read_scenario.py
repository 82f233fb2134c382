import pytest

from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario


@pytest.fixture
def folder(tmp_path):
    return good_scenario.write(tmp_path / "one")


def test_the_folder_or_its_scenario_file_may_be_named(folder):
    by_file = load(folder / "scenario.yaml").scenario
    assert by_file.content_hash == load(folder).scenario.content_hash


def test_the_hash_depends_on_content_and_not_on_the_place(folder, tmp_path):
    other = good_scenario.write(tmp_path / "two")
    assert load(folder).scenario.content_hash == load(other).scenario.content_hash


def test_the_hash_ignores_comments_and_the_order_of_keys_in_a_record(folder):
    expected = load(folder).scenario
    good_scenario.edit(
        folder,
        "scenario.yaml",
        "    title: City\n    amount: 100\n",
        "    amount: 100.0  # million dong\n    title: City\n",
    )
    changed = load(folder).scenario
    assert changed.spec == expected.spec
    assert changed.content_hash == expected.content_hash


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenario.yaml", "percent: 80", "percent: 81"),
        ("tables/officials.csv", "1985-03-24", "1985-03-25"),
        ("tables/pins.csv", "2026", "2025"),
        ("tables/absences.csv", "2026", "2027"),
    ],
)
def test_the_hash_changes_with_every_input(folder, file, old, new):
    expected = load(folder).scenario.content_hash
    good_scenario.edit(folder, file, old, new)
    assert load(folder).scenario.content_hash != expected


def test_the_hash_of_an_override_equals_that_of_the_edited_file(folder):
    overridden = load(folder, changes=("targets.theory.percent=81",)).scenario
    good_scenario.edit(folder, "scenario.yaml", "percent: 80", "percent: 81")
    assert load(folder).scenario.content_hash == overridden.content_hash


def test_the_declared_order_of_budget_lines_is_part_of_the_content(folder):
    """The first line that covers a course pays for its classes."""
    line = "    title: {0}\n    amount: 100\n    source: assumed\n"
    first, second = "  one:\n" + line.format("One"), "  two:\n" + line.format("Two")
    text = (folder / "scenario.yaml").read_text(encoding="utf-8")
    hashes = set()
    for lines in (first + second, second + first):
        (folder / "scenario.yaml").write_text(
            text.replace("targets:\n", lines + "targets:\n"), encoding="utf-8"
        )
        hashes.add(load(folder).scenario.content_hash)
    assert len(hashes) == 2


def test_links_within_the_folder_are_followed(folder):
    (folder / "tables/officials.csv").rename(folder / "tables/2024.csv")
    (folder / "tables/officials.csv").symlink_to(folder / "tables/2024.csv")
    assert len(load(folder).scenario.roster) == 4


def test_a_linked_scenario_folder_is_read(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    assert len(load(tmp_path / "link").scenario.roster) == 4


def test_links_in_a_circle_are_invalid_input(folder):
    path = folder / "tables/officials.csv"
    path.unlink()
    path.symlink_to(path)
    with pytest.raises(InvalidInput):
        load(folder)


@pytest.mark.parametrize("name", ["nowhere", "one/scenario.yaml/x", "x" * 5000])
def test_a_folder_that_does_not_exist_is_invalid_input(folder, tmp_path, name):
    with pytest.raises(InvalidInput):
        load(tmp_path / name)


def test_dates_and_yaml_1_1_words_stay_text(folder):
    good_scenario.edit(folder, "scenario.yaml", "title: City", "title: no")
    good_scenario.edit(
        folder,
        "scenario.yaml",
        "    source: assumed\ntargets",
        "    source: 2024-04-06\ntargets",
    )
    line = load(folder).scenario.spec.budget["city"]
    assert (line.title, line.source) == ("no", "2024-04-06")


def test_an_alias_is_written_out(folder):
    good_scenario.edit(folder, "scenario.yaml", "weeks: [13, 13]", "weeks: &w [13, 13]")
    good_scenario.edit(
        folder, "scenario.yaml", "cost_per_seat: [4, 4]", "cost_per_seat: *w"
    )
    change = ("courses.TC.weeks.0=12",)
    course = load(folder, changes=change).scenario.spec.courses["TC"]
    assert course.weeks[0] == 12
    assert course.cost_per_seat.at(2025) == (13, 13)
