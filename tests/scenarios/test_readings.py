"""What the readings of Chương Mỹ, Thái Nguyên and Cao Bằng mean, in numbers."""

from decimal import Decimal

import pytest

from models.plan import Plan
from models.scenario import ScenarioSpec
from models.target import BeforeAppointment, LevelByDeadline, Monitored
from planner.synthesis.population import read_population
from tests.scenarios.test_three_places import (
    CAO_BANG,
    CHUONG_MY,
    ROOT,
    THAI_NGUYEN,
    figures,
    officials,
    scenario,
)


def differing_courses(base: ScenarioSpec, changed: ScenarioSpec) -> set[str]:
    return {n for n in base.courses if base.courses[n] != changed.courses[n]}


# Chương Mỹ


def test_printed_percentages_of_key_officials_agree_with_the_counts() -> None:
    counts = read_population(ROOT / CHUONG_MY / "population.yaml").published
    printed = {
        "key-under-35": 3.1, "key-women": 15.3, "key-masters": 9.2, "key-cao-cap": 15.8,
    }  # fmt: skip
    for name, percent in printed.items():
        assert round(100 * counts[name].count / 196, 1) == percent


def test_three_targets_of_chuong_my_are_met_on_the_baseline_date() -> None:
    spec, key = scenario(CHUONG_MY).spec, officials(CHUONG_MY)
    key = key[key["key_official"] == "true"]
    # More than 15 % of 196 is 30, exactly the women there are.
    assert spec.targets["CM-T3"].required(len(key)) == 30 == sum(key["sex"] == "female")
    now = figures(scenario(CHUONG_MY), Plan.empty())
    for name in ("CM-T5a", "CM-T5b"):
        assert now[name, 2025].shortfall == 0
    # More than 5 % of 196 is 10; there are 6.
    assert spec.targets["CM-T2"].required(len(key)) == 10


def test_five_targets_of_chuong_my_are_only_watched_and_say_why() -> None:
    watched = {
        name: target.measure
        for name, target in scenario(CHUONG_MY).spec.targets.items()
        if isinstance(target.measure, Monitored)
    }
    assert set(watched) == {"CM-T1", "CM-T2", "CM-T3", "CM-T4", "CM-T9"}
    assert all(measure.reason for measure in watched.values())
    assert {name for name, m in watched.items() if m.who is None} == {"CM-T1"}


def test_a_fifth_of_the_committees_is_one_woman_in_each() -> None:
    table = officials(CHUONG_MY)
    committees = table[table["standing_committee"] == "true"]
    target = scenario(CHUONG_MY).spec.targets["CM-T4"]
    assert target.required(len(committees)) == committees["unit"].nunique() == 32
    women = committees[committees["sex"] == "female"]
    assert women["unit"].nunique() < len(women) < 32


def test_whoever_is_planned_is_measured_once_before_the_appointment() -> None:
    given = scenario(CHUONG_MY)
    party, council = (given.spec.targets[n].measure for n in ("CM-T7a", "CM-T7b"))
    assert isinstance(party, BeforeAppointment) and isinstance(council, LevelByDeadline)
    assert party.conditions == council.conditions
    assert given.spec.targets["CM-T7a"].measuring_year(2025) == 2024
    now = figures(given, Plan.empty())
    planned = officials(CHUONG_MY)["appointment_year"].value_counts()
    assert now["CM-T7a", 2025].group_size == planned["2025"] == 120
    assert now["CM-T7b", 2025].group_size == planned["2026"] == 130


def test_a_refresher_every_year_asks_for_both_years() -> None:
    base = figures(scenario(CHUONG_MY), Plan.empty())
    yearly = figures(scenario(CHUONG_MY, "refresher-every-year"), Plan.empty())
    assert [key for key in base if key[0] == "CM-T6"] == [("CM-T6", 2025)]
    assert {year for name, year in yearly if name == "CM-T6"} == {2024, 2025}


@pytest.mark.parametrize(
    ("what_if", "names"),
    [("post-training-only", ("CM-T7a", "CM-T7b")), ("it-basic", ("CM-T8",))],
)
def test_the_weaker_reading_is_attained_by_more(
    what_if: str, names: tuple[str, ...]
) -> None:
    base = figures(scenario(CHUONG_MY), Plan.empty())
    weaker = figures(scenario(CHUONG_MY, what_if), Plan.empty())
    for key, figure in base.items():
        now, then = weaker[key].attained, figure.attained
        assert (now or 0) > (then or 0) if key[0] in names else now == then


