from datetime import date
from pathlib import Path

import pytest

from models.law import LegalRule
from planner.io.law import shipped_rules
from planner.io.problems import InvalidInput
from planner.io.read_scenario import load
from tests.io.good_scenario import edit, write


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path)


NAMES = [
    "degree", "postgraduate", "theory-advanced-part-time", "theory-intermediate",
    "theory-intermediate-part-time", "theory-intermediate-posts",
]  # fmt: skip


def on(name: str, day: str):
    return LegalRule.model_validate(shipped_rules()[name]).on(date.fromisoformat(day))


def test_the_rules_that_come_with_the_product() -> None:
    assert sorted(shipped_rules()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_valid_and_every_version_names_document_and_date(
    name: str,
) -> None:
    for version in LegalRule.model_validate(shipped_rules()[name]).versions:
        assert version.source.startswith("assumed: ") or "/" in version.source
        assert any(sign.isdigit() for sign in version.source)


@pytest.mark.parametrize(
    ("day", "age", "before", "times"),
    [
        ("2017-01-01", None, 5, 3),
        ("2025-06-30", 40, 3, 2),
        ("2025-07-01", 45, 3, 3),
    ],
)
def test_postgraduate_courses(day, age, before, times) -> None:
    found = on("postgraduate", day)
    assert (found.age_max, found.service_before) == (age, before)
    assert found.service_after.times_length == times


@pytest.mark.parametrize(
    ("day", "women", "men"), [("2025-08-28", 33, 35), ("2025-08-29", 28, 30)]
)
def test_part_time_theory(day, women, men) -> None:
    who = on("theory-intermediate-part-time", day).who
    assert f"sex == female and age >= {women}" in who
    assert f"sex == male and age >= {men}" in who


def follow(folder: Path, *rules: str, more: str = "") -> Path:
    names = ", ".join(rules)
    edit(folder, "scenario.yaml", "    weeks: [4]\n",
         f"    weeks: [4]\n    follows: [{names}]\n")  # fmt: skip
    edit(folder, "scenario.yaml", "courses:\n", f"{more}courses:\n")
    return folder


def test_a_scenario_gets_the_rules_that_it_follows_and_no_others(good) -> None:
    spec = load(follow(good, "postgraduate")).scenario.spec
    assert list(spec.law.rules) == ["postgraduate"]
    assert spec.terms("SC", 2025).age_max.value == 40
    assert spec.terms("SC", 2026).age_max.value == 45


def test_a_what_if_is_one_line(good) -> None:
    follow(good, "postgraduate")
    held = load(good, changes=("law.as_of=2024-01-01",)).scenario
    assert held.spec.terms("SC", 2027).age_max.value == 40
    off = load(good, changes=("law.off=[postgraduate]",)).scenario
    assert off.spec.terms("SC", 2027).age_max is None
    assert (
        len({held.content_hash, off.content_hash, load(good).scenario.content_hash})
        == 3
    )


def test_a_rule_of_the_scenario_replaces_that_of_the_product(good) -> None:
    own = (
        "law:\n  rules:\n    postgraduate:\n      title: own\n"
        "      requires: [{attribute: party, equals: true}]\n"
        "      versions: [{source: Nghị quyết 1, age_max: 33}]\n"
    )
    spec = load(follow(good, "postgraduate", more=own)).scenario.spec
    assert spec.terms("SC", 2027).age_max.value == 33
    assert [item.attribute for item in spec.courses["SC"].requires] == ["party"]
    off = load(good, changes=("law.off=[postgraduate]",)).scenario.spec
    assert off.courses["SC"].requires == ()


def test_a_requirement_that_course_and_rule_share_is_asked_once(good) -> None:
    own = (
        "law:\n  rules:\n    mine:\n      title: own\n"
        "      requires: [{attribute: theory, at_least: so_cap}]\n"
        "      versions: [{source: Nghị quyết 1}]\n"
    )
    edit(good, "scenario.yaml", '    who: "@members"\n',
         '    who: "@members"\n    follows: [mine]\n')  # fmt: skip
    edit(good, "scenario.yaml", "courses:\n", f"{own}courses:\n")
    assert len(load(good).scenario.spec.courses["TC"].requires) == 1


def test_groups_are_asked_only_of_versions_that_are_met(good) -> None:
    more = "law: {as_of: 2024-01-01}\n"
    edit(good, "scenario.yaml", "  young: age < 40\n",
         "  young: age < 40\n  theory_posts_2022: position == can_bo\n")  # fmt: skip
    assert load(follow(good, "theory-intermediate-posts", more=more))
    with pytest.raises(InvalidInput, match="theory_posts_2025"):
        load(good, changes=("law.as_of=null",))
