"""What the report says about targets and proofs."""

import pytest

from models.result import EngineIdentity, Result, ScenarioIdentity, SolveStatus, Stage
from models.scenario import Scenario
from models.target import Target
from planner.language.filter_words import filter_in_words
from planner.reports.detail_words import Details
from planner.reports.html_report.embed import as_json
from planner.reports.html_report.proof import doubts, headline
from planner.reports.html_report.target_words import definition
from tests.builders import ATTRIBUTES, course, level, officials, scenario


def given(**changes: object) -> Scenario:
    """A scenario in which the political theory is labelled, with a group."""
    theory = {**ATTRIBUTES["theory"], "label": "Lý luận"}
    return scenario(
        officials("A"),
        {"N": course(title="Bồi dưỡng", kinds=["refresher"], repeatable=True)},
        attributes={**ATTRIBUTES, "theory": theory},
        groups={"young": "age < 40"},
        **changes,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("all", "all officials"),
        ("party and @young", "party and age < 40"),
        ("sex == female", "women"),
        ("sex != female", "men"),
        ("theory >= so_cap", "Lý luận ≥ so_cap"),
        ("not party or title in [chair, registrar]",
         "not: party or title: one of chair, registrar"),
        ("party and (age > 30 or law in fields)",
         "party and (age > 30 or fields: law)"),
        ("not (party and rank_years >= 2.5)", "not: (party and rank_years ≥ 2.5)"),
        ("unit == an", "unit = an"),
    ],
)  # fmt: skip
def test_filters_are_told_in_words(text: str, words: str) -> None:
    assert filter_in_words(given().spec, text) == words


@pytest.mark.parametrize(
    ("changes", "heading", "words"),
    [
        ({}, "What is asked", "Lý luận: so_cap or above"),
        ({}, "When", "on 31 December 2028"),
        ({"percent": 62.5}, "How many", "at least 62.5 % of them"),
        ({"compare": ">"}, "How many", "more than 100 % of them"),
        ({"tier": 3, "weight": 2}, "Priority", "tier 3; one missing official weighs 2"),
        ({"source": "Đề án 03"}, "Source", "Đề án 03"),
    ],
)
def test_targets_are_defined_in_words(
    changes: dict[str, object], heading: str, words: str
) -> None:
    spec = given(targets={"T": level("theory", "so_cap", **changes)}).spec
    assert dict(definition(spec, spec.targets["T"]))[heading] == words


@pytest.mark.parametrize(
    ("measure", "asked", "when"),
    [
        (
            {"kind": "annual_participation", "course_kind": "refresher",
             "first": 2026, "last": 2028},
            "attends one of these courses in the year: Bồi dưỡng",
            "on 31 December of every year from 2026 to 2028",
        ),
        (
            {"kind": "once_in_window", "course_kind": "refresher",
             "first": 2026, "last": 2028},
            "attends one of these courses at least once: Bồi dưỡng",
            "from 2026 to 2028, counted on 31 December 2028",
        ),
        (
            {"kind": "before_appointment", "first": 2027, "last": 2028,
             "appointed": {"attribute": "post_year"},
             "conditions": [{"attribute": "party", "equals": True}]},
            "party",
            "on 31 December before the year of the appointment; appointments of 2027 to "
            "2028",
        ),
        (
            {"kind": "monitored", "first": 2026, "last": 2027},
            "not in the data of the roster",
            "on 31 December of every year from 2026 to 2027",
        ),
    ],
)  # fmt: skip
def test_every_measure_is_told(
    measure: dict[str, object], asked: str, when: str
) -> None:
    target = Target.model_validate({"title": "t", "percent": 60, "measure": measure})
    told = dict(definition(given().spec, target))
    assert (told["What is asked"], told["When"]) == (asked, when)


@pytest.mark.parametrize(
    ("reason", "detail", "words"),
    [
        ("who", "party", "party"),
        ("who", "theory >= so_cap (Quy định 57 (8-2-2022), until 2025)",
         "Lý luận ≥ so_cap (Quy định 57 (8-2-2022), until 2025)"),
        ("who", "not (party and @young) (Luật 1)", "not: (party and age < 40) (Luật 1)"),
        ("age_max", "age <= 40 (Nghị định 101)", "age ≤ 40 (Nghị định 101)"),
        ("bond", "96 months (Nghị định 101)", "96 months (Nghị định 101)"),
        ("no_class", "class_size.min 25", "a class needs at least 25"),
        ("no_course", "theory at_least so_cap", "Lý luận: so_cap or above"),
        ("prerequisite", "something else", "something else"),
    ],
)  # fmt: skip
def test_details_are_told_in_words(reason: str, detail: str, words: str) -> None:
    spec = given(targets={"T": level("theory", "so_cap")}).spec
    assert Details(spec).in_words(reason, detail) == words


def stage(name: str, incumbent: int, bound: int | None, proven: bool) -> Stage:
    return Stage(
        name=name,
        unit="thousand dong" if name == "cost" else "officials",
        incumbent=incumbent,
        bound=bound,
        gap=None,
        status=SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE,
        seconds=0,
    )


def result(*stages: Stage, cut_short: bool = False) -> Result:
    return Result(
        status=SolveStatus.FEASIBLE,
        stages=stages,
        targets=(),
        cost=0,
        enrolments=0,
        scenario=ScenarioIdentity(
            name="x", title="x", content_hash="", overrides=(), synthetic=True, officials=1
        ),
        version="1",
        engine=EngineIdentity(
            name="default", version="1", solver="highs", solver_version=""
        ),
        settings={},
        cut_short=cut_short,
        seconds=0,
    )  # fmt: skip


def test_nothing_is_proven_of_a_plan_that_no_search_found() -> None:
    assert headline(None).startswith("Nothing is proven")


def test_nothing_is_proven_where_the_first_tier_is_not() -> None:
    # Even if a bound is reached, or a later stage says that it is proven.
    found = result(stage("tier-1", 2, 1, False), stage("tier-2", 0, 0, True))
    assert headline(found).startswith("No tier is proven")


def test_tiers_are_proven_up_to_the_first_that_is_not() -> None:
    found = result(
        stage("tier-1", 2, 2, True),
        stage("tier-2", 5, 4, False),
        stage("tier-3", 0, 0, True),
        stage("cost", 0, 0, True),
    )
    assert headline(found).startswith("Proven for tier 1: ")
    assert "cost" not in headline(found)


def test_the_cost_is_called_least_only_where_it_is_proven() -> None:
    tier = stage("tier-1", 2, 2, True)
    assert headline(result(tier, stage("cost", 9000, 9000, True))).endswith(
        "no plan that does as well costs less."
    )
    assert headline(result(tier, stage("cost", 9000, 8500, False))).endswith(
        "costs at least 8.5 million dong; this one 9 million."
    )
    assert headline(result(tier, stage("cost", 9000, None, False))).endswith(
        "is not known."
    )


def test_an_early_end_is_told() -> None:
    found = result(stage("tier-1", 2, 2, True), cut_short=True)
    assert headline(found).endswith("The search was ended early.")


def test_broken_rules_and_changes_come_first() -> None:
    assert doubts(0, changed=False) == []
    broken, changed = doubts(3, changed=True)
    assert broken.startswith("This plan breaks rules in 3 ways")
    assert "have changed since the plan was found" in changed


def test_data_cannot_end_its_element() -> None:
    text = as_json({"<": "</script><!-- & \u2028\u2029"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.startswith('{"\\u003c":"\\u003c/script')
