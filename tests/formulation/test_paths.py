from planner.formulation.catalogue import Catalogue
from planner.formulation.paths import attains, enumerate_paths
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, scenario

SO_CAP = {"attribute": "theory", "level": "so_cap"}
TRUNG_CAP = {"attribute": "theory", "level": "trung_cap"}
NEEDS_SO_CAP = {"attribute": "theory", "at_least": "so_cap"}
STEPS = {
    "S": course(grants=[SO_CAP]),
    "T": course(grants=[TRUNG_CAP], requires=[NEEDS_SO_CAP]),
}
WANTED = {"theory": level("theory", "trung_cap", 2028)}


def only_block(case):
    (block,) = reduce(People(Catalogue(case))).blocks
    return block


def listed(case):
    paths = enumerate_paths(only_block(case))
    assert paths is not None
    return [tuple(int(start) for start in path) for path in paths]


def test_a_path_takes_the_second_step_after_the_first_or_not_at_all():
    # S in 2026 or 2027 (later it helps nobody), then T.
    case = scenario([official("A")], STEPS, targets=WANTED)
    assert set(listed(case)) == {(-1, -1), (0, -1), (1, -1), (0, 1), (0, 2), (1, 2)}


def test_the_empty_path_comes_first():
    case = scenario([official("A")], STEPS, targets=WANTED)
    assert listed(case)[0] == (-1, -1)


def test_a_path_has_all_that_is_decided():
    pins = [("A", "T", 0, True)]
    case = scenario([official("A")], STEPS, targets=WANTED, pins=pins)
    assert set(listed(case)) == {(0, 1), (0, 2), (1, 2)}


def test_too_many_paths_are_not_listed():
    case = scenario([official("A")], STEPS, targets=WANTED)
    assert enumerate_paths(only_block(case), limit=5) is None
    assert enumerate_paths(only_block(case), limit=6) is not None


def test_a_path_attains_a_target_through_the_step_that_counts_in_time():
    targets = {"early": level("theory", "trung_cap", 2027), **WANTED}
    case = scenario([official("A")], STEPS, targets=targets)
    block = only_block(case)
    paths = enumerate_paths(block)
    assert paths is not None
    found = {
        tuple(int(start) for start in path): tuple(bool(flag) for flag in row)
        for path, row in zip(paths, attains(block, paths), strict=True)
    }
    assert found[-1, -1] == (False, False)
    assert found[0, -1] == (False, False)
    assert found[0, 1] == (True, True)
    assert found[0, 2] == (False, True)


def test_a_degree_may_come_before_the_master_that_would_also_give_its_requirement():
    # A master's degree lifts to what the degree requires, but only after the degree.
    lift = {"attribute": "education"}
    courses = {
        "college": course(grants=[{**lift, "level": "trung_cap"}]),
        "degree": course(
            grants=[{**lift, "level": "dai_hoc"}],
            requires=[{**lift, "at_least": "trung_cap"}],
        ),
        "master": course(
            grants=[{**lift, "level": "thac_si"}],
            requires=[{**lift, "at_least": "dai_hoc"}],
        ),
    }
    case = scenario(
        [official("A", education="none")],
        courses,
        targets={"masters": level("education", "thac_si", 2028)},
    )
    block = only_block(case)
    names = [case.course_ids[block.catalogue.items[at].course] for at in block.items]
    whole = [dict(zip(names, path, strict=True)) for path in listed(case)]
    assert {"college": 0, "degree": 1, "master": 2} in whole
