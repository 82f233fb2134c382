import numpy as np

from planner.formulation.catalogue import Catalogue
from planner.formulation.people import People
from planner.formulation.reduction import Reduction, reduce
from tests.builders import course, level, official, officials, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}
TRUNG_CAP = {"attribute": "theory", "level": "trung_cap"}
DAI_HOC = {"attribute": "education", "level": "dai_hoc"}
NEEDS_SO_CAP = {"attribute": "theory", "at_least": "so_cap"}
STEPS = {
    "S": course(grants=[SO_CAP]),
    "T": course(grants=[TRUNG_CAP], requires=[NEEDS_SO_CAP]),
}


def reduced(case, **options) -> Reduction:
    return reduce(People(Catalogue(case)), **options)


def starts_of(reduction, table, name):
    """Course -> start years (positions) of the first official."""
    catalogue = reduction.catalogue
    item = catalogue.items_of_course[catalogue.scenario.course_ids.index(name)][0]
    mask = int(table[0, item])
    return [year for year in range(catalogue.n_years) if mask >> year & 1]


def test_a_start_is_reachable_once_its_requirement_can_be_completed():
    case = scenario([official("A")], STEPS, targets={"t": level("theory", "trung_cap")})
    reduction = reduced(case)
    assert starts_of(reduction, reduction.reach, "S") == [0, 1, 2]
    assert starts_of(reduction, reduction.reach, "T") == [1, 2]


def test_a_start_is_useful_if_it_helps_a_target_in_time():
    # To hold trung_cap by the end of 2027: S in 2026 and T in 2027.
    targets = {"t": level("theory", "trung_cap", 2027)}
    reduction = reduced(scenario([official("A")], STEPS, targets=targets))
    assert starts_of(reduction, reduction.useful, "S") == [0]
    assert starts_of(reduction, reduction.useful, "T") == [1]


def test_what_helps_no_target_is_left_out_unless_everything_is_asked_for():
    courses = {**STEPS, "D": course(grants=[DAI_HOC])}
    case = scenario(
        [official("A", education="none")],
        courses,
        targets={"t": level("theory", "so_cap")},
    )
    assert starts_of(reduced(case), reduced(case).useful, "D") == []
    everything = reduced(case, useful_only=False)
    assert starts_of(everything, everything.useful, "D") == [0, 1, 2]


def test_a_decided_start_is_useful():
    courses = {**STEPS, "P": course()}
    case = scenario(
        [official("A")],
        courses,
        targets={"t": level("theory", "so_cap")},
        pins=[("A", "P", 2027, True)],
    )
    reduction = reduced(case)
    assert starts_of(reduction, reduction.useful, "P") == [1]


def test_the_credit_of_a_course_is_given_to_what_it_requires():
    # Whoever may start T holds so_cap through S already: T is no way to so_cap.
    targets = {
        "low": level("theory", "so_cap", 2028),
        "high": level("theory", "trung_cap", 2028),
    }
    (block,) = reduced(scenario([official("A")], STEPS, targets=targets)).blocks
    names = [block.catalogue.course_name(block.catalogue.items[at].course)
             for at in block.items]  # fmt: skip
    ways = {
        block.catalogue.measurements[need.measurement].target: {
            names[at] for part in need.parts for at, _ in part
        }
        for need in block.needs
    }
    assert ways == {"low": {"S"}, "high": {"T"}}


def test_equal_officials_share_a_block_and_others_do_not():
    people = [*officials("A", "B"), official("E", theory="so_cap")]
    targets = {"t": level("theory", "trung_cap")}
    reduction = reduced(scenario(people, STEPS, targets=targets))
    assert sorted(block.members.tolist() for block in reduction.blocks) == [[0, 1], [2]]


def test_units_are_told_apart_only_where_asked():
    people = [official("A"), official("B", unit="bi")]
    case = scenario(people, STEPS, targets={"t": level("theory", "trung_cap")})
    assert len(reduced(case).blocks) == 1
    assert len(reduced(case, units=frozenset({0, 1})).blocks) == 2
    assert [block.unit for block in reduced(case, units=frozenset({1})).blocks] == [
        -1,
        1,
    ]


def independent(**rules):
    courses = {
        "S": course(grants=[SO_CAP], weeks=[6]),
        "D": course(grants=[DAI_HOC], weeks=[5]),
    }
    targets = {"t": level("theory", "so_cap"), "d": level("education", "dai_hoc")}
    people = [official("A", education="none")]
    return scenario(people, courses, targets=targets, rules=rules)


def components(case):
    return sorted(len(block.items) for block in reduced(case).blocks)


def test_courses_that_never_meet_are_separate_components():
    assert components(independent(yearly_load=11)) == [1, 1]


def test_courses_that_exceed_the_load_together_are_one_component():
    assert components(independent(yearly_load=10)) == [2]


def test_long_courses_at_once_are_one_component():
    assert components(independent(long_course_weeks=5)) == [2]
    limitless = independent(long_course_weeks=5, long_courses_at_once=None)
    assert components(limitless) == [1, 1]


def test_unit_cover_keeps_the_long_courses_of_a_person_together():
    cover = {"share": 0.5}
    case = independent(long_course_weeks=5, long_courses_at_once=None, unit_cover=cover)
    assert components(case) == [2]


def test_a_decided_start_that_the_own_rules_exclude_is_named():
    # Both hold so_cap already; only A's decision cannot be.
    case = scenario(
        officials("A", "B", theory="so_cap"), STEPS, pins=[("A", "S", 2026, True)]
    )
    assert reduced(case).unreachable_pins == (0,)


def test_who_could_ever_attend_is_counted():
    people = [*officials("A", "B"), official("E", theory="so_cap")]
    case = scenario(people, STEPS, targets={"t": level("theory", "trung_cap")})
    attendable = reduced(case).attendable
    assert attendable[0, 0] == 2
    assert attendable[1, 0] == 1
    assert attendable[1, 1] == 3


def test_the_order_of_officials_does_not_change_the_blocks():
    people = [*officials("A", "B"), official("E", theory="so_cap")]
    targets = {"t": level("theory", "trung_cap")}
    one = reduced(scenario(people, STEPS, targets=targets))
    other = reduced(scenario(people[::-1], STEPS, targets=targets))
    assert one.blocks == other.blocks
    for left, right in zip(one.blocks, other.blocks, strict=True):
        assert np.array_equal(left.members, np.sort(2 - right.members))
