from datetime import date
from typing import Any

import pytest

from models.admission import admitted
from models.law import LegalRule, cited
from models.scenario import Scenario
from tests.builders import course, official, scenario

OLD: dict[str, Any] = {
    "valid_from": "2017-09-01", "valid_to": "2026-06-30", "source": "Old (1-9-2017)",
    "age_max": 40, "service_before": 3, "service_after": {"times_length": 2},
}  # fmt: skip
NEW: dict[str, Any] = {
    "valid_from": "2026-07-01", "source": "New (30-6-2026)", "age_max": 45,
    "who": "party", "service_before": 3, "service_after": {"times_length": 3},
}  # fmt: skip


def rule(*versions: dict[str, Any]) -> dict[str, Any]:
    return {"title": "a rule", "versions": [*versions]}


def given(entry: dict[str, Any] | None = None, **law: Any) -> Scenario:
    """A (40 on 1-1-2026) and a course of one year that follows a rule changed in 2026."""
    rules = {"study": rule(OLD, NEW)}
    entry = course(follows=["study"], **(entry or {}))
    people = [official("A")]
    return scenario(people, {"C": entry}, law={"rules": rules, **law})


def test_the_version_in_force_on_1_january_of_the_start_year_counts() -> None:
    spec = given().spec
    # The new law is of 1-7-2026, so it is first met by starts in 2027.
    for start, age, months, by in ((2026, 40, 24, "Old"), (2027, 45, 36, "New")):
        terms = spec.terms("C", start)
        assert terms.age_max is not None
        assert (terms.age_max.value, terms.service_after.value) == (age, months)
        assert terms.age_max.source.startswith(by)
        assert terms.service_before is not None and terms.service_before.value == 36


@pytest.mark.parametrize(
    "law", [{"as_of": "2025-01-01"}, {"hold": {"study": "2026-06-30"}}]
)
def test_a_version_can_be_held_for_every_year(law: dict[str, Any]) -> None:
    spec = given(**law).spec
    assert [spec.terms("C", year).age_max for year in (2026, 2028)] == [
        spec.terms("C", 2026).age_max
    ] * 2
    assert spec.terms("C", 2028).service_after.value == 24


def test_what_is_held_for_one_rule_goes_before_what_is_held_for_all() -> None:
    spec = given(as_of="2025-01-01", hold={"study": "2026-07-01"}).spec
    assert spec.terms("C", 2026).service_after.value == 36


def test_a_rule_that_is_off_asks_nothing() -> None:
    terms = given(off=["study"]).spec.terms("C", 2027)
    assert terms.who == (("all", ""),)
    assert terms.age_max is terms.service_before is None
    assert terms.service_after.value == 0


def test_no_version_in_force_asks_nothing() -> None:
    assert given(as_of="2017-08-31").spec.terms("C", 2026).age_max is None


@pytest.mark.parametrize(
    ("own", "expected"), [(30, (30, "")), (40, (40, "")), (50, (40, "Old"))]
)
def test_the_strictest_counts_and_of_equals_the_course(
    own: int, expected: tuple[int, str]
) -> None:
    found = given({"age_max": own}).spec.terms("C", 2026).age_max
    assert found is not None
    assert (found.value, found.source.partition(" ")[0]) == expected


def test_the_longest_service_counts() -> None:
    for years, months in ((1, 24), (5, 60)):
        entry = {"service_after": {"years": years}}
        assert given(entry).spec.terms("C", 2026).service_after.value == months


def test_a_bond_is_a_multiple_of_the_length_of_the_course() -> None:
    entry = {"duration": 2}
    assert given(entry).spec.terms("C", 2026).service_after.value == 48


def test_filters_of_course_and_law_hold_together() -> None:
    terms = given({"who": "age > 30"}).spec.terms("C", 2027)
    assert terms.who == (("age > 30", ""), ("party", "New (30-6-2026)"))


def test_the_source_says_until_when() -> None:
    found = LegalRule.model_validate(rule(OLD, NEW))
    assert [cited(version) for version in found.versions] == [
        "Old (1-9-2017), until 2026-06-30", "New (30-6-2026)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "age"),
    [("2017-08-31", None), ("2017-09-01", 40), ("2026-06-30", 40), ("2026-07-01", 45)],
)
def test_the_first_and_the_last_day_are_included(day: str, age: int | None) -> None:
    found = LegalRule.model_validate(rule(OLD, NEW)).on(date.fromisoformat(day))
    assert (found and found.age_max) == age


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        ([NEW, OLD], "overlap"),
        ([OLD, {**NEW, "valid_from": "2026-06-30"}], "overlap"),
        ([{**OLD, "valid_to": None}, NEW], "overlap"),
        ([{**OLD, "valid_to": "2016-01-01"}], "after valid_to"),
        ([{**OLD, "source": ""}], "at least 1"),
    ],
)
def test_versions_follow_one_another(
    versions: list[dict[str, Any]], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        LegalRule.model_validate(rule(*versions))


@pytest.mark.parametrize(
    ("changes", "admitted_in"),
    [
        # 40, 41 and 42 on 1 January; at most 40, then 45.
        ({}, [2026, 2027, 2028]),
        ({"birth": "1985-01-01"}, [2027, 2028]),
        ({"party": False}, [2026]),
        ({"joined": "2024-01-01"}, [2027, 2028]),
        ({"joined": "2024-01-02"}, [2028]),
        # Two years after 31-12-2026, then three after 31-12-2027 and 31-12-2028.
        ({"retires": "2029-01-01"}, [2026]),
        ({"retires": "2031-12-31"}, [2026, 2027]),
        ({"retires": "2028-12-31"}, []),
    ],
)
def test_who_is_admitted_changes_with_the_law(
    changes: dict[str, Any], admitted_in: list[int]
) -> None:
    rules = {"study": rule(OLD, NEW)}
    people = [official("A", **changes)]
    entry = course(follows=["study"])
    made = scenario(people, {"C": entry}, law={"rules": rules})
    years = [year for year in (2026, 2027, 2028) if admitted(made, "C", year)[0]]
    assert years == admitted_in
