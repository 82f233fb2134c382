from decimal import Decimal

import pytest

from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io import good_scenario


@pytest.fixture
def folder(tmp_path):
    return good_scenario.write(tmp_path)


def spec(folder, what_ifs=(), changes=()):
    return load(folder, what_ifs, changes).scenario.spec


def what_if(folder, text, name="try"):
    (folder / f"whatif/{name}.yaml").write_text("title: Try\n" + text, encoding="utf-8")
    return (name,)


def test_a_change_sets_one_value_and_leaves_the_rest(folder):
    changed = spec(folder, changes=("targets.theory.percent=70",))
    assert changed.targets["theory"].percent == 70
    assert changed.targets["update"] == spec(folder).targets["update"]


def test_a_year_of_a_plain_value_keeps_the_value_as_default(folder):
    amount = spec(folder, changes=("budget.city.amount.2025=0",)).budget["city"].amount
    assert [amount.at(year) for year in (2025, 2026, 2027)] == [0, 100, 100]


def test_a_year_of_a_plain_list_keeps_the_list_as_default(folder):
    change = ("courses.TC.cost_per_seat.2026=[5, 6]",)
    price = spec(folder, changes=change).courses["TC"].cost_per_seat
    assert price.at(2026) == (5, 6)
    assert price.at(2025) == (4, 4)


def test_a_year_of_a_mapping_is_added_to_it(folder):
    classes = spec(folder, changes=("courses.TC.classes.2026=7",)).courses["TC"].classes
    assert classes is not None
    assert [classes.at(year) for year in (2025, 2026, 2027)] == [2, 7, 1]


def test_a_mapping_replaces_the_old_one(folder):
    names = what_if(folder, "set:\n  courses.TC.classes: {default: 5}\n")
    classes = spec(folder, names).courses["TC"].classes
    assert classes is not None
    assert classes.at(2025) == 5


def test_an_optional_key_that_is_absent_may_be_set(folder):
    changes = ("courses.SC.age_max=50", "rules.unit_cover.share=0.5")
    changed = spec(folder, changes=changes)
    assert changed.courses["SC"].age_max == 50
    assert changed.rules.unit_cover is not None
    assert changed.rules.unit_cover.share == Decimal("0.5")


def test_an_item_of_a_list_is_named_by_its_position(folder):
    changed = spec(folder, changes=("budget.city.pays.0.share=0.5",))
    assert changed.budget["city"].pays[0].share == Decimal("0.5")


def test_scaling_a_year_starts_from_the_default(folder):
    names = what_if(folder, "scale:\n  budget.city.amount.2026: 0.8\n")
    amount = spec(folder, names).budget["city"].amount
    assert (amount.at(2025), amount.at(2026)) == (100, 80)


def test_scaling_reaches_every_number_below_and_rounds_half_up(folder):
    names = what_if(folder, "scale:\n  courses.TC.cost_per_seat: 0.333375\n")
    # 4 x 0.333375 = 1.3335, half up to 1.334
    price = spec(folder, names).courses["TC"].cost_per_seat.at(2025)
    assert price == (Decimal("1.334"), Decimal("1.334"))


def test_overrides_are_applied_in_order_and_changes_last(folder):
    set_first = what_if(folder, "set:\n  budget.city.amount: 40\n", "forty")
    assert spec(folder, (*set_first, "cut")).budget["city"].amount.at(2025) == 20
    assert spec(folder, ("cut", *set_first)).budget["city"].amount.at(2025) == 40
    last = spec(folder, ("cut",), ("budget.city.amount=7",))
    assert last.budget["city"].amount.at(2025) == 7


def test_parents_are_applied_before_a_file_in_their_order(folder):
    what_if(folder, "set: {budget.city.amount: 40, seed: 2}\n", "forty")
    what_if(folder, "set: {budget.city.amount: 60}\n", "sixty")
    # 40, then 60, then half of it.
    both = what_if(folder, "parents: [forty, sixty, cut]\nset: {seed: 7}\n", "both")
    changed = spec(folder, both)
    assert (changed.budget["city"].amount.at(2025), changed.seed) == (30, 7)
    turned = what_if(folder, "parents: [cut, sixty, forty]\n", "turned")
    changed = spec(folder, turned)
    assert (changed.budget["city"].amount.at(2025), changed.seed) == (40, 2)


def test_a_block_reached_twice_is_applied_once(folder):
    what_if(folder, "parents: [cut]\nset: {seed: 2}\n", "one")
    what_if(folder, "parents: [cut]\nset: {seed: 3}\n", "two")
    both = what_if(folder, "parents: [one, two]\n", "both")
    for names in (both, ("one", "two"), ("cut", "one", "cut")):
        assert spec(folder, names).budget["city"].amount.at(2025) == 50


def test_a_circle_of_parents_is_told_as_a_path(folder):
    what_if(folder, "parents: [two]\n", "one")
    what_if(folder, "parents: [one]\n", "two")
    with pytest.raises(InvalidInput) as caught:
        spec(folder, ("one",))
    (found,) = caught.value.problems
    assert (found.code, found.file) == ("what-if-circle", "whatif/two.yaml")
    assert "one > two > one" in found.message