# Thái Nguyên


def test_the_lists_of_thai_nguyen_leave_31_and_148_without_a_level() -> None:
    assert 636 - (81 + 456 + 14 + 54) == 31
    assert 636 - (22 + 466) == 148
    # With 84.4 % the 537 listed are all who have a degree; one more would be 84.6 %.
    assert round(100 * (81 + 456) / 636, 1) == 84.4
    assert round(100 * (81 + 456 + 1) / 636, 1) != 84.4
    assert round(100 * 565 / 636, 1) == 88.8


def test_the_other_reading_gives_the_unlisted_all_that_the_figures_allow() -> None:
    table = officials(THAI_NGUYEN, "officials-recorded")
    education, theory = (
        table["education"].value_counts(),
        table["theory"].value_counts(),
    )
    assert education["cao_dang"] + education["trung_cap"] == 14 + 54 + 31
    assert education["dai_hoc"] + education["thac_si"] == 537
    # Every Party member then has intermediate theory, and nobody else.
    assert theory["trung_cap"] + theory["cao_cap"] == 565
    assert (table["theory"] != "none").equals(table["party_member"] == "true")
    # The national 87.7 % for all 148 would need more members than there are.
    assert 488 + Decimal(148) * Decimal("0.877") > 565


def test_standards_are_asked_of_everybody_and_marked_as_assumed_targets() -> None:
    targets = scenario(THAI_NGUYEN).spec.targets
    assert all(target.percent == 100 for target in targets.values())
    words = "assumed as target: the article states none"
    assert all(words in target.source for target in targets.values())


def test_a_deadline_a_year_earlier_is_one_for_every_standard() -> None:
    earlier = scenario(THAI_NGUYEN, "deadline-2024").spec.targets
    assert {target.years() for target in earlier.values()} == {(2024,)}


# Cao Bằng


def test_both_published_percentages_are_whole_people_of_the_assumed_headcount() -> None:
    table = officials(CAO_BANG)
    below = table["education"] == "none"
    share = {
        position: round(100 * below[table["position"] == position].mean(), 2)
        for position in ("can_bo", "cong_chuc")
    }
    assert share == {"can_bo": 61.92, "cong_chuc": 10.49}


def test_a_remote_seat_costs_more_and_takes_longer() -> None:
    courses = scenario(CAO_BANG).spec.courses
    remote = {name for name in courses if name.endswith("-VS")}
    assert {name.removesuffix("-VS") for name in remote} == set(courses) - remote
    for name in remote:
        far, near = courses[name], courses[name.removesuffix("-VS")]
        assert sum(far.cost_per_seat.at(2013) or ()) > sum(
            near.cost_per_seat.at(2013) or ()
        )
        assert sum(far.weeks) > sum(near.weeks)
        assert (far.grants, far.duration) == (near.grants, near.duration)


def test_classes_in_communes_take_away_the_difference_and_nothing_else() -> None:
    base = scenario(CAO_BANG).spec
    changed = scenario(CAO_BANG, "classes-in-communes").spec
    assert all(name.endswith("-VS") for name in differing_courses(base, changed))
    for name in differing_courses(base, changed):
        here, near = changed.courses[name], changed.courses[name.removesuffix("-VS")]
        assert (here.weeks, here.cost_per_seat) == (near.weeks, near.cost_per_seat)
    assert len(differing_courses(base, changed)) == 7
    assert changed.model_copy(update={"courses": base.courses}) == base


def test_of_all_is_stricter_than_of_those() -> None:
    of_all = figures(scenario(CAO_BANG), Plan.empty())
    of_those = figures(scenario(CAO_BANG, "of-those"), Plan.empty())
    for name in ("CB-T1c", "CB-T2b"):
        base, nested = of_all[name, 2020], of_those[name, 2020]
        assert nested.attained == base.attained
        assert nested.group_size < base.group_size
        assert nested.required < base.required
    # Those with trung cấp or sơ cấp are who the targets before count as attained.
    basic = of_all["CB-T2a", 2020].attained
    assert of_those["CB-T2b", 2020].group_size == basic


def test_a_deadline_of_2017_is_one_for_every_target() -> None:
    earlier = scenario(CAO_BANG, "deadline-2017").spec.targets
    assert {target.years() for target in earlier.values()} == {(2017,)}