def test_a_star_stands_for_every_key(folder):
    changed = spec(
        folder, changes=("courses.*.cost_per_seat*=2", "courses.*.age_max=50")
    )
    prices = [course.cost_per_seat.at(2025) for course in changed.courses.values()]
    assert prices == [(3,), (8, 8), (1,)]
    assert {course.age_max for course in changed.courses.values()} == {50}


def test_numbers_of_classes_are_scaled_to_whole_ones(folder):
    # Two classes in 2025 and one in other years; 3 and 1.5, half up to 2.
    changed = spec(folder, changes=("courses.*.classes*=1.5",)).courses
    classes = changed["TC"].classes
    assert classes is not None
    assert (classes.at(2025), classes.at(2026)) == (3, 2)
    assert changed["SC"].classes is None


def test_a_single_change_may_scale(folder):
    amount = spec(folder, ("cut",), ("budget.*.amount*=0.5",)).budget["city"].amount
    assert amount.at(2025) == 25


def test_the_baseline_is_never_changed(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    baseline = load(folder).scenario
    load(folder, ("cut",), ("seed=9",))
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert before == after
    assert load(folder).scenario.spec == baseline.spec


def test_the_scenario_records_what_was_applied(folder):
    scenario = load(folder, ("cut",), ("seed=9",)).scenario
    assert scenario.overrides == ("cut", "seed=9")


def test_tables_can_be_replaced_by_an_override_but_stay_inside(folder):
    text = good_scenario.OFFICIALS.replace("A3,South", "A3,West")
    (folder / "tables/merged.csv").write_text(text, encoding="utf-8")
    merged = load(folder, changes=("tables.officials=tables/merged.csv",)).scenario
    assert merged.roster.unit_names == ("North", "South", "West")
    with pytest.raises(InvalidInput) as caught:
        load(folder, changes=("tables.officials=../merged.csv",))
    assert "--set tables.officials=../merged.csv" in str(caught.value)


@pytest.mark.parametrize(
    "change",
    ["a..b=1", "..=1", "budget.city.amount.2025.x=1", "name.x=1", "seed=[", "seed=!!x 1",
     "budget.city.pays.7.share=1", "=1", "courses.SC=1", "budget=", "horizon=3"],
)  # fmt: skip
def test_a_change_that_makes_no_sense_is_invalid_input(folder, change):
    with pytest.raises(InvalidInput) as caught:
        load(folder, changes=(change,))
    if "--set" not in str(caught.value):
        assert change in ("budget=", "courses.SC=1"), str(caught.value)


@pytest.mark.parametrize("factor", ["-1", ".inf", ".nan", "1e400", "many", "null"])
def test_a_factor_that_is_no_factor_names_its_line(folder, factor):
    names = what_if(folder, f"scale:\n  budget.city.amount: {factor}\n")
    with pytest.raises(InvalidInput) as caught:
        load(folder, names)
    assert "whatif/try.yaml, line 3" in str(caught.value)


def test_a_number_too_large_to_scale_is_told(folder):
    good_scenario.edit(folder, "scenario.yaml", "amount: 100", "amount: 1e300")
    with pytest.raises(InvalidInput) as caught:
        load(folder, ("cut",))
    assert "too large to be scaled" in str(caught.value)


def test_every_wrong_override_is_told_at_once(folder):
    names = what_if(folder, "set:\n  budget.x.y.z: 1\nscale:\n  targets.q.percent: 2\n")
    with pytest.raises(InvalidInput) as caught:
        load(folder, (*names, "unknown"), ("nothing.here=1",))
    assert len(caught.value.problems) == 4


def test_a_share_becomes_one_of_a_part_and_of_the_whole_group_again(folder):
    part = "[{attribute: theory, at_least: so_cap}]"
    path = "targets.theory.measure.among"
    asked = spec(folder, changes=(f"{path}={part}",)).targets["theory"].measure
    assert [each.at_least for each in asked.among] == ["so_cap"]
    again = (f"{path}={part}", f"{path}=[]")
    assert spec(folder, changes=again).targets == spec(folder).targets
    changed = (f"{path}={part}", f"{path}.0.at_least=cao_cap")
    asked = spec(folder, changes=changed).targets["theory"].measure
    assert [each.at_least for each in asked.among] == ["cao_cap"]


def test_a_part_named_by_an_override_is_checked_like_any_other(folder):
    change = "targets.theory.measure.among=[{attribute: theory, at_least: so_cp}]"
    with pytest.raises(InvalidInput) as caught:
        spec(folder, changes=(change,))
    (found,) = caught.value.problems
    assert (found.code, found.path) == (
        "unknown-reference", "targets.theory.measure.among.0.at_least",
    )  # fmt: skip
    assert "did you mean so_cap?" in found.remedy
